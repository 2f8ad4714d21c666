"""From the machine's changes to standard events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from touchline_beacon.presence import Change

ClockQuality = Literal["synced", "unsynced", "monotonic"]

# Free-field levels at arm's reach and at about 3 m; finer claims would pretend to a precision that radio lacks.
_IMMEDIATE, _NEAR = -50.0, -68.0


class Event(NamedTuple):
    """What goes to `Client.track`."""

    type: str
    data: dict[str, Any]
    id: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Which box speaks: the same in every event."""

    store: str
    programme: str
    box: str = "box"
    thresholds: tuple[float, ...] = ()
    """All dwells that the box tells, in seconds: the collector joins with them what a change of token cut in two."""
    partial: bool = False
    """Several boxes of the store decide alone and the collector merges what they tell."""

    def event(self, change: Change, moment: datetime, quality: ClockQuality) -> Event:
        """The event of a change; `moment` is the wall-clock time of `change.at`."""
        type_ = f"touchline.{change.kind}.v1"
        data: dict[str, Any] = {
            "channel": "store",
            "identities": [{"type": "ble_ephemeral", "value": change.token, "issuer": self.programme}],
            "location": self._location(change),
            "clock": {"quality": quality},
            "visit_id": f"v-{_hash(self.store, change.token)[:24]}",
        }
        data.update(_details(change))
        data.update(_evidence(change))
        if change.kind == "zone.dwelled" and self.thresholds:
            data["thresholds_ms"] = [round(seconds * 1000) for seconds in self.thresholds]
        if self.partial:
            data["partial"] = True
        return Event(type_, data, self._id(change, type_), moment)

    def _location(self, change: Change) -> dict[str, Any]:
        # Where several boxes tell of one visit, the collector must know which one speaks.
        name = f"{self.box}/{change.receiver}" if self.partial else change.receiver
        read_point = {"id": name, "kind": "ble_scanner"}
        location: dict[str, Any] = {"store": {"id": self.store}, "read_point": read_point, "method": "beacon"}
        if change.zone is not None:
            location["zone"] = {"id": change.zone}
        return location

    def _id(self, change: Change, type_: str) -> str:
        """The same for the same telling, so that a box that forgot what it told repeats nothing."""
        return _hash(self.box, change.token, type_, change.zone or "", str(change.ordinal))[:32]


def _details(change: Change) -> dict[str, Any]:
    milliseconds = None if change.seconds is None else round(change.seconds * 1000)
    match change.kind:
        case "visit.ended":
            return {"duration_ms": milliseconds, "end_reason": str(change.reason)}
        case "visit.started":
            return {"confidence": round(change.confidence or 0.0, 2)}
        case "zone.dwelled":
            return {
                "dwell_ms": milliseconds,
                "threshold_ms": round((change.threshold or 0.0) * 1000),
                "proximity": proximity(change.level),
            }
        case "zone.exited":
            return {"dwell_ms": milliseconds}
        case "zone.entered":
            return {"proximity": proximity(change.level)}


def _evidence(change: Change) -> dict[str, Any]:
    return {
        "sampling": "sparse" if change.sparse else "dense",
        "sightings": change.sightings,
        "receivers": change.receivers,
    }


def proximity(level: float) -> str:
    """A band for a smoothed level in dBm; bodies weaken signals, so a band is where the phone is at most."""
    if level >= _IMMEDIATE:
        return "immediate"
    return "near" if level >= _NEAR else "far"


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()
