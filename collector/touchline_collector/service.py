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
from touchline_collector.control import FILE as CONTROL_FILE
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
from touchline_collector.intake.memberships import Memberships
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.tally import Tally
from touchline_collector.processes import intake
from touchline_collector.processes.hub import Hub
from touchline_collector.processes.instructions import Instructions
from touchline_collector.processes.nursery import Nursery
from touchline_collector.readings import Readings
from touchline_collector.server import http
from touchline_collector.server.application import Application, Route
from touchline_collector.server.asgi import Tasks, ask
from touchline_collector.server.connections import Guard
from touchline_collector.server.http import Server
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
        nursery = None
        if config.server.intake_processes:  # before there are threads, locks and open files
            nursery = stack.enter_context(Nursery.open(partial(intake.live, listener, _GC_THRESHOLD)))
        folder = stack.enter_context(Folder.lock(config.log.dir))
        core = stack.enter_context(Core.open(folder, config))
        core.forwarding.start()
        stack.enter_context(_maintaining(core))
        gc.freeze()
        stack.callback(gc.unfreeze)  # libraries in C count their objects at exit, and complain of those frozen
        gc.set_threshold(_GC_THRESHOLD, 20, 50)
        http.run(lambda: Service(core, listener, nursery, say).run(reread))
        notify.stopping()


class Service:
    """An opened collector with its server, in this process or in processes of its own."""

    def __init__(
        self, core: Core, listener: socket.socket, nursery: Nursery | None, say: Callable[[str], None]
    ) -> None:
        self._core = core
        self._say = say
        self._listener = listener
        self._control = Control.new(address(listener))
        self._admission = Admission()
        rates = Rates()
        bridge = Bridge(core.log, core.rules, asyncio.get_running_loop())
        self._door = Door(core.rules, bridge, self._admission.refused, limits=Limits(), rates=rates)
        self._app = self._application()
        self._watchdog: asyncio.Future[None] | None = None
        self._server: Server | Hub
        server = core.config.server
        self._guard = Guard(server.header_seconds, server.body_seconds, server.connections)
        if nursery is None:
            self._server = Server(self._app, self._guard, listener)
        else:
            self._server = Hub(
                nursery,
                server.intake_processes,
                bridge=bridge,
                app=self._app,
                rules=core.rules,
                rates=rates,
                instructions=self._instructions,
                patience=server.body_seconds,
            )

    async def run(self, reread: Callable[[], Config]) -> None:
        """Serve until told to stop."""
        try:
            await http.serve(
                self._server,
                started=self._started,
                stopping=self._stopping,
                reload=lambda: _reload(self._core, reread),
            )
        finally:
            if self._watchdog:
                self._watchdog.cancel()

    def _application(self) -> Application:
        core = self._core
        tasks = Tasks(self._admission)
        readings = Readings(core, self._tallies)
        starlette = Routes(core, self._control, self._admission, Limits(), readings.exposition).app()
        return Application(
            routes(self._door, Handoffs(core.log, lambda: core.rules), Memberships(lambda: core.rules), tasks),
            tasks.handler(partial(ask, starlette)),
            gate=lambda: core.rules.gate,
            admission=self._admission,
            limits=Limits(),
            known=methods(starlette),
        )

    def _instructions(self) -> bytes:
        core = self._core
        return Instructions.of(self._app, core.config, core.rules).encode()

    async def _tallies(self) -> list[Tally]:
        ours = Tally.of(self._door.counts, self._admission, self._guard)
        return [ours, *(await self._server.tallies() if isinstance(self._server, Hub) else ())]

    def _started(self) -> None:
        core, say = self._core, self._say
        if isinstance(self._server, Hub):
            loop, instruct = asyncio.get_running_loop(), self._server.instruct

            def changed() -> None:
                loop.call_soon_threadsafe(instruct)

            core.changed = changed
        self._control.write(core.folder.path)
        notify.ready()
        self._watchdog = asyncio.ensure_future(notify.watchdog(core.log))
        say(f"listening on {self._control.url}")
        say(f"data in {core.folder.path}")
        say(f"the token for /v1/admin is in {core.folder.path / CONTROL_FILE}")
        if core.rules.gate.local_only:
            say("no keys are configured: only programs of this machine are served")

    def _stopping(self) -> None:
        self._admission.draining = True
        if isinstance(self._server, Hub):
            self._listener.close()  # theirs are the last
        notify.stopping()


def routes(door: Door, handoffs: Handoffs, memberships: Memberships, tasks: Tasks) -> dict[tuple[str, str], Route]:
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
        ("GET", "/v1/presence/filter"): Route(tasks.handler(memberships.filter), SERVERS),
        ("HEAD", "/v1/presence/filter"): Route(tasks.handler(memberships.filter), SERVERS),
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
    maintenance = Maintenance(core, ended)

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
