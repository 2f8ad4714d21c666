"""The server: a bound socket, connections of an application on it, signals, and an end in order."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import resource
import signal
import socket
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from touchline_collector.errors import ConfigError
from touchline_collector.server.application import Application
from touchline_collector.server.connections import Guard
from touchline_collector.server.http1 import Connection

# Connections waiting to be accepted while the loop works on a group.
_BACKLOG = 2048

# In-flight requests need a commit, not seconds; a client that never finishes its request must not hold the stop.
STOP_SECONDS = 5.0

# Deadlines are whole seconds long; the books of thousands of connections are read this often.
_SWEEP_SECONDS = 1.0


def bind(host: str, port: int) -> socket.socket:
    """A bound socket, or a ConfigError that says what to do; port 0 picks a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named; with it every answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ConfigError(_bind_message(host, port, error)) from error
    return listener


def _bind_message(host: str, port: int, error: OSError) -> str:
    number = error.errno
    if number == errno.EADDRINUSE:
        return f"port {port} on {host} is taken by another program; stop it or choose another with --port"
    if number == errno.EACCES:
        return f"port {port} needs more rights; choose one above 1023 with --port"
    return f"cannot listen on {host} port {port}: {error.strerror or error}"


class Server:
    """Accepts connections of one application until it is told to stop."""

    def __init__(self, app: Application, guard: Guard, listener: socket.socket) -> None:
        self._app = app
        self._guard = guard
        self._listener = listener
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Take no more connections and end; a second time: at once."""
        if self._stop.is_set():
            self._cut()
        self._stop.set()

    async def serve(self, started: Callable[[], None]) -> None:
        """Until `stop`, and then until what was begun is answered; `started` is called when it listens."""
        _raise_file_limit()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: Connection(self._app, self._guard, loop), sock=self._listener, backlog=_BACKLOG
        )
        sweeping = asyncio.ensure_future(self._sweep())
        try:
            started()
            await self._stop.wait()
            server.close()
            await self._finish()
        finally:
            sweeping.cancel()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            self._guard.sweep(asyncio.get_running_loop().time())

    async def _finish(self) -> None:
        """Let connections end by themselves for a while, then cut the rest."""
        for connection in list(self._guard.open):
            connection.finish()
        vacant = asyncio.Event()
        self._guard.vacated = vacant.set
        if self._guard.open:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await vacant.wait()
        self._cut()

    def _cut(self) -> None:
        for connection in list(self._guard.open):
            connection.abort()


class Serving(Protocol):
    """Whatever takes requests."""

    async def serve(self, started: Callable[[], None]) -> None:
        """Until `stop`; `started` is called when it listens."""

    def stop(self) -> None:
        """End in order; a second time: at once."""


async def serve(
    server: Serving, *, started: Callable[[], None], stopping: Callable[[], None], reload: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT, `reload` on SIGHUP; `stopping` is called at a signal to end."""

    def stop() -> None:
        stopping()
        server.stop()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, reload)
    await server.serve(started)


def _raise_file_limit() -> None:
    """Allow as many connections as the system does; the usual soft limit of 1,024 files is a relic of select()."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run the coroutine on the fastest loop there is."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_begun(main))


async def _begun(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """What `main` makes, it makes in the running loop."""
    await main()


def new_loop() -> asyncio.AbstractEventLoop:
    """uvloop's, where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - CPython only
    except ImportError:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop
