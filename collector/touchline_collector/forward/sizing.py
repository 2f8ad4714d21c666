"""How many events the next batch should hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from touchline_collector.sinks.base import Limits

# What a write costs whatever it holds (a round trip, a load at a warehouse) may be a quarter of it: half the batch
# would cost a quarter more an event, twice the batch save an eighth.
WORTH = 3.0
# Seconds that a batch's own events may take for that. Sinks give up after 30 s unless configured: an endpoint that
# needs ten for any request and twice this for its events, at which a batch is halved, still answers in time.
LONGEST = 5.0


@dataclass(slots=True)
class Sizing:
    """Doubles while full batches are written fast, halves when they are slow, too large or fail.

    Fast and slow is what the batch's events take, beyond what any write takes: where a smaller batch is no faster,
    small ones would only be many. A batch holds at least one event, however large.
    """

    limits: Limits
    size: int = field(init=False)
    bytes: int = field(init=False)
    fixed: float = field(default=0.0, init=False)  # seconds that a write takes whatever it holds, as seen so far
    _last: tuple[int, float] = field(default=(0, 0.0), init=False)

    def __post_init__(self) -> None:
        self.size = min(self.limits.start, self.limits.events)
        self.bytes = self.limits.bytes

    def wrote(self, count: int, seconds: float) -> None:
        """A batch of `count` was taken in `seconds`."""
        self._learn(count, seconds)
        target = max(self.limits.target, min(WORTH * self.fixed, LONGEST))
        if seconds - self.fixed > 2 * target:
            if count > 1:
                self.smaller()
            else:  # the number was not the reason; two will tell what each takes
                self.size = min(self.limits.events, max(2, self.size))
        elif seconds - self.fixed < target:
            self.bytes = min(self.limits.bytes, self.bytes * 2)
            if count >= self.size:
                self.size = min(self.limits.events, self.size * 2)

    def _learn(self, count: int, seconds: float) -> None:
        """Two writes of different size make a line, and where it begins is what every write costs."""
        before, self._last = self._last, (count, seconds)
        (fewer, short), (more, long) = sorted((before, self._last))
        if fewer and more >= 2 * fewer:
            each = max(0.0, (long - short) / (more - fewer))
            self.fixed = max(0.0, short - fewer * each)
        self.fixed = min(self.fixed, seconds)

    def smaller(self) -> None:
        """The sink choked on the last one."""
        self.size = max(1, self.size // 2)

    def too_large(self, batch_bytes: int) -> None:
        """The sink named the batch of `batch_bytes` too large."""
        self.bytes = max(1, batch_bytes // 2)
