"""The main process's side of its intake processes: their birth and end, their events and requests, their numbers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from touchline_collector import jsontext
from touchline_collector.errors import CollectorError, StorageError
from touchline_collector.intake.bridge import Bridge
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.rate import Rates
from touchline_collector.intake.request import Answer, Request
from touchline_collector.intake.rules import Rules, Stale
from touchline_collector.intake.tally import Tally
from touchline_collector.processes.frames import Frame, Kind, joined, parted
from touchline_collector.processes.groups import Group
from touchline_collector.processes.link import Link
from touchline_collector.processes.main import error_name, said_of
from touchline_collector.processes.nursery import Nursery
from touchline_collector.server.application import Application
from touchline_collector.server.http import STOP_SECONDS

logger = logging.getLogger(__name__)

# A process is forked in milliseconds; a machine that needs longer than this is not serving anybody.
_BIRTH_SECONDS = 30.0

# One that dies on the spot is not replaced faster than this.
_REBIRTH_SECONDS = 1.0

# How much longer than a process may take to finish its connections it may take to end.
_GRACE_SECONDS = 2.0

# A process that is silent for as long as a client may take to send a body is ended; but a busy machine needs moments.
_LEAST_PATIENCE = 2.0

# Numbers are asked for while somebody reads metrics; a process busy with a large batch may take this long.
_COUNT_SECONDS = 2.0


@dataclass(slots=True, eq=False)
class Child:
    """One intake process."""

    born: float
    link: Link | None = None
    pid: int = 0
    """0 until it accepts connections."""
    generation: int = -1
    asked: float | None = None
    """When it was first asked for its numbers without having answered since."""
    tally: Tally = field(default_factory=Tally)
    counted: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, kind: Kind, number: int = 0, payload: bytes = b"") -> None:
        """Send it a frame, if it lives."""
        if self.link is not None:
            self.link.send(kind, number, payload)

    def ask(self, now: float) -> None:
        """Ask for its numbers."""
        self.counted.clear()
        if self.asked is None:
            self.asked = now
        self.send(Kind.COUNT)

    def told(self, tally: Tally) -> None:
        """It has answered."""
        self.tally, self.asked = tally, None
        self.counted.set()

    def kill(self) -> None:
        """End it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Hub:
    """All intake processes of a collector, which serve in its place."""

    def __init__(
        self,
        nursery: Nursery,
        count: int,
        *,
        bridge: Bridge,
        app: Application,
        rules: Rules,
        rates: Rates,
        instructions: Callable[[], bytes],
        patience: float,
    ) -> None:
        self._nursery = nursery
        self._count = count
        self._bridge = bridge
        self._app = app
        self._rules = rules
        self._rates = rates
        self._instructions = instructions
        self._patience = max(patience, _LEAST_PATIENCE)
        self._children: list[Child] = []
        self._births: set[asyncio.Task[None]] = set()
        self._past: list[Tally] = []
        self._failure: CollectorError | None = None
        self._ready, self._stop, self._vacant = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def serve(self, started: Callable[[], None]) -> None:
        """Until `stop`, and then until what was begun is answered; `started` is called when all accept connections.

        Raises CollectorError when no process can be started.
        """
        for _ in range(self._count):
            await self._bear()
        try:
            async with asyncio.timeout(_BIRTH_SECONDS):
                await self._ready.wait()
        except TimeoutError as error:
            raise CollectorError(f"an intake process did not start within {_BIRTH_SECONDS:g} s") from error
        watching = asyncio.ensure_future(self._watch())
        started()
        await self._stop.wait()
        watching.cancel()
        await self._end()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Have them take no more connections and end; a second time: at once."""
        self._stop.set()
        for child in self._children:
            child.send(Kind.DRAIN)

    def instruct(self) -> None:
        """Tell all of them the rules in force."""
        for child in self._children:
            self._instruct(child)

    async def _end(self) -> None:
        self._nursery.close()
        if self._children:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS + _GRACE_SECONDS):
                    await self._vacant.wait()
        for child in self._children:
            if child.pid:
                child.kill()

    async def _watch(self) -> None:
        """End one that has not answered for too long: its clients wait as for a dead one, but nobody tells them."""
        while True:
            await asyncio.sleep(self._patience / 2)
            now = time.monotonic()
            for child in self._children:
                if child.pid and child.asked is not None and now - child.asked > self._patience:
                    logger.error("intake process %d has not answered for %.0f s", child.pid, now - child.asked)
                    child.kill()
                elif child.pid:
                    child.ask(now)

    async def tallies(self) -> list[Tally]:
        """The numbers of all, those of ended processes included; of one that does not answer, its last."""
        for child in self._children:
            child.ask(time.monotonic())
        waiting = [child.counted.wait() for child in self._children if child.pid]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_COUNT_SECONDS):
                await asyncio.gather(*waiting)
        return [*self._past, *(child.tally for child in self._children)]

    async def _bear(self) -> None:
        child = Child(time.monotonic())
        end = self._nursery.bear()
        self._children.append(child)
        child.link = await Link.over(end, partial(self._take, child), partial(self._lost, child))
        self._instruct(child)

    def _instruct(self, child: Child) -> None:
        if child.generation != self._rules.generation:
            child.generation = self._rules.generation
            child.send(Kind.INSTRUCT, payload=self._instructions())

    def _lost(self, child: Child) -> None:
        """One has ended: as it was told, or by a fault, in which case another takes its place."""
        self._children.remove(child)
        self._past.append(child.tally.past())
        if self._stop.is_set():
            if not self._children:
                self._vacant.set()
            return
        logger.error("intake process %d has ended by itself; another takes its place", child.pid)
        wait = 0.0 if time.monotonic() - child.born > _REBIRTH_SECONDS else _REBIRTH_SECONDS
        task = asyncio.ensure_future(self._replace(wait))
        self._births.add(task)
        task.add_done_callback(self._births.discard)

    async def _replace(self, wait: float) -> None:
        await asyncio.sleep(wait)
        if self._stop.is_set():
            return
        try:
            await self._bear()
        except CollectorError as error:
            self._failure = error
            self.stop()

    def _take(self, child: Child, frame: Frame) -> None:
        match frame.kind:
            case Kind.KEEP:
                self._keep(child, frame)
            case Kind.ASK:
                self._answer(child, frame)
            case Kind.TALLY:
                child.told(Tally(**jsontext.loads(frame.payload)))
            case Kind.READY:
                child.pid = frame.number
                if sum(bool(one.pid) for one in self._children) == self._count:
                    self._ready.set()
            case _:
                raise AssertionError(f"an intake process does not send {frame.kind.name}")

    def _keep(self, child: Child, frame: Frame) -> None:
        group = Group.decode(frame.payload)
        refused = self._spend(group)
        if refused:
            group = group.without({index for index, _ in refused})

        def kept(duplicates: Collection[int], error: BaseException | None) -> None:
            fates: dict[str, Any] = {"duplicates": list(duplicates)}
            if refused:
                fates["refused"] = refused
            if error is not None:
                fates |= {"error": error_name(error), "text": str(error) if isinstance(error, StorageError) else ""}
            if isinstance(error, Stale):
                self._instruct(child)
            child.send(Kind.FATES, frame.number, jsontext.dumps(fates))

        try:
            self._bridge.append(group.run, group.rejected, kept, generation=group.generation)
        except StorageError as error:
            kept((), error)

    def _spend(self, group: Group) -> Sequence[tuple[int, list[Any]]]:
        """The parts that exceed the rate of their key, with the problem of each."""
        refused = []
        for index, part in enumerate(group.parts):
            if part.spend is not None:
                try:
                    self._rates.spend(*part.spend, time.monotonic())
                except Problem as problem:
                    refused.append((index, said_of(problem)))
        return refused

    def _answer(self, child: Child, frame: Frame) -> None:
        head, body = parted(frame.payload, 2)
        method, path, query, peer, headers = jsontext.loads(head)

        def reply(answer: Answer) -> None:
            said = jsontext.dumps([answer.status, answer.media_type.decode("latin-1"), dict(answer.headers)])
            child.send(Kind.ANSWER, frame.number, joined(said, answer.body))

        self._app.answer(Request(headers, body, query, peer, method, path), reply)
