"""The collector as one object: what is opened at start, in order, and closed at the end, in reverse."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from touchline_collector.eventlog import EventLog
from touchline_collector.folder import Folder
from touchline_collector.forward.forwarding import Forwarding
from touchline_collector.intake.admission import Admission
from touchline_collector.intake.bridge import Bridge
from touchline_collector.intake.door import Door
from touchline_collector.intake.judge import Judge
from touchline_collector.intake.limits import Limits
from touchline_collector.server import http, routes
from touchline_collector.server.asgi import Application
from touchline_collector.sinks import config as sinks
from touchline_spec import Validator

logger = logging.getLogger(__name__)

# The writer thread asks for the interpreter lock after every sync; Python's default of 5 ms would be most of a
# request's time. Below half a millisecond the switching itself starts to cost.
_SWITCH_SECONDS = 0.0005


# Decoding a batch makes thousands of dicts that die with the request; the collector of cycles, which none of them
# form, would walk them, the cache of fresh events and every module several times a batch: measured at a third of all
# time. It still runs, after this many new containers.
_GC_THRESHOLD = 100_000

# Sinks that keep up need one write; one that is down must not hold the stop, its events wait in the log.
_DRAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What `run` needs to know."""

    host: str = "127.0.0.1"
    port: int = 8787
    data: Path = Path("touchline-data")


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Run a collector until it is told to stop; `say` gets the lines for whoever started it."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD, 20, 50)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(http.bind(settings.host, settings.port))
        folder = stack.enter_context(Folder.lock(settings.data))
        log = stack.enter_context(EventLog.open(folder.log))
        forwarding = Forwarding(log, [sinks.parse(_events_db(folder))])
        forwarding.start()
        stack.callback(forwarding.stop, _DRAIN_SECONDS)
        http.run(lambda: _serve(log, listener, say))


def _events_db(folder: Folder) -> dict[str, str]:
    """The sink of a collector without a configuration: a file that one can query at once."""
    return {"name": "events", "kind": "sqlite", "path": str(folder.path / "events.db")}


async def _serve(log: EventLog, listener: socket.socket, say: Callable[[str], None]) -> None:
    limits = Limits()
    admission = Admission()
    door = Door(Judge(Validator()), Bridge(log, asyncio.get_running_loop()), limits=limits)
    app = Application(
        {("POST", "/v1/events"): door.events}, routes.build(admission), admission=admission, limits=limits
    )

    def stopping() -> None:
        admission.draining = True

    host, port = listener.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    await http.serve(app, listener, started=lambda: say(f"listening on http://{name}:{port}"), stopping=stopping)
