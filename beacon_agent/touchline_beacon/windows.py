"""When to listen actively. Pure.

Passive listening disturbs nobody and misses no advertisement; but the mask by which a backgrounded iPhone is found
often stands in its scan response, which only an active scan asks for. So: passive all the time, active for ten seconds
of every minute, and at once where an iPhone that was in the store is not heard any more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from touchline_beacon.radio.contract import Mode

# A sixth of the time: an iPhone is found within a minute, and others' radios are asked no more than that.
EVERY_SECONDS = 60.0
# Backgrounded iPhones advertise at least every few seconds while they do at all; ten hold several.
LENGTH_SECONDS = 10.0
# Between windows on demand: what the last one did not find, another at once will not.
REST_SECONDS = 15.0


@dataclass(slots=True)
class Windows:
    """One radio's windows. Times are seconds on a clock that never jumps."""

    every: float = EVERY_SECONDS
    length: float = LENGTH_SECONDS
    opened: float = -math.inf
    wanted: bool = False

    def mode(self, now: float) -> Mode:
        """How to listen now; opens a window where one is due."""
        since = now - self.opened
        if since >= self.every or (self.wanted and since >= self.length + REST_SECONDS):
            self.opened, self.wanted = now, False
            return Mode.ACTIVE
        return Mode.ACTIVE if since < self.length else Mode.PASSIVE

    def demand(self, now: float) -> None:
        """Ask for a window as soon as one may be; while one is open, it serves."""
        if now - self.opened >= self.length:
            self.wanted = True
