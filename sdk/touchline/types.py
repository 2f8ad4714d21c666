"""What the SDK needs to know of an event type, asked of the specification once per type."""

from __future__ import annotations

from typing import Any

from touchline.envelope import Type
from touchline.errors import EventError
from touchline.loading import load

OURS = "touchline."
# Lanes of an outbox: the registry's priorities (0-100) in the three classes that matter when room runs out. The last
# two hold what a store's sensors repeat every minute (zone entries at 20, dwells at 10); everything else is lane 0.
_LANES = ((20, 0), (10, 1), (-1, 2))


def lookup(name: str) -> Type:
    """Return what the registry knows of a type; third-party types are unknown to it and fine."""
    if not name.startswith(OURS):
        return Type(name)
    known = _registry().event_type(name)
    if known is None:
        raise EventError(f"event type {name!r} is not in this version of the specification{_suggestion(name)}")
    return Type(name, known.dataschema, lane(known.priority))


def lane(priority: int) -> int:
    """Map a registry priority to an outbox lane; 0 is sent first and dropped last."""
    return next(lane for floor, lane in _LANES if priority > floor)


def _suggestion(name: str) -> str:
    import difflib  # noqa: PLC0415  # for misspellings only

    near = difflib.get_close_matches(name, [known.type for known in _registry().event_types()], 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _registry() -> Any:
    """Return the part of the specification that knows the types; it loads on first use, not at import."""
    return load("touchline_spec.published")
