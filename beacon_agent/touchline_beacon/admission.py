"""Which tokens presence gets to see: members' as far as that can be told here, new ones only so many a second. Pure.

A box holds no keys. Where it has membership filters (`touchline_spec.membership`) of the windows around now it knows of
a token that it is nobody's; where it has none, or does not know the time, it takes every one, and the collector tells.
Made-up tokens, each new, would push real phones out of a bounded memory: so a receiver takes up new ones at a bounded
rate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from touchline_beacon.presence import Presence, Sighting
from touchline_spec.membership import Filter

# Phones' clocks are off by up to a quarter of an hour, a window.
AROUND = (0, -1, 1)
# Everybody in a full store changes the token within two minutes: 2,000 phones are 17 a second. At 50 a second a flood
# needs seven minutes to turn over the 20,000 that are remembered, and who comes in is known after six seconds.
NEW_A_SECOND = 50.0
# Those of a full store at a start of the box.
NEW_AT_ONCE = 2_000.0


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float


class Admission:
    """Judges sightings. `near` gives a window's filter, or None; `window` the present window, or None."""

    def __init__(
        self,
        presence: Presence,
        window: Callable[[], int | None] = lambda: None,
        near: Callable[[int], Filter | None] | None = None,
    ) -> None:
        self.unknown = 0
        """Packets with a token that no member has."""
        self.flooded = 0
        """Packets with a new token beyond what a receiver takes up."""
        self._presence = presence
        self._window = window
        self._near = near
        self._allowances: dict[str, _Allowance] = {}

    def takes(self, sighting: Sighting) -> bool:
        """Whether presence is told; who is known to it already is not judged again."""
        token = sighting.token
        if token in self._presence.visits or token in self._presence.candidates:
            return True
        if self._near is not None and not self._possible(bytes.fromhex(token), self._near):
            self.unknown += 1
            return False
        if not self._allowed(sighting):
            self.flooded += 1
            return False
        return True

    def _possible(self, eid: bytes, near: Callable[[int], Filter | None]) -> bool:
        window = self._window()
        if window is None:
            return True
        filters = [near(window + step) for step in AROUND]
        return any(one is None or eid in one for one in filters)

    def _allowed(self, sighting: Sighting) -> bool:
        allowance = self._allowances.setdefault(sighting.receiver, _Allowance(NEW_AT_ONCE, sighting.at))
        allowance.left = min(allowance.left + max(sighting.at - allowance.at, 0.0) * NEW_A_SECOND, NEW_AT_ONCE)
        allowance.at = sighting.at
        if allowance.left < 1:
            return False
        allowance.left -= 1
        return True
