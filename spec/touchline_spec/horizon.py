"""Where the future begins, as text: comparing two texts takes a tenth of comparing two moments of different offsets."""

from __future__ import annotations

from datetime import datetime, timedelta

from touchline_spec.rules import FUTURE

_SECONDS = len("2026-11-20T10:00:00")


class Horizon(dict[str, str]):
    """The future as seen from any moment of one second, the one that begins at `start` (aware).

    By offset ("Z", "+01:00") the local time, to the second: usual timestamps that sort before it lie in the past.
    """

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.start = start
        self.end = start + timedelta(seconds=1)
        self.asked = start
        """The moment of that second which was asked about last."""

    def at(self, moment: datetime) -> Horizon:
        """Return the future as seen from a moment: of the same second the same, as most questions are."""
        horizon = self if self.start <= moment < self.end else Horizon(moment)
        horizon.asked = moment
        return horizon

    def __missing__(self, offset: str) -> str:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        local = self[offset] = (self.start + FUTURE).astimezone(zone).isoformat()[:_SECONDS]
        return local
