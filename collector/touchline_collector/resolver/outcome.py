"""What the resolver says of one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from touchline_collector.eventlog.records import Completion


@dataclass(frozen=True, slots=True)
class Resolved:
    """The event with the member in the token's place; `complete` gives it its visit in the writer's transaction."""

    event: dict[str, Any]
    complete: Completion | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nobody is behind the token: the event is suppressed, and nothing of it is kept."""

    pointer: str
    message: str
    rule: str = "presence.unresolved"


@dataclass(frozen=True, slots=True)
class Later:
    """The window's table is being built: the sender tries again."""

    message: str
    rule: str = "presence.not_ready"


Outcome: TypeAlias = Resolved | Unresolved | Later
