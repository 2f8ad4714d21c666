"""The shapes that pass through the log. Tuples, because a busy collector makes tens of thousands a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from touchline_collector.sqlite import Connection

Overlay: TypeAlias = Mapping[str, Any]
Status: TypeAlias = Literal["accepted", "duplicate"]
Reason: TypeAlias = Literal["erased", "expired", "damaged"]
Completion: TypeAlias = Callable[[Connection], bytes]


class NewEvent(NamedTuple):
    """An event on its way into the log.

    `raw` are the bytes to keep, `overlay` the attributes that the collector added (merged over the event by
    whoever delivers it). `complete`, when given, runs in the writer's transaction once the event is known to be no
    duplicate, and returns the bytes to keep instead; what it writes through the connection commits with the event.
    """

    raw: bytes
    source: str
    id: str
    type: str
    overlay: Overlay
    complete: Completion | None = None


class Appended(NamedTuple):
    """The fate of one event after the commit; `position` is 0 for a duplicate."""

    status: Status
    position: int


class Logged(NamedTuple):
    """One event of the log, as it was received plus what the collector added."""

    position: int
    raw: bytes
    overlay: Overlay
    source: str
    id: str
    type: str


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
