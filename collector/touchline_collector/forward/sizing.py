"""How many events the next batch should hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from touchline_collector.sinks.base import Limits


@dataclass(slots=True)
class Sizing:
    """Doubles while full batches are written fast, halves when they are slow, too large or fail.

    A batch holds at least one event, however large.
    """

    limits: Limits
    size: int = field(init=False)
    bytes: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = min(self.limits.start, self.limits.events)
        self.bytes = self.limits.bytes

    def wrote(self, count: int, seconds: float) -> None:
        """A batch of `count` was taken in `seconds`."""
        if seconds > 2 * self.limits.target:
            self.smaller()
        elif seconds < self.limits.target:
            self.bytes = min(self.limits.bytes, self.bytes * 2)
            if count >= self.size:
                self.size = min(self.limits.events, self.size * 2)

    def smaller(self) -> None:
        """The sink choked on the last one."""
        self.size = max(1, self.size // 2)

    def too_large(self, batch_bytes: int) -> None:
        """The sink named the batch of `batch_bytes` too large."""
        self.bytes = max(1, batch_bytes // 2)
