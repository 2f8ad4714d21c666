"""What the machine remembers of one phone."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from touchline_beacon.presence.settings import Settings
from touchline_beacon.presence.signal import Signal


@dataclass(slots=True)
class Run:
    """A phone that may be about to come in: sightings since it first reached the enter level."""

    since: float
    receiver: str
    strong: float
    """When it last was at or above the enter level."""
    sightings: int = 0
    above: int = 0
    inside: int = 0
    """Sightings at or above the enter level at receivers inside."""
    door: float = -math.inf
    """When it last stood at the door."""


@dataclass(slots=True)
class ZoneStay:
    """A phone in a zone."""

    zone: str
    since: float
    last: float
    receiver: str
    reached: int = 0
    """How many dwell thresholds were told."""


@dataclass(slots=True)
class Challenge:
    """A zone that hears a phone better than the one it is in."""

    zone: str
    since: float
    clear: float | None = None
    """Since when by the clear margin."""


@dataclass(slots=True)
class Phone:
    """Everything known of one token; in the store once `entered` is set."""

    token: str
    signals: dict[str, Signal] = field(default_factory=dict)
    run: Run | None = None
    entered: float | None = None
    last: float = -math.inf
    receiver: str = ""
    excused: float = 0.0
    """Seconds of the present silence in which our own receiver was deaf."""
    leaving: bool = False
    background: bool = False
    sightings: int = 0
    stay: ZoneStay | None = None
    """The zone that was told."""
    arriving: ZoneStay | None = None
    """The zone it is in now, before the minimum stay."""
    challenge: Challenge | None = None
    demoted: dict[str, float] = field(default_factory=dict)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each kind of change was told, by zone; survives the visit, for ids are made of it."""
    zoned: bool = False
    """Whether this visit has had a zone."""

    def best(self) -> Signal:
        """The signal at the receiver that heard it best of late."""
        newest = max(signal.last for signal in self.signals.values())
        fresh = [signal for signal in self.signals.values() if signal.last > newest - 30]
        return max(fresh, key=lambda signal: signal.level)

    def sparse(self, settings: Settings) -> bool:
        """Whether even the best receiver hears it too rarely for the usual rules."""
        return self.best().sparse(settings)

    def patience(self, settings: Settings) -> float:
        """Seconds of silence after which it is leaving."""
        signal = self.best()
        base = settings.sparse_silence if signal.sparse(settings) else settings.leave_silence
        if self.background:
            base = max(base, settings.background_silence)
        return max(base, settings.leave_intervals * signal.interval())

    def ordinal(self, kind: str, zone: str) -> int:
        """The next ordinal of this kind of change, from 0."""
        self.told[kind, zone] += 1
        return self.told[kind, zone] - 1
