"""Where the future begins, as text: comparing two texts takes a tenth of comparing two moments of different offsets."""

from __future__ import annotations

from datetime import datetime, timedelta

from touchline_spec import times
from touchline_spec.forms import matches
from touchline_spec.rules import FUTURE

# Texts of the same days come for hours.
_days = matches(f"^{times.DATE_PATTERN}$")
_DATE = len("2026-11-20")
_SECONDS = len("2026-11-20T10:00:00")
_OFFSET = len("+01:00")


class Horizon(dict[str, str]):
    """The future as seen from any moment of one second, the one that begins at `start` (aware).

    By offset ("Z", "+01:00") the local time, to the second, from which on a time may lie in the future.
    """

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self.start = start
        self.end = start + timedelta(seconds=1)

    def __missing__(self, offset: str) -> str:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        local = self[offset] = (self.start + FUTURE).astimezone(zone).isoformat()[:_SECONDS]
        return local

    def is_past(self, text: str) -> bool:
        """Tell whether a text is a timestamp as most write it, and not in the future; False only means: look closer."""
        if not _days[text[:_DATE]] or times.TIME_OF_DAY.match(text, _DATE) is None:
            return False
        return text[:_SECONDS] < self["Z" if text[-1] == "Z" else text[-_OFFSET:]]
