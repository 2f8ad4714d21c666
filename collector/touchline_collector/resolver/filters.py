"""Membership filters for boxes that must work without a network, derived when one asks, and kept for the next.

A filter says whether a token may be a member's, and nothing of whose. Who joined since it was made is not in it, so it
is made anew from time to time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from touchline_collector.resolver.tables import Tables
from touchline_spec import tokens

# Four hours: each window of a million members costs this collector seconds of a core, and a box 1.5 MB.
AHEAD = 16
# What one box asks for, and a few that another whose clock is behind does.
_KEPT = AHEAD + 4
# A filter is not derived anew for everyone who joins; who does is in the next that is asked for after so long.
FRESH_SECONDS = float(tokens.WINDOW_SECONDS)


@dataclass(frozen=True, slots=True)
class _Made:
    raw: bytes = field(repr=False)
    generation: tuple[int, int]
    at: float


class Filters:
    """Filters by window. From any thread; one is derived at a time. `now` is seconds since 1970."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._made: OrderedDict[int, _Made] = OrderedDict()
        self._lock = threading.Lock()

    def offered(self, window: int, now: float) -> bool:
        """Whether a box may have the filter of a window: of now, one before, and those ahead."""
        return -1 <= window - tokens.window_of(now) <= AHEAD

    def get(self, window: int, now: float) -> bytes:
        """A window's filter, encoded. Blocks for seconds where it has to be derived."""
        with self._lock:
            made = self._made.get(window)
            generation = self._tables.generation()
            if made is None or (made.generation != generation and now - made.at >= FRESH_SECONDS):
                made = _Made(self._tables.filter(window), generation, now)
                self._made[window] = made
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            return made.raw
