"""The way from an intake process to the main process: events to keep, requests for it to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from touchline_collector import jsontext
from touchline_collector.errors import StorageClosed, StorageError, StorageFailed, StorageFull
from touchline_collector.eventlog import Rejected, Run
from touchline_collector.intake.door import Kept, Spend
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Answer, Reply, Request
from touchline_collector.intake.rules import Stale
from touchline_collector.processes.frames import Frame, Kind, joined, parted
from touchline_collector.processes.groups import Group, Part
from touchline_collector.processes.link import Link

# Groups that may wait for the disk at a time: one is being synced, the next one lies ready. More of them would only be
# smaller, and each costs a message, a turn of two loops and a piece of work for the log.
_ON_THE_WAY = 2

# A chunk of the log holds as many events; a larger group saves nothing any more.
_FULL = 2_000

# By their names in FATES.
_ERRORS: dict[str, Callable[[str], BaseException]] = {
    "stale": lambda _: Stale(),
    "full": StorageFull,
    "closed": StorageClosed,
    "failed": StorageFailed,
    "storage": StorageError,
    "unforeseen": RuntimeError,
}


class Main:
    """The main process as an intake process sees it: a keeper of events, a handler of requests."""

    def __init__(self, link: Link, loop: asyncio.AbstractEventLoop) -> None:
        self._link = link
        self._loop = loop
        self._number = 0
        self._open: list[tuple[Part, Kept]] = []
        self._runs: list[Run] = []
        self._events = 0
        self._rejected: list[Rejected] = []
        self._generation = 0
        self._groups: dict[int, list[tuple[Part, Kept]]] = {}
        self._asked: dict[int, Reply] = {}

    def append(
        self,
        run: Run,
        rejected: Sequence[Rejected],
        kept: Kept,
        *,
        generation: int,
        spend: Spend,
    ) -> None:
        """Send them with whatever else is judged meanwhile: one message, one piece of work."""
        if self._open and generation != self._generation:
            self._flush()
        if not self._open:
            self._generation = generation
            self._loop.call_soon(self._flush_in_turn)
        self._open.append((Part(run.count, len(rejected), spend), kept))
        if run.count:
            self._runs.append(run)
            self._events += run.count
        self._rejected += rejected
        if self._events >= _FULL:
            self._flush()

    def _flush_in_turn(self) -> None:
        """Send what has gathered, unless enough is on its way: then it gathers on, until an answer comes."""
        if self._open and len(self._groups) < _ON_THE_WAY:
            self._flush()

    def _flush(self) -> None:
        opened, runs, rejected = self._open, self._runs, self._rejected
        self._open, self._runs, self._rejected, self._events = [], [], [], 0
        parts = [part for part, _ in opened]
        try:
            payload = Group(self._generation, parts, Run.joined(runs), rejected).encode()
        except Exception as error:  # noqa: BLE001 - whatever cannot be sent was not kept, and is answered so
            for _, kept in opened:
                kept((), error)
            return
        self._groups[number := self._next()] = opened
        self._link.send(Kind.KEEP, number, payload)

    def ask(self, request: Request, reply: Reply) -> None:
        """Have the main process answer a request."""
        self._asked[number := self._next()] = reply
        head = [request.method, request.path, request.query, request.peer, request.headers]
        self._link.send(Kind.ASK, number, joined(jsontext.dumps(head), request.body))

    def _next(self) -> int:
        self._number += 1
        return self._number

    def take(self, frame: Frame) -> None:
        """An answer came."""
        if frame.kind is Kind.FATES:
            self._settle(self._groups.pop(frame.number), jsontext.loads(frame.payload))
            self._flush_in_turn()
        else:
            head, body = parted(frame.payload, 2)
            status, media_type, headers = jsontext.loads(head)
            self._asked.pop(frame.number)(Answer(status, body, media_type.encode("latin-1"), headers))

    @staticmethod
    def _settle(group: list[tuple[Part, Kept]], fates: dict[str, Any]) -> None:
        error = _ERRORS[fates["error"]](fates.get("text", "")) if "error" in fates else None
        refused = {index: problem_of(said) for index, said in fates.get("refused", ())}
        duplicates = fates.get("duplicates", ())
        start = 0
        for index, (part, kept) in enumerate(group):
            if index in refused:  # its events were taken out of the group before they got there
                kept((), refused[index])
                continue
            end = start + part.events
            kept([at - start for at in duplicates if start <= at < end] if duplicates else (), error)
            start = end


def error_name(error: BaseException) -> str:
    """The name under which an error travels."""
    return next((name for name, cls in _TYPES.items() if isinstance(error, cls)), "unforeseen")


_TYPES: dict[str, type[BaseException]] = {
    "stale": Stale,
    "full": StorageFull,
    "closed": StorageClosed,
    "failed": StorageFailed,
    "storage": StorageError,
}


def said_of(problem: Problem) -> list[Any]:
    """A problem for another process."""
    return [problem.status, problem.code, problem.detail, problem.headers]


def problem_of(said: Sequence[Any]) -> Problem:
    """A problem from another process."""
    status, code, detail, headers = said
    return Problem(status, code, detail, headers=headers)
