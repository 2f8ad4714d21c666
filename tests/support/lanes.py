"""A lane driven by hand: a list for a log, a variable for a clock, a function for a sink."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from touchline_collector.eventlog import Gap, Logged, Stretch
from touchline_collector.forward.lane import Lane
from touchline_collector.forward.ledger import State
from touchline_collector.forward.progress import Progress
from touchline_collector.forward.selection import Selection
from touchline_collector.forward.spans import Spans
from touchline_collector.forward.steps import Checkpoint, Read, Reread, Send, Wait
from touchline_collector.sinks.base import OK, Batch, Limits, Outcome, SinkError
from touchline_collector.sinks.event import Event

Behaviour = Callable[[Batch], Sequence[Outcome]]


def logged(position: int, type_: str = "touchline.order.placed.v1", data: bytes = b"{}") -> Logged:
    raw = b'{"source":"//s","id":"e-%d","type":"%b","data":%b}' % (position, type_.encode(), data)
    return Logged(position, raw, {}, "//s", f"e-{position}", type_)


def stretches(events: Sequence[Logged]) -> list[Stretch]:
    """Events as the log hands them over, holes and all."""
    return [Stretch.of(events, events[0].position, events[-1].position)] if events else []


def event(position: int, type_: str = "touchline.order.placed.v1", data: bytes = b"{}") -> Event:
    made = logged(position, type_, data)
    return Event(made.position, made.source, made.id, made.type, made.raw)


def select(selection: Selection, one: Logged) -> Event | State:
    """One event as a sink gets it, or the state in which it settles unsent."""
    events, unsent = selection.select(stretches([one])[0])
    return events[0] if events else next(iter(unsent))


def accept(batch: Batch) -> list[Outcome]:
    return batch.all(OK)


@dataclass
class World:
    """Everything around a lane. `run` steps until nothing is left to do; time passes only while the lane waits."""

    events: list[Logged]
    behave: Behaviour = accept
    limits: Limits = field(default_factory=lambda: Limits(events=8))
    selection: Selection = field(default_factory=Selection)
    gaps: list[Gap] = field(default_factory=list)
    head: int | None = None
    by_token: bool = False
    seed: int = 1

    now: float = field(default=0.0, init=False)
    arrived: list[int] = field(default_factory=list, init=False)
    sent: list[tuple[str, tuple[int, ...]]] = field(default_factory=list, init=False)
    letters: dict[int, tuple[str, str]] = field(default_factory=dict, init=False)
    saved: Checkpoint = field(default_factory=lambda: Checkpoint(0, (), Progress().ledger), init=False)

    def __post_init__(self) -> None:
        self._tokens = count(1)
        self.lane = self._lane()

    def _lane(self) -> Lane:
        saved = self.saved
        progress = Progress(saved.position, Spans(saved.above), saved.ledger, saved.batch)
        jitter = random.Random(self.seed).random  # noqa: S311
        return Lane(
            progress, self.selection, self.limits, lambda: f"t{next(self._tokens)}", jitter, by_token=self.by_token
        )

    @property
    def top(self) -> int:
        return self.head if self.head is not None else len(self.events)

    def crash(self) -> None:
        """Memory is gone; what was committed is not."""
        self.lane = self._lane()

    def run(self, steps: int = 100_000, *, until: float = 1e9) -> World:
        for _ in range(steps):
            if self.now > until or not self.step():
                return self
        raise AssertionError(f"not done after {steps} steps: {self.lane.breaker} {self.lane.progress}")

    def step(self) -> bool:
        match self.lane.next(self.now, self.top):
            case Read(after, limit, _):
                wanted = [e for e in self.events if after < e.position <= self.top][:limit]
                last = wanted[-1].position if wanted else self.top
                gaps = [gap for gap in self.gaps if after < gap.first <= last]
                self.lane.loaded(after, list(map(self.lane.selection.selected, stretches(wanted))), gaps, self.now)
            case Reread(first, last):
                self.lane.resume(stretches([e for e in self.events if first <= e.position <= last]), self.now)
            case Send(batch):
                self._commit()
                self._write(batch)
            case Wait(until):
                self._commit()
                if until is None or until == float("inf"):
                    return False
                self.now = max(self.now, until) + 1e-6
        return True

    def _write(self, batch: Batch) -> None:
        self.sent.append((batch.token, tuple(e.position for e in batch.events)))
        try:
            outcomes = self.behave(batch)
        except SinkError as error:
            self.lane.failed(batch, error, self.now)
            return
        pairs = zip(batch.events, outcomes, strict=False)
        self.arrived += [e.position for e, outcome in pairs if outcome is OK]
        self.lane.wrote(batch, outcomes, 0.01, self.now)

    def _commit(self) -> None:
        self.saved = self.lane.checkpoint()
        for burial in self.saved.burials:
            self.letters[burial.event.position] = (burial.code, burial.reason)
        for position in self.saved.revived:
            self.letters.pop(position, None)
        self.lane.committed()
        self.check_books()

    def check_books(self) -> None:
        """Each position in exactly one state, and the cursor never past what is settled."""
        saved = self.saved
        above = sum(last - first + 1 for first, last in saved.above)
        assert saved.ledger.settled <= saved.position + above
        assert saved.ledger.pending(self.top) >= 0
        assert saved.ledger.dead == len(self.letters)
