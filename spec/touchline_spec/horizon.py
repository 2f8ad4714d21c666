"""Where the future begins, as text: comparing two texts takes a tenth of comparing two moments of different offsets."""

from __future__ import annotations

from datetime import datetime, timedelta

from touchline_spec import times
from touchline_spec.forms import matches
from touchline_spec.rules import FUTURE

# Texts of the same days come for hours.
_days = matches(f"^{times.DATE_PATTERN}$")
_SECONDS = len("2026-11-20T10:00:00")


class Horizon:
    """The future as seen from any moment of one second, the one that begins at `start` (aware)."""

    __slots__ = ("_local", "end", "start")

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.end = start + timedelta(seconds=1)
        self._local: dict[str, str] = {}

    def is_past(self, text: str) -> bool:
        """Tell whether a text is a timestamp as most write it, and not in the future; False only means: look closer."""
        if times.USUAL.fullmatch(text) is None or not _days[text[:10]]:
            return False
        offset = "Z" if text[-1] == "Z" else text[-6:]
        latest = self._local.get(offset) or self._begins(offset)
        return text[:_SECONDS] < latest

    def _begins(self, offset: str) -> str:
        """Return the local time, to the second, from which on a time with this offset may lie in the future."""
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo
        local = (self.start + FUTURE).astimezone(zone).isoformat()[:_SECONDS]
        self._local[offset] = local
        return local
