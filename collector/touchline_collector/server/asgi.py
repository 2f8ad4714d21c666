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
        self._methods = {path: ", ".join(sorted(m for m, p in handlers if p == path)) for _, path in handlers}
        self._fallback = fallback
        self._admission = admission
        self._limits = limits
        self._cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        handler = self._handlers.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if handler is None:
            allowed = self._methods.get(scope["path"])
            if allowed is None:
                await self._fallback(scope, receive, send)
            else:
                await _send(send, self._refused(_not_allowed(scope["method"], allowed)), {})
            return
        try:
            answer = await self._guarded(handler, scope, receive)
        except ClientGone:
            return
        await _send(send, answer, self._cross_origin(scope))

    async def _guarded(self, handler: Handler, scope: Scope, receive: Receive) -> Answer:
        """The handler's answer, or the problem it raised, as an answer."""
        arriving = Arriving(self._admission, self._limits.wire_bytes)
        try:
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
            body = await arriving.read(receive, headers.get("content-length"))
            self._admission.enter()  # only now: a body that never comes must not take a place from one that is here
            try:
                client = scope["client"]
                query = scope["query_string"].decode("latin-1")
                return await handler(Request(headers, body, query, client[0] if client else None))
            finally:
                self._admission.leave()
        except Problem as problem:
            return self._refused(problem)
        except ClientGone:
            raise
        except Exception:
            logger.exception("a request failed in a way nobody foresaw")
            return self._refused(Problem(500, "internal", "the collector failed on this request; see its log"))
        finally:
            arriving.release()

    def _refused(self, problem: Problem) -> Answer:
        self._admission.problems[problem.code] += 1
        return Answer(problem.status, problem.body(), MEDIA_TYPE, problem.headers)

    def _cross_origin(self, scope: Scope) -> dict[str, str]:
        """Headers that let a page read the answer, problems included; none without an Origin."""
        origin = next((value for name, value in scope["headers"] if name == b"origin"), None)
        return self._cors(origin.decode("latin-1")) if origin is not None else {}


class Arriving:
    """A body on its way, within the bounds of one request and of all together."""

    def __init__(self, admission: Admission, most: int) -> None:
        self._admission = admission
        self._most = most
        self._size = 0

    async def read(self, receive: Receive, declared: str | None) -> bytes:
        """The whole body, counted while it comes; one that is declared too large is not waited for."""
        if declared is not None and int(declared) > self._most:
            raise self._too_large()
        parts = []
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            part = message.get("body", b"")
            if self._size + len(part) > self._most:
                raise self._too_large()
            self._admission.hold(len(part), self._size)
            self._size += len(part)
            parts.append(part)
            more = message.get("more_body", False)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def release(self) -> None:
        """Its bytes are no longer in memory."""
        self._admission.release(self._size)
        self._size = 0

    def _too_large(self) -> Problem:
        return too_large(f"the body is larger than {self._most} bytes")


def _not_allowed(method: str, allowed: str) -> Problem:
    return Problem(405, "method_not_allowed", f"{method} is not taken here, but {allowed}", headers={"allow": allowed})


async def _send(send: Send, answer: Answer, cors: dict[str, str]) -> None:
    headers = [_ENCODINGS]
    if answer.status != NO_CONTENT:
        headers += [(b"content-type", answer.media_type), (b"content-length", str(len(answer.body)).encode())]
    extra = {**cors, **answer.headers}
    headers += [(name.encode(), value.encode("latin-1")) for name, value in extra.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
