"""Whether a sink may be written to now, with how much, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from touchline_collector.forward.backoff import wait


class Health(StrEnum):
    """What a person sees of a sink's state."""

    UP = "up"
    RETRYING = "retrying"  # an outage; tried again after a growing wait
    PAUSED = "paused"  # it turns us away, or an operator paused it
    GUARDED = "guarded"  # it refuses event after event: buried none of them until one is taken


# Two failures are retried whole; from the third on one single event probes, so that a sink coming back is not met by
# a full batch from everybody.
PROBE_FROM = 3
# A wrong password or missing table waits for a person: a probe a minute finds out soon enough and fills no lock-out.
PAUSE = 60.0


@dataclass(slots=True)
class Breaker:
    """Counts failures in a row; any success closes it."""

    jitter: Callable[[], float]
    health: Health = Health.UP
    reason: str = ""
    failures: int = 0
    until: float = 0.0
    held: bool = False

    def failed(self, reason: str, now: float, after: float | None = None) -> None:
        """An outage."""
        self._open(Health.RETRYING, reason, now, after)

    def refused(self, reason: str, now: float) -> None:
        """The sink takes nothing from us: wait long, then probe."""
        self._open(Health.PAUSED, reason, now, PAUSE * (0.5 + self.jitter()))
        self.failures = max(self.failures, PROBE_FROM)

    def guarded(self, reason: str, now: float) -> None:
        """Too many events in a row were refused: probe until one is taken."""
        self._open(Health.GUARDED, reason, now, None)
        self.failures = max(self.failures, PROBE_FROM)

    def succeeded(self) -> None:
        """The sink took something."""
        if not self.held:
            self.health, self.reason = Health.UP, ""
        self.failures, self.until = 0, 0.0

    def hold(self, reason: str) -> None:
        """An operator's pause: nothing is sent, not even a probe."""
        self.held, self.health, self.reason = True, Health.PAUSED, reason

    def resume(self) -> None:
        """Try at once, whole batches."""
        self.held = False
        self.succeeded()

    def allows(self, now: float) -> bool:
        """Whether to try now."""
        return not self.held and now >= self.until

    @property
    def probing(self) -> bool:
        """Whether the next try is a single event."""
        return self.failures >= PROBE_FROM

    def _open(self, health: Health, reason: str, now: float, after: float | None) -> None:
        self.failures += 1
        if not self.held:
            self.health, self.reason = health, reason
        self.until = now + wait(self.failures, after, self.jitter)
