"""When the next batch goes, how large, and in which encoding. Pure: `now` is any monotonic clock, in seconds.

Fed with every verdict, it answers three questions: may we send now; how much; what becomes of a batch that nobody
could take. It never gives up: waiting costs disk, giving up costs events.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from touchline.batch import MAX_BYTES, MAX_EVENTS, Batch, Limits
from touchline.delivery import Action, Verdict

# First wait after a failure; doubles.
FIRST_WAIT_S = 0.2
# A collector that was away for less than QUICK_FOR_S is noticed within this: an outage ends for us when it ends.
# One probe of a single event costs a server less than its own health check.
QUICK_WAIT_S = 1.5
QUICK_FOR_S = 900.0
# Beyond that the machine is not restarting, it is gone.
SLOW_WAIT_S = 30.0
# Stalled: someone must change a key, a URL or a network; looking is for the moment after they did.
FIRST_STALL_S = 5.0
MAX_STALL_S = 300.0
# Three internal errors on one batch are about the batch.
ERRORS_BEFORE_HALVING = 3
# A size limit learned from a 413 lasts: after this many accepted batches a larger one is tried.
CALM = 16
# How many single events that met internal errors are remembered; more at once are an outage, not poison.
MAX_SUSPECTS = 1000
# Spread of waits, so that a thousand clients do not come back in step.
JITTER_LOW = 0.5


class Fate(Enum):
    """What becomes of a batch that has no verdict."""

    KEEP = "keep"  # it stays where it is
    LAST = "last"  # a single suspect: to the end of the queue, others first
    ASIDE = "aside"  # a single culprit: out of the queue, into the kept file


class Plan(NamedTuple):
    """Send a batch of at most `limits` in this encoding, or wait `wait` seconds (then `limits` is None)."""

    wait: float
    limits: Limits | None
    encoding: str


class Pace:
    """State of one sender. `random` returns floats in [0, 1)."""

    def __init__(self, encodings: tuple[str, ...], random: Callable[[], float]) -> None:
        self._encodings = encodings  # strongest first; the last is no encoding
        self._random = random
        self._strongest = 0
        # Every collector takes gzip; a stronger encoding waits until an answer names it.
        self._level = encodings.index("gzip") if "gzip" in encodings else 0
        self._not_before = 0.0
        self._asked_until = 0.0
        self._failing_since: float | None = None
        self._attempt = 0
        self._errors = 0
        self._successes = 0
        self._suspects: dict[str, int] = {}
        self._ceiling = Limits()
        self._limits = Limits()
        self._calm = 0
        self.trouble: str | None = None
        self.stalled = False

    def plan(self, now: float, *, urgent: bool = False) -> Plan:
        """Say what to do now; `urgent` (a flush) skips our own waiting, never what the server asked for."""
        until = self._asked_until if urgent else max(self._not_before, self._asked_until)
        if until > now:
            return Plan(until - now, None, self.encoding)
        probing = self.stalled or (self._attempt > 1 and self.trouble != "http.500")
        return Plan(0.0, Limits(1, MAX_BYTES) if probing else self._limits, self.encoding)

    @property
    def encoding(self) -> str:
        """The content encoding of the next request."""
        return self._encodings[self._level]

    def record(self, verdict: Verdict, batch: Batch, now: float) -> Fate:
        """Take a verdict in, and say what becomes of the batch (for `JUDGED`, each event has its own verdict)."""
        if verdict.action is Action.JUDGED:
            self._judged(verdict, batch, now)
        elif verdict.action is Action.HALVE:
            return self._halve(verdict, batch)
        elif verdict.action is Action.BACK_OFF:
            return self._back_off(verdict, batch, now)
        elif verdict.action is Action.WEAKER_ENCODING and self._level + 1 < len(self._encodings):
            self._level += 1
            self._strongest = self._level
        else:
            self._stall(verdict, now)
        return Fate.KEEP

    def accepts(self, encodings: frozenset[str]) -> None:
        """Learn from an answer's Accept-Encoding which encodings the collector takes."""
        usable = (i for i in range(self._strongest, self._level) if self._encodings[i] in encodings)
        self._level = next(usable, self._level)

    def _judged(self, verdict: Verdict, batch: Batch, now: float) -> None:
        waiting = sum(result.status == "retry" for result in verdict.results)
        self._errors, self.stalled, self.trouble = 0, False, None
        if waiting < batch.count:
            self._attempt, self._failing_since, self._not_before, self._asked_until = 0, None, 0.0, 0.0
            self._successes += 1
            self._grow()
        if waiting:
            self.trouble = "collector.retry"
            self._wait(now, verdict.retry_after)

    def _grow(self) -> None:
        self._calm += 1
        if self._calm >= CALM:
            self._calm, self._ceiling = 0, Limits(MAX_EVENTS, min(MAX_BYTES, self._ceiling.bytes * 2))
        self._limits = Limits(min(self._ceiling.events, self._limits.events * 2), self._ceiling.bytes)

    def _halve(self, verdict: Verdict, batch: Batch) -> Fate:
        self._errors, self._calm = 0, 0
        if batch.count == 1:
            return Fate.ASIDE
        self.trouble = verdict.reason
        if verdict.reason == "http.413":
            self._ceiling = self._ceiling._replace(bytes=max(1, len(batch.body) // 2))
        self._limits = Limits(batch.count // 2, self._ceiling.bytes)
        return Fate.KEEP

    def _back_off(self, verdict: Verdict, batch: Batch, now: float) -> Fate:
        self.trouble, self.stalled = verdict.reason, False
        self._errors = self._errors + 1 if verdict.reason == "http.500" else 0
        if self._errors < ERRORS_BEFORE_HALVING:
            self._wait(now, verdict.retry_after)
            return Fate.KEEP
        if batch.count > 1:
            return self._halve(verdict, batch)
        self._wait(now, verdict.retry_after)
        return self._suspect(batch.ids()[0])

    def _suspect(self, event_id: str) -> Fate:
        """Judge a single event that met internal errors three times: the culprit, if others got through meanwhile."""
        self._errors = 0
        if self._successes > self._suspects.pop(event_id, self._successes):
            return Fate.ASIDE
        if len(self._suspects) < MAX_SUSPECTS:
            self._suspects[event_id] = self._successes
        return Fate.LAST

    def _wait(self, now: float, wish: float | None) -> None:
        if self._failing_since is None:
            self._failing_since = now
        self._attempt += 1
        lasting = now - self._failing_since
        cap = QUICK_WAIT_S if lasting < QUICK_FOR_S else SLOW_WAIT_S
        self._not_before = now + self._spread(min(cap, FIRST_WAIT_S * 2 ** min(self._attempt - 1, 10)))
        self._asked_until = now + wish if wish else 0.0

    def _stall(self, verdict: Verdict, now: float) -> None:
        self._attempt = self._attempt + 1 if self.stalled else 1
        self.stalled, self.trouble = True, verdict.reason
        self._not_before = now + self._spread(min(MAX_STALL_S, FIRST_STALL_S * 2 ** min(self._attempt - 1, 10)))
        self._asked_until = now + verdict.retry_after if verdict.retry_after else 0.0

    def _spread(self, seconds: float) -> float:
        return seconds * (JITTER_LOW + (1 - JITTER_LOW) * self._random())
