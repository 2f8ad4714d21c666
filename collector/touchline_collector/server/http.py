"""uvicorn, and what it lacks: deadlines, bounds, our own signals, and a clear word when the port is taken."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import resource
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ClassVar, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from touchline_collector.errors import ConfigError
from touchline_collector.intake.problems import MEDIA_TYPE, Problem
from touchline_collector.server.asgi import ASGIApp
from touchline_collector.server.connections import HEADER_BYTES, LINGER, Guard, Phase

# Connections waiting to be accepted while the loop works on a group.
_BACKLOG = 2048

# In-flight requests need a commit, not seconds; a client that never finishes its request must not hold the stop.
STOP_SECONDS = 5

# Idle keep-alive connections end after the usual proxies' own timeout (60 s), so that those close first.
KEEP_ALIVE_SECONDS = 75


def bind(host: str, port: int) -> socket.socket:
    """A bound socket, or a ConfigError that says what to do; port 0 picks a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise ConfigError(_bind_message(host, port, error)) from error
    return listener


def _bind_message(host: str, port: int, error: OSError | OverflowError) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is taken by another program; stop it or choose another with --port"
    if number == errno.EACCES:
        return f"port {port} needs more rights; choose one above 1023 with --port"
    return f"cannot listen on {host} port {port}: {getattr(error, 'strerror', None) or error}"


_HEAD_TOO_LARGE = Problem(431, "headers_too_large", f"headers beyond {HEADER_BYTES} bytes are not read")


