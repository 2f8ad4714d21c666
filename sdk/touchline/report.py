"""What became of the events, as counts that add up: accepted = delivered + refused + waiting + dropped."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# A report names the refused events of late; the kept file has them all.
MAX_REFUSALS = 1000
# Settling a batch is a move of cursors and counts, well under a millisecond where its thread is not kept from running.
# After 0.2 s the counts are given as they are: who asks for them in a handler must not wait for a disk that hangs.
MOVE_S = 0.0005
PATIENCE = 400


@dataclass(frozen=True, slots=True)
class Refusal:
    """One event that the collector, or the last resort of a size limit, refused; `findings` say why."""

    id: str
    reason: str
    findings: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts since the client was made.

    `accepted` events got an id from `track`. Each is `delivered` (with `duplicates` and `suppressed` among them),
    `rejected` by the collector, `set_aside` (too large even alone), `dropped` by reason, or still waiting: `pending` in
    memory, `spooled` on disk. `elsewhere` counts those that another process sharing the outbox has sent for us.
    `not_taken` counts, by reason, calls whose event was never accepted; they returned None.
    """

    accepted: int = 0
    delivered: int = 0
    duplicates: int = 0
    suppressed: int = 0
    rejected: int = 0
    set_aside: int = 0
    elsewhere: int = 0
    adopted: int = 0
    pending: int = 0
    spooled: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    not_taken: Mapping[str, int] = field(default_factory=dict)
    requests: int = 0
    bytes_sent: int = 0
    trouble: str | None = None
    stalled: bool = False

    @property
    def waiting(self) -> int:
        """Events neither delivered nor refused yet."""
        return self.pending + self.spooled


@dataclass(frozen=True, slots=True)
class Report:
    """What `flush` and `close` found: the counts, whether all is settled, and what became bad since the last one.

    `refused` are the events that the collector refused, `dropped` counts by reason those that were lost.
    """

    complete: bool
    stats: Stats
    refused: tuple[Refusal, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def delivered(self) -> int:
        """Events delivered since the client was made."""
        return self.stats.delivered

    @property
    def waiting(self) -> int:
        """Events that still wait, in memory or on disk."""
        return self.stats.waiting

    def __bool__(self) -> bool:
        """Report is true when nothing waits and nothing was refused or dropped."""
        return self.complete and not self.refused and not self.dropped


class Counters:
    """The running counts of one client; every method is safe from any thread."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start from zero, as a forked child does."""
        self._lock = threading.RLock()
        self._counts: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()
        self._not_taken: Counter[str] = Counter()
        self._refusals: list[Refusal] = []
        self._reported: Counter[str] = Counter()
        self._begun = self._ended = 0

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Events go from one count to another in here, in more than one step; `settled` looks only outside."""
        with self._lock:
            self._begun += 1
        try:
            yield
        finally:
            with self._lock:
                self._ended += 1

    def settled(self, look: Callable[[], Stats]) -> Stats:
        """Return what `look` sees while nothing is moving; after `PATIENCE` tries, what it saw last."""
        for _ in range(PATIENCE):
            begun, still = self._begun, self._begun == self._ended
            seen = look()
            if still and begun == self._begun:
                break
            time.sleep(MOVE_S)
        return seen

    def add(self, name: str, count: int = 1) -> None:
        """Count events, requests or bytes under a field of `Stats`."""
        with self._lock:
            self._counts[name] += count

    def drop(self, reason: str, count: int) -> None:
        """Count accepted events that are lost."""
        with self._lock:
            self._dropped[reason] += count

    def decline(self, reason: str) -> None:
        """Count a call whose event was not taken."""
        with self._lock:
            self._not_taken[reason] += 1

    def refuse(self, name: str, refusal: Refusal) -> None:
        """Count and remember one refused event."""
        with self._lock:
            self._counts[name] += 1
            if len(self._refusals) < MAX_REFUSALS:
                self._refusals.append(refusal)

    def take_refusals(self) -> tuple[Refusal, ...]:
        """Return the refusals since the last time."""
        with self._lock:
            taken, self._refusals = tuple(self._refusals), []
            return taken

    def take_drops(self) -> dict[str, int]:
        """Return the drops since the last time, by reason."""
        with self._lock:
            taken = self._dropped - self._reported
            self._reported = self._dropped.copy()
            return dict(taken)

    def stats(self, **now: Any) -> Stats:
        """Return the counts, with the present state given by the caller."""
        with self._lock:
            counts: dict[str, Any] = dict(self._counts)
            return Stats(**counts, **now, dropped=dict(self._dropped), not_taken=dict(self._not_taken))
