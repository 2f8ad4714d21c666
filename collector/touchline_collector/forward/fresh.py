"""The events of a lane that were read and never tried, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from touchline_collector.forward.sizing import Sizing
from touchline_collector.sinks.event import Event


class Fresh:
    """A queue that knows its bytes and since when its first events wait."""

    __slots__ = ("_bytes", "_events", "since")

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._bytes = 0
        self.since = 0.0

    def __len__(self) -> int:
        """How many events."""
        return len(self._events)

    def add(self, events: Sequence[Event]) -> None:
        """Take in events, behind the others."""
        self._events.extend(events)
        self._bytes += sum([len(event.body) for event in events])

    def pop(self) -> Event:
        """The first event."""
        event = self._events.popleft()
        self._bytes -= len(event.body)
        return event

    def fills(self, sizing: Sizing) -> bool:
        """Whether this makes a whole batch."""
        return len(self._events) >= sizing.size or self._bytes >= sizing.bytes

    def cut(self, sizing: Sizing) -> list[Event]:
        """The events of one batch: at least one, however large."""
        if len(self._events) <= sizing.size and self._bytes <= sizing.bytes:
            events = list(self._events)
            self.clear()
            return events
        events = [self.pop()]
        room = sizing.bytes - len(events[0].body)
        while self._events and len(events) < sizing.size and len(self._events[0].body) <= room:
            room -= len(self._events[0].body)
            events.append(self.pop())
        return events

    def clear(self) -> None:
        """Forget them."""
        self._events.clear()
        self._bytes = 0
