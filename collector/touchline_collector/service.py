"""The running collector: what is opened at start, in order, and closed at the end, in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial

from touchline_collector import notify
from touchline_collector.config import Config
from touchline_collector.control import Control
from touchline_collector.core import Core, Maintenance
from touchline_collector.errors import CollectorError
from touchline_collector.folder import Folder
from touchline_collector.intake.admission import Admission
from touchline_collector.intake.bridge import Bridge
from touchline_collector.intake.door import Door
from touchline_collector.intake.gate import SENDERS, SERVERS
from touchline_collector.intake.handoff import Handoffs
from touchline_collector.intake.limits import Limits
from touchline_collector.readings import Readings
from touchline_collector.server import http
from touchline_collector.server.application import Application, Route
from touchline_collector.server.asgi import Tasks, ask
from touchline_collector.server.connections import Guard
from touchline_collector.server.routes import Routes, methods

logger = logging.getLogger(__name__)

# Decoding a batch makes thousands of dicts that die with the request; the collector of cycles, which none of them
# form, would walk them, the cache of fresh events and every module several times a batch: measured at a third of all
# time. It still runs, after this many new containers.
_GC_THRESHOLD = 100_000

# Retention drops what became free in this time; the disk check of every commit does not wait for it.
_MAINTENANCE_SECONDS = 10.0


def run(config: Config, say: Callable[[str], None], reread: Callable[[], Config]) -> None:
    """Run a collector until it is told to stop; `say` gets the lines for whoever started it.

    `reread` loads the configuration anew for SIGHUP. Raises CollectorError when it cannot start.
    """
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(http.bind(config.server.host, config.server.port))
        folder = stack.enter_context(Folder.lock(config.log.dir))
        core = stack.enter_context(Core.open(folder, config))
        core.forwarding.start()
        stack.enter_context(_maintaining(core))
        gc.freeze()
        stack.callback(gc.unfreeze)  # libraries in C count their objects at exit, and complain of those frozen
        gc.set_threshold(_GC_THRESHOLD, 20, 50)
        http.run(lambda: _serve(core, listener, say, reread))
        notify.stopping()


async def _serve(core: Core, listener: socket.socket, say: Callable[[str], None], reread: Callable[[], Config]) -> None:
    limits, admission, server = Limits(), Admission(), core.config.server
    control = Control.new(address(listener))
    guard = Guard(server.header_seconds, server.body_seconds, server.connections)
    tasks = Tasks(admission)
    door = Door(core.rules, Bridge(core.log, asyncio.get_running_loop()), admission.refused, limits=limits)
    readings = Readings(core, door, admission, guard)
    beside = Routes(core, control, admission, limits, readings.exposition)
    starlette = beside.app()
    app = Application(
        routes(door, Handoffs(core.log, lambda: core.rules), tasks),
        tasks.handler(partial(ask, starlette)),
        gate=lambda: core.rules.gate,
        admission=admission,
        limits=limits,
        known=methods(starlette),
    )

    def started() -> None:
        control.write(core.folder.path)
        notify.ready()
        say(f"listening on {control.url}")
        say(f"data in {core.folder.path}")
        if core.rules.gate.local_only:
            say("no keys are configured: only programs of this machine are served")

    def stopping() -> None:
        admission.draining = True
        notify.stopping()

    watchdog = asyncio.ensure_future(notify.watchdog(core.log))
    try:
        await http.serve(app, listener, guard, started=started, stopping=stopping, reload=lambda: _reload(core, reread))
    finally:
        watchdog.cancel()


def routes(door: Door, handoffs: Handoffs, tasks: Tasks) -> dict[tuple[str, str], Route]:
    """The routes of producers."""
    return {
        ("POST", "/v1/events"): Route(door.events, SENDERS),
        ("POST", "/v1/validate"): Route(door.validate, SENDERS),
        ("POST", "/v1/cloudevents"): Route(door.cloudevents, SERVERS),
        ("OPTIONS", "/v1/events"): Route(door.preflight),
        ("OPTIONS", "/v1/validate"): Route(door.preflight),
        ("OPTIONS", "/v1/cloudevents"): Route(door.handshake),
        ("POST", "/v1/handoff"): Route(tasks.handler(handoffs.issue), SERVERS),
        ("POST", "/v1/handoff/redeem"): Route(tasks.handler(handoffs.redeem), SERVERS),
    }


def address(listener: socket.socket) -> str:
    """The URL at which programs of this machine reach the collector."""
    host, port = listener.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"


def _reload(core: Core, reread: Callable[[], Config]) -> None:
    """SIGHUP: read, check, and only then change anything; in a thread, since sinks may take a while to end."""

    def work() -> None:
        try:
            core.reload(reread())
        except CollectorError as error:
            logger.error("the configuration was not reloaded, the old one stays: %s", error)  # noqa: TRY400
        else:
            logger.info("configuration reloaded")
        finally:
            notify.ready()

    notify.reloading()
    threading.Thread(target=work, name="touchline-reload", daemon=True).start()


@contextlib.contextmanager
def _maintaining(core: Core) -> Iterator[None]:
    """A thread that keeps the log in shape for the length of the block."""
    ended = threading.Event()
    maintenance = Maintenance(core)

    def work() -> None:
        while not ended.wait(_MAINTENANCE_SECONDS):
            maintenance.run()

    thread = threading.Thread(target=work, name="touchline-maintenance", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