class OneWrite:
    """A transport that holds an answer's head until its body comes: one system call and one packet instead of two."""

    __slots__ = ("_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def write(self, data: bytes) -> None:
        """Hold a head, write anything else behind what is held; to a connection that was cut, nothing."""
        if self._transport.is_closing():
            return
        if data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 100"):
            self._head = data
        else:
            self._transport.write(self._head + data)
            self._head = b""

    def flush(self) -> None:
        """Write a head that has no body."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Close when everything is written."""
        self.flush()
        self._transport.close()

    def resume_reading(self) -> None:
        """Read on; the application may ask for it after the connection was cut, which uvloop takes for an error."""
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def __getattr__(self, name: str) -> Any:
        """Everything else is the transport's own."""
        return getattr(self._transport, name)


class GuardedProtocol(HttpToolsProtocol):
    """One connection, in phases that a `Guard` watches."""

    guard: ClassVar[Guard]
    phase: Phase = "fresh"
    since: float = 0.0
    _head_bytes = 0
    _parsed_head = 0
    _before_unread: Phase = "busy"
    _fault = ""
    _in_head = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected."""
        super().connection_made(cast(asyncio.Transport, OneWrite(transport)))
        self.guard.opened(self, self.loop.time())

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.guard.closed(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self.phase in ("fresh", "idle"):
            self._head_bytes = 0
            self.guard.enter(self, "headers", self.loop.time())
        super().data_received(data)
        if self.phase == "headers":
            self._head_bytes += len(data)
            if self._head_bytes > HEADER_BYTES and not self.transport.is_closing():
                self.refuse(_HEAD_TOO_LARGE)

    def on_url(self, url: bytes) -> None:
        """A piece of the request's target."""
        self._weigh(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        self._weigh(len(name) + len(value))
        super().on_header(name, value)

    def _weigh(self, size: int) -> None:
        """Count the head as parsed: a flood may come whole in one read. Raising makes the parser give up."""
        self._parsed_head += size
        if self._parsed_head > HEADER_BYTES:
            raise ValueError("the head is too large")

    def on_message_begin(self) -> None:
        """A request begins."""
        self._parsed_head = 0
        self._in_head = True
        if self.phase == "idle":  # in one read with the end of the last
            self.guard.enter(self, "headers", self.loop.time())
        super().on_message_begin()

    def eof_received(self) -> bool:  # type: ignore[override]
        """The client sends no more. A whole request is answered all the same; anything less ends the connection."""
        if self.phase != "busy":
            return False
        self.cycle.keep_alive = False
        return True

    def on_headers_complete(self) -> None:
        """The headers are whole; RFC 9112, section 3.2, wants one Host exactly."""
        if sum(name == b"host" for name, _ in self.headers) != 1 and self.parser.get_http_version() == "1.1":
            self._fault = "a request has one Host header"
            raise ValueError(self._fault)
        self._in_head = False
        self.guard.enter(self, "body", self.loop.time())
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; where it was answered early, nothing more is to be done for it."""
        if self.cycle.response_complete:
            self._rest()
        else:
            self.guard.enter(self, "busy", self.loop.time())
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written."""
        cast(OneWrite, self.transport).flush()
        waiting = bool(self.pipeline)
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if self.pipeline:  # what is queued is answered before more is read
            self.flow.pause_reading()
        if not waiting and self.phase == "busy":
            self._rest()

    def _rest(self) -> None:
        """Nothing is owed; the next head may have begun to arrive behind the last body."""
        self.guard.enter(self, "headers" if self._in_head else "idle", self.loop.time())

    def pause_writing(self) -> None:
        """The client does not read what it asked for."""
        super().pause_writing()
        self._before_unread = self.phase
        self.guard.enter(self, "unread", self.loop.time())

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        if self.phase == "unread":
            if self._before_unread == "busy" and self.cycle.response_complete:
                self._rest()
            else:
                self.guard.enter(self, self._before_unread, self.loop.time())

    def expire(self) -> None:
        """The client took too long."""
        if self.transport.is_closing() or self.phase == "unread":
            self.transport.abort()
        elif self.phase == "fresh":
            self.transport.close()
        else:
            self.refuse(Problem(408, "timeout", f"the request's {self.phase} did not arrive in time"))

    def drop(self) -> None:
        """Make room."""
        self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Bytes that are no HTTP, or a head that is too large."""
        if self._parsed_head > HEADER_BYTES:
            self.refuse(_HEAD_TOO_LARGE)
        else:
            self.refuse(Problem(400, "malformed_http", self._fault or msg))

    def refuse(self, problem: Problem) -> None:
        """Answer from below the application, and close."""
        cycle: Any = self.cycle  # None before the first request
        answered = cycle is not None and cycle.response_complete
        early = answered and self.phase == "body"  # a request has one answer, and this one had its own
        if not early and (cycle is None or answered or not cycle.response_started):
            body = problem.body()
            head = [b"content-type: " + MEDIA_TYPE, b"content-length: %d" % len(body), b"connection: close"]
            self.transport.write(STATUS_LINE[problem.status] + b"\r\n".join(head) + b"\r\n\r\n" + body)
        self.guard.enter(self, "body", self.loop.time())  # a last word that is not read is cut by the sweep
        self.transport.close()
        self.loop.call_later(LINGER, self.transport.abort)


class Server(uvicorn.Server):
    """uvicorn's server without its signal handlers, which end a clean stop with 143; `ready` runs when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], guard: Guard) -> None:
        super().__init__(config)
        self._ready = ready
        self._guard = guard

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        self._ready()

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        if counter % 10 == 0:
            self._guard.sweep(asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `serve`."""
        yield


async def serve(
    app: ASGIApp,
    listener: socket.socket,
    guard: Guard,
    *,
    started: Callable[[], None],
    stopping: Callable[[], None],
    reload: Callable[[], None],
) -> None:
    """Serve until SIGTERM or SIGINT, `reload` on SIGHUP; `stopping` is called at the first signal to end."""
    _raise_file_limit()
    config = uvicorn.Config(
        app,
        http=type("Protocol", (GuardedProtocol,), {"guard": guard}),
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe about the sender is configured, not assumed of loopback
        backlog=_BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = Server(config, started, guard)

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True
        stopping()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, reload)
    await server.serve(sockets=[listener])


def _raise_file_limit() -> None:
    """Allow as many connections as the system does; the usual soft limit of 1,024 files is a relic of select()."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run the coroutine on the fastest loop there is."""
    factory: Any = uvicorn.Config(lambda: None, loop="auto", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(_as_coroutine(main))


async def _as_coroutine(main: Callable[[], Awaitable[None]]) -> None:
    await main()
