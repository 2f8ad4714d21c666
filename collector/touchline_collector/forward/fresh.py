"""The events of a lane that were read and never tried, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from touchline_collector.forward.sizing import Sizing
from touchline_collector.sinks.event import Event


class Fresh:
    """A queue that knows its bytes and since when its first events wait."""

    __slots__ = ("_bytes", "_events", "_start", "since")

    def __init__(self) -> None:
        # A list, for batches are slices of it; what lies before the start has gone.
        self._events: list[Event] = []
        self._start = self._bytes = 0
        self.since = 0.0

    def __len__(self) -> int:
        """How many events."""
        return len(self._events) - self._start

    def add(self, events: Sequence[Event]) -> None:
        """Take in events, behind the others."""
        self._events.extend(events)
        self._bytes += sum([len(event.body) for event in events])

    def pop(self) -> Event:
        """The first event; IndexError where there is none."""
        event = self._events[self._start]
        self._take(1, len(event.body))
        return event

    def fills(self, sizing: Sizing) -> bool:
        """Whether this makes a whole batch."""
        return len(self) >= sizing.size or self._bytes >= sizing.bytes

    def cut(self, sizing: Sizing) -> list[Event]:
        """The events of one batch: at least one, however large; IndexError where there is none."""
        if 0 < len(self) <= sizing.size and self._bytes <= sizing.bytes:
            return self._take(len(self), self._bytes)
        events = self._events[self._start : self._start + sizing.size]
        sums = list(accumulate([len(event.body) for event in events]))
        count = max(1, bisect_right(sums, sizing.bytes))
        return self._take(count, sums[count - 1])

    def clear(self) -> None:
        """Forget them."""
        self._events.clear()
        self._start = self._bytes = 0

    def _take(self, count: int, size: int) -> list[Event]:
        """The first so many, of `size` bytes, which go."""
        taken = self._events[self._start : self._start + count]
        self._bytes -= size
        self._start += count
        if 2 * self._start >= len(self._events):
            del self._events[: self._start]
            self._start = 0
        return taken
