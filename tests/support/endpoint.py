"""A real HTTP endpoint on a free port: HTTP/1.1 or, with TLS, HTTP/2."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypercorn.asyncio
import hypercorn.config


@dataclass
class Endpoint:
    """What came, and what to answer: `answer(path, headers, body)` returns status and headers."""

    port: int
    answer: Callable[[str, dict[str, str], bytes], tuple[int, dict[str, str]]] = lambda *_: (204, {})
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)
    callers: set[tuple[str, int]] = field(default_factory=set)
    text: bytes = b""  # the body of every answer

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[dict[str, Any]]],
        send: Callable[[dict[str, Any]], Awaitable[None]],
    ) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        status, answered = self.answer(scope["path"], headers, body)
        if scope["method"] == "POST":
            self.versions.add(scope["http_version"])
            self.callers.add(tuple(scope["client"]))
            self.requests.append((scope["path"], headers, body))
        pairs = [(name.encode(), value.encode()) for name, value in answered.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": self.text})


@contextmanager
def endpoint(certificate: Path | None = None) -> Iterator[Endpoint]:
    """Serve until the block ends. `certificate`: a PEM file with key and chain, for TLS."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    served = Endpoint(listener.getsockname()[1])
    config = hypercorn.config.Config()
    config.bind = [f"fd://{listener.detach()}"]  # theirs to close
    config.accesslog = config.errorlog = None
    config.graceful_timeout = 0.1
    if certificate:
        config.certfile = config.keyfile = str(certificate)
    loop = asyncio.new_event_loop()
    stopping = asyncio.Event()
    ready = threading.Event()

    async def serve() -> None:
        loop.call_soon(ready.set)
        await hypercorn.asyncio.serve(served, config, shutdown_trigger=stopping.wait)  # type: ignore[arg-type]

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield served
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(10)
        loop.close()
