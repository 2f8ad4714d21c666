"""Which visit an event belongs to, and whether only a change of token made it look new. Pure.

A phone changes its token every quarter of an hour, and a box takes the new one for a new phone; several boxes of one
store each tell their own story. Here a visit is what one member does in one store, carried by *legs*: one leg for each
token at each box. A start while another leg is open is `continued`, an end while another is open too; the last leg's
end ends it. Zones work alike. Durations are rewritten to reach back to the real beginning.

The state is a dict that fits JSON, kept by (member, store)::

    {"visit": id, "since": unix, "ended": unix?, "legs": {leg: last}, "tokens": {eid: last}, "flagged": true?,
     "zones": {zone: {"since": unix, "left": unix?, "by": eid?, "legs": {leg: last}, "dwelled": ms}}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

State: TypeAlias = dict[str, Any]
Edits: TypeAlias = dict[str, Any]

# A token is heard in its own window and, by a phone whose clock is off, one later: 30 minutes, then the longest silence
# of a backgrounded phone and its grace. A leg without news for longer than this belongs to a box that died.
LEG_SECONDS = 2700.0
# A change of token is dated within the minute in which old and new overlap; twice that covers a slow phone.
REJOIN_SECONDS = 120.0
# Nobody is in two stores within this time. Tokens live 45 minutes; a recording that is older resolves to nobody.
TRAVEL_SECONDS = 2700.0
# What is remembered of an ended visit: long enough to rejoin it, and to see its token replayed elsewhere.
KEEP_SECONDS = LEG_SECONDS + TRAVEL_SECONDS


@dataclass(frozen=True, slots=True)
class Fact:
    """What an event says about a visit."""

    kind: str
    """`visit.started`, `visit.ended`, `zone.entered`, `zone.exited`, `zone.dwelled`."""
    at: float
    token: str
    box: str = ""
    zone: str = ""
    threshold_ms: int = 0
    thresholds_ms: tuple[int, ...] = ()
    """All that the box tells: one of them may be crossed by two tokens together, by neither alone."""
    id: str = ""
    """Source and id of the event: a new visit is named after the event that started it."""

    @property
    def leg(self) -> str:
        """Token and box."""
        return f"{self.token}|{self.box}"


def decide(state: State | None, fact: Fact, elsewhere: Mapping[str, State]) -> tuple[State, Edits]:
    """The new state and what to write into the event's data; `elsewhere` are the member's states in other stores."""
    state = _current(state, fact)
    edits: Edits = {"visit_id": state["visit"]}
    if fact.kind.startswith("visit."):
        edits |= _visit(state, fact)
    elif fact.zone:
        edits |= _zone(state, fact)
    state["tokens"][fact.token] = max(fact.at, state["tokens"].get(fact.token, fact.at))
    if state.get("flagged") or replayed(fact, elsewhere):
        state["flagged"] = True
        edits["suspected_replay"] = True
    return state, edits


def replayed(fact: Fact, elsewhere: Mapping[str, State]) -> list[str]:
    """The other stores in which this very token was seen within travelling time: one of them heard a recording."""
    return [
        store
        for store, state in elsewhere.items()
        if abs(fact.at - state["tokens"].get(fact.token, float("-inf"))) < TRAVEL_SECONDS
    ]


def expired(state: State, now: float) -> bool:
    """Whether nothing can join this visit any more."""
    return now - _latest(state) > KEEP_SECONDS


def _latest(state: State) -> float:
    seen = [state["since"], state.get("ended", state["since"]), *state["legs"].values(), *state["tokens"].values()]
    return float(max(seen))


def _current(state: State | None, fact: Fact) -> State:
    """A copy of the open visit, or a new one."""
    if state is not None:
        copy: State = {**state, "legs": dict(state["legs"]), "tokens": dict(state["tokens"])}
        copy["zones"] = {zone: {**stay, "legs": dict(stay["legs"])} for zone, stay in state["zones"].items()}
        if _joins(copy, fact):
            return copy
    name = sha256(f"{fact.id}".encode()).hexdigest()[:24]
    return {"visit": f"v-{name}", "since": fact.at, "legs": {}, "tokens": {}, "zones": {}}


def _joins(state: State, fact: Fact) -> bool:
    if fact.kind != "visit.started":
        # What a box tells after the visit ended still belongs to it; only a start makes a visit.
        return fact.at - _latest(state) <= LEG_SECONDS
    if _live(state["legs"], fact.at):
        return True
    ended = state.get("ended")
    return ended is not None and fact.at - ended <= REJOIN_SECONDS and fact.token not in state["tokens"]


def _live(legs: Mapping[str, float], at: float) -> bool:
    return any(at - last <= LEG_SECONDS for last in legs.values())


def _visit(state: State, fact: Fact) -> Edits:
    legs = state["legs"]
    if fact.kind == "visit.started":
        continued = bool(legs) or "ended" in state
        state.pop("ended", None)
        legs[fact.leg] = fact.at
        state["since"] = min(state["since"], fact.at)
        return {"continued": True} if continued else {}
    legs.pop(fact.leg, None)
    if _live(legs, fact.at):
        return {"continued": True}
    legs.clear()
    state["ended"] = max(fact.at, state.get("ended", fact.at))
    return {"duration_ms": _milliseconds(state["ended"] - state["since"])}


def _zone(state: State, fact: Fact) -> Edits:
    if fact.leg in state["legs"]:
        state["legs"][fact.leg] = max(fact.at, state["legs"][fact.leg])
    stay = _stay(state, fact)
    legs = stay["legs"]
    if fact.kind == "zone.entered":
        continued = bool(legs) or "left" in stay
        stay.pop("left", None)
        legs[fact.leg] = fact.at
        return {"continued": True} if continued else {}
    lasted = {"dwell_ms": _milliseconds(fact.at - stay["since"])}
    if fact.kind == "zone.dwelled":
        return lasted | _dwell(stay, fact, lasted["dwell_ms"])
    legs.pop(fact.leg, None)
    if _live(legs, fact.at):
        return lasted | {"continued": True}
    stay["left"], stay["by"] = fact.at, fact.token
    return lasted


def _dwell(stay: State, fact: Fact, lasted: int) -> Edits:
    """The highest threshold of the box that the whole stay has reached; a repetition where that was told before."""
    known = stay["dwelled"]
    reached = max((one for one in fact.thresholds_ms if one <= lasted), default=0)
    threshold = max(fact.threshold_ms, reached)
    stay["dwelled"] = max(known, threshold)
    if threshold <= known:
        return {"continued": True}
    return {} if threshold == fact.threshold_ms else {"threshold_ms": threshold}


def _stay(state: State, fact: Fact) -> State:
    stay: State | None = state["zones"].get(fact.zone)
    if stay is None or not (_live(stay["legs"], fact.at) or _rejoins(stay, fact)):
        stay = state["zones"][fact.zone] = {"since": fact.at, "legs": {}, "dwelled": 0}
    return stay


def _rejoins(stay: State, fact: Fact) -> bool:
    left = stay.get("left")
    if left is None:
        return False
    # The same token coming back has really been away; a new one within the overlap is the same phone, standing still.
    return fact.kind != "zone.entered" or (fact.at - left <= REJOIN_SECONDS and fact.token != stay.get("by"))


def _milliseconds(seconds: float) -> int:
    return max(round(seconds * 1000), 0)
