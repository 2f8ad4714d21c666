"""uvicorn, and what it lacks: our own signals, and a clear word when the port is taken."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator

import uvicorn

from touchline_collector.errors import ConfigError
from touchline_collector.server.asgi import ASGIApp

# Connections waiting to be accepted while the loop works on a group.
_BACKLOG = 2048

# In-flight requests need a commit, not seconds; a client that never finishes its request must not hold the stop.
STOP_SECONDS = 5


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, or a ConfigError that says what to do; port 0 picks a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise ConfigError(_bind_message(host, port, error)) from error
    listener.set_inheritable(False)
    return listener


def _bind_message(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken by another program; stop it or choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights; choose one above 1023 with --port"
    return f"cannot listen on {host} port {port}: {error.strerror or error}"


class Server(uvicorn.Server):
    """uvicorn's server without its signal handlers, which end a clean stop with 143; `ready` runs when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then tell."""
        await super().startup(sockets)
        self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `serve`."""
        yield


async def serve(
    app: ASGIApp, listener: socket.socket, *, started: Callable[[], None], stopping: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT; `stopping` is called at the first of them, a second one hurries."""
    config = uvicorn.Config(
        app,
        http="httptools",
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=_BACKLOG,
        timeout_keep_alive=75,  # longer than the idle timeout of the usual proxies (60 s), so that they close first
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = Server(config, started)

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True
        stopping()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await server.serve(sockets=[listener])


def run(main: Callable[[], Awaitable[None]]) -> None:
    """Run the coroutine on the fastest loop there is."""
    factory = uvicorn.Config(lambda: None, loop="auto").get_loop_factory()
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(_as_coroutine(main))


async def _as_coroutine(main: Callable[[], Awaitable[None]]) -> None:
    await main()
