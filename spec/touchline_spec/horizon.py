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

    def __missing__(self, offset: str) -> str:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        local = self[offset] = (self.start + FUTURE).astimezone(zone).isoformat()[:_SECONDS]
        return local
