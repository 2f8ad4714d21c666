"""How strong a phone arrives at a receiver.

The log-distance model with log-normal shadowing, split as measurements in shops have it: half of the variance moves
with the place (shelves, walls; it changes over about two metres), half with every packet (multipath). A body between
phone and receiver takes some dB more. The shop front is a wall.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

from touchline_beacon.simulation.scene import Point

# A receiver hears what is above its noise; a packet near it is lost more often.
_FLOOR = -98.0
_CORRELATION_METRES = 2.0
_NEAREST = 0.5


@dataclass(slots=True)
class Air:
    """The medium between one phone and all receivers."""

    random: Random
    exponent: float = 2.5
    sigma: float = 6.0
    """Standard deviation of the whole, in dB."""
    loss: float = 0.2
    """Share of packets nobody hears."""
    body: float = 8.0
    """What the carrier's own body takes where it is in between, in dB."""
    front: float = 8.0
    """What the shop front takes, in dB."""
    _slow: dict[str, tuple[Point, float]] = field(default_factory=dict)

    def level(self, power: float, phone: Point, receiver: str, place: Point, facing: float) -> int | None:
        """RSSI in dBm, or None for a packet that is not heard. `facing` is where the carrier looks, in radians."""
        if self.random.random() < self.loss:
            return None
        metres = max(math.dist(phone, place), _NEAREST)
        half = self.sigma * math.sqrt(0.5)
        level = power - 10 * self.exponent * math.log10(metres) + self._shadow(receiver, phone, half)
        level += self.random.gauss(0.0, half)
        angle = math.atan2(place.y - phone.y, place.x - phone.x) - facing
        level -= self.body * max(-math.cos(angle), 0.0)
        if phone.y < 0:
            level -= self.front
        return round(level) if _FLOOR <= level < 0 else None

    def _shadow(self, receiver: str, phone: Point, half: float) -> float:
        known = self._slow.get(receiver)
        if known is None:
            value = self.random.gauss(0.0, half)
        else:
            moved = math.dist(known[0], phone)
            kept = math.exp(-moved / _CORRELATION_METRES)
            value = known[1] * kept + self.random.gauss(0.0, half) * math.sqrt(1 - kept * kept)
        self._slow[receiver] = (phone, value)
        return value
