"""Every number of the presence machine, each with its reason. Levels are dBm, times are seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Receiver:
    """One radio: where it hangs and how well it hears."""

    zone: str | None = None
    """The zone it stands for; None for a receiver that only knows that somebody is in the store."""
    role: Literal["inside", "door"] = "inside"
    offset: float = 0.0
    """Added to what it reports, so that all receivers agree (from calibration)."""
    enter_level: float | None = None
    """Its own enter level, where the store's does not fit."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The store's receivers and the machine's numbers."""

    receivers: Mapping[str, Receiver] = field(default_factory=dict)

    # About 6 m in the open at a phone's usual power, 3 m behind a body: inside a shop, outside its neighbours'.
    enter_level: float = -75.0
    # Through the door, about two metres from its receiver. Found by benchmarks/bench_beacon_accuracy.py: at -65 a
    # quarter of those who walk in are told late; at -74 over 2 % of those who walk past are taken for visitors.
    door_level: float = -72.0
    # How much weaker than the enter level packets after the door may be: the nearest receiver inside may be 10 m off.
    door_margin: float = 12.0
    # Bodies and shelves take about 10 dB; weaker packets come from the street and keep nobody in the store.
    keep_margin: float = 12.0
    enter_sightings: int = 3
    # Somebody walking past at 1.4 m/s is out of an 8 m wide front's reach in 6 s; more only tells it later.
    enter_seconds: float = 6.0
    candidate_seconds: float = 20.0
    # From the door to the first receiver inside, with a trolley to fetch on the way.
    door_seconds: float = 60.0

    # Walking pace changes the level by about 1 dB a second: 5 samples in 3 s outvote two outliers, 4 s smooth the rest.
    median_samples: int = 5
    median_seconds: float = 3.0
    smoothing_seconds: float = 4.0
    # The usual power at 1 m, to which a phone's own power byte is compared; what a byte may claim is bounded.
    reference_power: float = -59.0
    power_limit: float = 20.0

    # One standard deviation of indoor levels is 6 dB; half of it remains after smoothing.
    switch_margin: float = 6.0
    switch_seconds: float = 3.0
    clear_margin: float = 12.0
    clear_seconds: float = 1.0
    # Longer stays make a change less likely: the margin grows with them.
    settled_margins: tuple[tuple[float, float], ...] = ((120.0, 8.0), (600.0, 10.0))
    demoted_penalty: float = 4.0
    demoted_seconds: float = 30.0
    stale_seconds: float = 10.0
    owner_silence: float = 8.0
    owner_intervals: float = 3.0
    zone_silence: float = 20.0
    zone_intervals: float = 4.0
    minimum_stay: float = 5.0
    dwell_seconds: tuple[float, ...] = (30.0, 120.0, 300.0)

    # Three scan cycles of a controller that reports a phone once per 10.5 s, and pockets, and lifts.
    leave_silence: float = 90.0
    leave_intervals: float = 6.0
    # iOS slows a backgrounded app's advertising to minutes.
    background_silence: float = 300.0
    grace_seconds: float = 60.0

    # Above this gap the numbers for dense packets cannot hold.
    sparse_gap: float = 5.0
    sparse_sightings: int = 2
    sparse_enter_seconds: float = 25.0
    sparse_median_seconds: float = 30.0
    sparse_silence: float = 120.0

    gap_samples: int = 16
    gap_bounds: tuple[float, float] = (0.1, 60.0)
    # A store is full at a few thousand; whoever floods us with made-up tokens must not fill the memory.
    tokens: int = 20_000

    def level_at(self, receiver: str) -> float:
        """Enter level of a receiver."""
        own = self.receivers[receiver].enter_level
        return self.enter_level if own is None else own
