"""The shapes that pass through the log. Tuples, because a busy collector makes tens of thousands a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from touchline_collector.overlay import Overlay
from touchline_collector.sqlite import Connection

Status: TypeAlias = Literal["accepted", "duplicate"]
Reason: TypeAlias = Literal["erased", "expired", "damaged"]
Completion: TypeAlias = Callable[[Connection], bytes]


class NewEvent(NamedTuple):
    """An event on its way into the log.

    `raw` are the bytes to keep, `overlay` the attributes that the collector added (merged over the event by
    whoever delivers it). `time`, `subject` and `channel` (of `data`) repeat what stands in the event, so that no sink
    has to decode it; where all three are None, sinks look for themselves. `complete`, when given, runs in the
    writer's transaction once the event is known to be no duplicate, and returns the bytes to keep instead; what it
    writes through the connection commits with the event.
    """

    raw: bytes
    source: str
    id: str
    type: str
    overlay: Overlay
    time: str | None = None
    subject: str | None = None
    channel: str | None = None
    complete: Completion | None = None


class Appended(NamedTuple):
    """The fate of one event after the commit; `position` is 0 for a duplicate."""

    status: Status
    position: int


class Fates(NamedTuple):
    """The fates of a request's events: `duplicates` by index; the others took the positions from `first` on."""

    first: int
    duplicates: Sequence[int] = ()

    def each(self, count: int) -> list[Appended]:
        """One by one, of `count` events."""
        duplicates = set(self.duplicates)
        positions = iter(range(self.first, self.first + count))
        return [
            Appended("duplicate", 0) if index in duplicates else Appended("accepted", next(positions))
            for index in range(count)
        ]


class Logged(NamedTuple):
    """One event of the log, as it was received plus what the collector added; the last three as in `NewEvent`."""

    position: int
    raw: bytes
    overlay: Overlay
    source: str
    id: str
    type: str
    time: str | None = None
    subject: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Positions `first` to `last` hold no event any more, and why."""

    first: int
    last: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Rejected:
    """A refused event for the reject stream; `event` is redacted JSON, or None for bytes that did not decode.

    `size` and `sha256` (hex) describe the bytes as received; `findings` are the findings' dicts.
    """

    findings: list[dict[str, Any]]
    size: int
    sha256: str
    event: bytes | None = None
    source: str | None = None
    id: str | None = None
    type: str | None = None
    key: str | None = None
