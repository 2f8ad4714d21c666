"""When the store closes: whoever is heard for the last time before it has left. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

# Between two looks a second passes; a clock that was set right by more than this says nothing of what happened between.
_LONGEST = 3600.0


def passed(closes: time, before: float, now: float) -> bool:
    """Whether the machine's local clock went past closing time between two moments, in seconds since 1970."""
    moment = datetime.fromtimestamp(now)  # noqa: DTZ006 - closing time is what the clock on the wall says
    latest = datetime.combine(moment.date(), closes)
    if latest > moment:
        latest -= timedelta(days=1)
    return now - before < _LONGEST and before < latest.timestamp() <= now
