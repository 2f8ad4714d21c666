"""The raw ASGI application: the hot path without a framework, everything else through Starlette's router."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.door import Answer, Request
from touchline_collector.intake.inflate import ACCEPTED
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import MEDIA_TYPE, Problem, too_large

logger = logging.getLogger(__name__)

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Handler: TypeAlias = Callable[[Request], Awaitable[Answer]]
ASGIApp: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

NO_CONTENT = 204
_ENCODINGS = (b"accept-encoding", ACCEPTED.encode())


class ClientGone(Exception):  # noqa: N818 - an event, not an error
    """The client hung up before its request was complete; there is nobody to answer."""


class Application:
    """Routes: (method, path) to a handler of whole requests; all else to `fallback`."""

    def __init__(
        self,
        handlers: dict[tuple[str, str], Handler],
        fallback: ASGIApp,
        *,
        admission: Admission,
        limits: Limits,
        cors: Callable[[str | None], dict[str, str]],
    ) -> None:
        self._handlers = handlers
        self._fallback = fallback
        self._admission = admission
        self._limits = limits
        self._cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        handler = self._handlers.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if handler is None:
            await self._fallback(scope, receive, send)
            return
        try:
            answer = await self._guarded(handler, scope, receive)
        except ClientGone:
            return
        await _send(send, answer, self._cross_origin(scope))

    async def _guarded(self, handler: Handler, scope: Scope, receive: Receive) -> Answer:
        """The handler's answer, or the problem it raised, as an answer."""
        try:
            self._admission.enter()
        except Problem as problem:
            return self._refused(problem)
        body = b""
        try:
            body = await self._body(receive)
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            client = scope["client"]
            query = scope["query_string"].decode("latin-1")
            return await handler(Request(headers, body, query, client[0] if client else None))
        except Problem as problem:
            return self._refused(problem)
        except ClientGone:
            raise
        except Exception:
            logger.exception("a request failed in a way nobody foresaw")
            return self._refused(Problem(500, "internal", "the collector failed on this request; see its log"))
        finally:
            self._admission.leave(len(body))

    def _refused(self, problem: Problem) -> Answer:
        self._admission.problems[problem.code] += 1
        return Answer(problem.status, problem.body(), MEDIA_TYPE, problem.headers)

    def _cross_origin(self, scope: Scope) -> dict[str, str]:
        """Headers that let a page read the answer, problems included; none without an Origin."""
        origin = next((value for name, value in scope["headers"] if name == b"origin"), None)
        return self._cors(origin.decode("latin-1")) if origin is not None else {}

    async def _body(self, receive: Receive) -> bytes:
        """The whole body, counted while it comes."""
        parts = []
        size = 0
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            part = message.get("body", b"")
            size += len(part)
            if size > self._limits.wire_bytes:
                raise too_large(f"the body is larger than {self._limits.wire_bytes} bytes")
            parts.append(part)
            more = message.get("more_body", False)
        self._admission.hold(size)
        return parts[0] if len(parts) == 1 else b"".join(parts)


async def _send(send: Send, answer: Answer, cors: dict[str, str]) -> None:
    headers = [_ENCODINGS]
    if answer.status != NO_CONTENT:
        headers += [(b"content-type", answer.media_type), (b"content-length", str(len(answer.body)).encode())]
    extra = {**cors, **answer.headers}
    headers += [(name.encode(), value.encode("latin-1")) for name, value in extra.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
