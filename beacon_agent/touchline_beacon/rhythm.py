"""How often a receiver hears: packets a second, and how long the gaps are. Pure."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

# A minute says what a scan is worth now; what it was worth this morning, the counter says.
_SECONDS = 60.0


class Rate:
    """Events a second over the last minute, from a counter that only grows; look at it about once a second."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def look(self, now: float, count: int) -> None:
        """Note the counter."""
        self._seen.append((now, count))
        while now - self._seen[0][0] > _SECONDS:
            self._seen.popleft()

    @property
    def value(self) -> float:
        """Events a second; 0 until two looks were taken."""
        if not self._seen:
            return 0.0
        (begin, before), (end, after) = self._seen[0], self._seen[-1]
        return (after - before) / (end - begin) if end > begin else 0.0


def percentile(values: Iterable[float], share: float) -> float | None:
    """The value that this share of all does not exceed; None for no values."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1] if ordered else None
