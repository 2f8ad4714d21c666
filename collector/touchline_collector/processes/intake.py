"""An intake process: HTTP, keys, decoding and verdicts; what is to be kept or known goes to the main process."""

from __future__ import annotations

import asyncio
import gc
import os
import socket

from touchline_collector import jsontext
from touchline_collector.intake.admission import BODY_BYTES, REQUESTS, Admission
from touchline_collector.intake.door import Door
from touchline_collector.intake.keys import Kind as KeyKind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.tally import Tally
from touchline_collector.processes.frames import Frame, Kind
from touchline_collector.processes.instructions import Instructions
from touchline_collector.processes.link import Link
from touchline_collector.processes.main import Main
from touchline_collector.server.application import Application, Route
from touchline_collector.server.connections import Guard
from touchline_collector.server.http import Server, run

# The one route whose requests are judged here.
EVENTS = ("POST", "/v1/events")


def live(listener: socket.socket, gc_threshold: int, end: socket.socket) -> None:
    """Serve until the main process says to end, or has ended."""
    gc.freeze()
    gc.set_threshold(gc_threshold, 20, 50)
    run(lambda: Intake(listener).serve(end))


class Intake:
    """The life of one."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._instructions: asyncio.Future[Instructions] = asyncio.get_running_loop().create_future()
        self._door: Door | None = None
        self._server: Server | None = None

    async def serve(self, end: socket.socket) -> None:
        """Hear what is to be done, do it, and end when told."""
        loop = asyncio.get_running_loop()
        link = self._link = await Link.over(end, self._take, _orphaned)
        main = self._main = Main(link, loop)
        told = await self._instructions
        share, said = told.server["share"], told.server
        admission = self._admission = Admission(-(-REQUESTS // share), -(-BODY_BYTES // share))
        guard = self._guard = Guard(said["header_seconds"], said["body_seconds"], said["connections"])
        door = Door(told.made(), main, admission.refused, limits=Limits(), elsewhere=main.ask)
        routes = {
            (method, path): Route(main.ask, None if kinds is None else {KeyKind(kind) for kind in kinds})
            for method, path, kinds in told.routes
        }
        routes[EVENTS] = routes[EVENTS]._replace(handler=door.events)
        app = Application(
            routes,
            main.ask,
            gate=lambda: door.rules.gate,
            admission=admission,
            limits=Limits(),
            known=told.known,
        )
        self._door, self._server = door, Server(app, guard, self._listener)
        await self._server.serve(lambda: link.send(Kind.READY, os.getpid()))
        link.close()

    def _take(self, frame: Frame) -> None:
        if frame.kind is Kind.INSTRUCT:
            self._instruct(Instructions.decode(frame.payload))
        elif frame.kind is Kind.COUNT and self._door:
            tally = Tally.of(self._door.counts, self._admission, self._guard)
            self._link.send(Kind.TALLY, frame.number, jsontext.dumps(tally.as_dict()))
        elif frame.kind is Kind.DRAIN:
            if self._server is None:
                os._exit(0)
            self._admission.draining = True
            self._server.stop()
        else:
            self._main.take(frame)

    def _instruct(self, told: Instructions) -> None:
        if self._door is not None:
            self._door.rules = told.made()
        elif not self._instructions.done():
            self._instructions.set_result(told)


def _orphaned() -> None:
    """The main process has ended: nothing more can be acknowledged, and who waits is told so by a cut connection."""
    os._exit(1)
