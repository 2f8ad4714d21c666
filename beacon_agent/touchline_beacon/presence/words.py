"""The few shapes that pass in and out of the presence machine. Times are seconds on a clock that never jumps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

ChangeKind = Literal["visit.started", "zone.entered", "zone.dwelled", "zone.exited", "visit.ended"]


class Reason(StrEnum):
    """Why a visit ended."""

    SILENCE = "lost"
    """Nothing was heard any more, last from inside."""
    DOOR = "left"
    """Nothing was heard any more, last from a receiver at the door."""
    CLOSING = "closed"
    """The store closed."""
    AGENT_STOP = "agent_stop"
    AGENT_RESTART = "agent_restart"
    """The box was down for longer than it can vouch for."""
    EVICTED = "evicted"
    """More phones at once than the box may remember."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One marked packet as one receiver heard it."""

    at: float
    token: str
    """The ephemeral id as 16 lower-case hex digits."""
    receiver: str
    rssi: int
    """dBm as the radio reported it."""
    power: int | None = None
    """What the phone says it has at 1 m, in dBm."""
    background: bool = False
    """The phone is an iPhone in the background, whose pauses are long."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to a phone, dated when it happened and not when it was decided."""

    kind: ChangeKind
    token: str
    at: float
    ordinal: int
    """The how-manieth of this kind for this phone (and zone), from 0; for dwells the threshold in seconds."""
    receiver: str
    level: float
    """Smoothed dBm at that receiver, corrected for receiver and phone."""
    zone: str | None = None
    seconds: float | None = None
    """Dwell or duration so far."""
    threshold: float | None = None
    reason: Reason | None = None
    sparse: bool = False
    """Decided by the rules for packets more than 5 s apart."""
    sightings: int = 0
    """How many packets stand behind it."""
    receivers: int = 1
    """How many receivers heard the phone in this visit."""
    confidence: float | None = None
    """Share of those packets at or above the enter level."""
