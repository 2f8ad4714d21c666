"""Can this store's zones be told apart? Medians of a walk through each, with a member's phone; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from statistics import median
from typing import TypeAlias

Levels: TypeAlias = "dict[str, float]"

# Half of what bodies and shelves move a level by: below it, two zones swap with every turn of the carrier.
CONTRAST = 6.0
# A zone's own enter level: this much below what its receiver hears in it, the spread of one standard deviation.
_BELOW = 6.0


def medians(samples: Iterable[tuple[str, float]]) -> Levels:
    """Median level at each receiver, from (receiver, dBm)."""
    heard: dict[str, list[float]] = {}
    for receiver, level in samples:
        heard.setdefault(receiver, []).append(level)
    return {receiver: round(median(levels), 1) for receiver, levels in sorted(heard.items())}


def contrast(one: Mapping[str, float], other: Mapping[str, float], silent: float = -98.0) -> float:
    """By how many dB two zones differ at the receiver that tells them apart best (silence counts)."""
    receivers = one.keys() | other.keys()
    return max((abs(one.get(name, silent) - other.get(name, silent)) for name in receivers), default=0.0)


def confusable(zones: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str, float]]:
    """Pairs of zones that differ by less than 6 dB everywhere."""
    pairs = [(one, other, contrast(zones[one], zones[other])) for one, other in combinations(sorted(zones), 2)]
    return [pair for pair in pairs if pair[2] < CONTRAST]


def enter_level(levels: Mapping[str, float]) -> float | None:
    """The enter level to propose for the receiver that hears a zone best."""
    return round(max(levels.values()) - _BELOW) if levels else None
