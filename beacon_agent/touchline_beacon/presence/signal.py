"""One phone at one receiver: a level that can be compared, and how often it is heard."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from touchline_beacon.presence.settings import Settings

# Controllers report these when they do not know.
_UNKNOWN = -127
# Stacks repeat a packet's callback when another property changes; two packets of one phone are 20 ms apart or more.
_ECHO_SECONDS = 0.005


def corrected(settings: Settings, receiver: str, rssi: int, power: int | None) -> float | None:
    """Level in dBm as a reference phone at a reference receiver would have it; None for what is no measurement."""
    if rssi >= 0 or rssi <= _UNKNOWN:
        return None
    level = rssi + settings.receivers[receiver].offset
    if power is None:
        return level
    return level - min(max(power - settings.reference_power, -settings.power_limit), settings.power_limit)


@dataclass(slots=True)
class Signal:
    """Smoothed level and the rhythm of packets."""

    level: float = -120.0
    median: float = -120.0
    """Of the last seconds, before smoothing: who walks through a door is near it for three packets."""
    last: float = -math.inf
    recent: deque[tuple[float, float]] = field(default_factory=deque)
    gaps: deque[float] = field(default_factory=deque)
    heard: int = 0

    def hear(self, settings: Settings, at: float, level: float) -> bool:
        """Take a sample; False for a packet that was only repeated."""
        gap = at - self.last
        if gap < _ECHO_SECONDS:
            return False
        self._rhythm(settings, gap)
        self.heard += 1
        median = self.median = self._median(settings, at, level)
        if math.isinf(self.last):
            self.level = median
        else:
            self.level += (1 - math.exp(-gap / settings.smoothing_seconds)) * (median - self.level)
        self.last = at
        return True

    def _rhythm(self, settings: Settings, gap: float) -> None:
        # A return after a pause says nothing about the rhythm.
        if gap <= settings.gap_bounds[1]:
            self.gaps.append(max(gap, settings.gap_bounds[0]))
            if len(self.gaps) > settings.gap_samples:
                self.gaps.popleft()

    def _median(self, settings: Settings, at: float, level: float) -> float:
        """Median of the recent samples, the upper one of two: bodies only ever weaken a signal."""
        span = settings.sparse_median_seconds if self.sparse(settings) else settings.median_seconds
        recent = self.recent
        recent.append((at, level))
        while recent[0][0] < at - span or len(recent) > settings.median_samples:
            recent.popleft()
        return sorted(sample for _, sample in recent)[len(recent) // 2]

    def interval(self) -> float:
        """90th percentile of the last gaps in seconds; 0 while unknown."""
        return sorted(self.gaps)[int(len(self.gaps) * 0.9)] if self.gaps else 0.0

    def sparse(self, settings: Settings) -> bool:
        """Whether packets come too rarely for the usual rules."""
        return bool(self.gaps) and sorted(self.gaps)[len(self.gaps) // 2] > settings.sparse_gap
