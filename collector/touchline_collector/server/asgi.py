"""Whole requests for an ASGI application: the routes beside the hot path are Starlette's."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import quote

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Answer, Handler, Reply, Request

logger = logging.getLogger(__name__)

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
ASGIApp: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]


def scope_of(request: Request) -> dict[str, Any]:
    """The ASGI scope of a request."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": quote(request.path).encode(),
        "root_path": "",
        "query_string": request.query.encode("latin-1"),
        "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in request.headers.items()],
        "client": (request.peer, 0) if request.peer else None,
        "server": None,
    }


async def ask(app: ASGIApp, request: Request) -> Answer:
    """The application's answer to a request; raises what it raised before it had answered."""
    sent: list[Message] = []
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": request.body}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(scope_of(request), receive, send)
    except Exception:
        if len(sent) <= 1:
            raise
        logger.exception("a request failed in a way nobody foresaw")
    start, *rest = sent
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    headers.pop("content-length", None)
    media_type = headers.pop("content-type", "application/octet-stream")
    return Answer(
        start["status"], b"".join([part.get("body", b"") for part in rest]), media_type.encode("latin-1"), headers
    )


class Tasks:
    """Handlers that wait, run as tasks of a loop, which only holds them weakly."""

    def __init__(self, admission: Admission) -> None:
        self._refused = admission.refused
        self._running: set[asyncio.Task[None]] = set()

    def handler(self, work: Callable[[Request], Awaitable[Answer]]) -> Handler:
        """A handler from a coroutine function."""

        def handle(request: Request, reply: Reply) -> None:
            task = asyncio.ensure_future(self._run(work, request, reply))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

        return handle

    async def _run(self, work: Callable[[Request], Awaitable[Answer]], request: Request, reply: Reply) -> None:
        try:
            answer = await work(request)
        except Problem as problem:
            answer = self._refused(problem)
        except Exception:
            logger.exception("a request failed in a way nobody foresaw")
            answer = self._refused(Problem(500, "internal", "the collector failed on this request; see its log"))
        reply(answer)
