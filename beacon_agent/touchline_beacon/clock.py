"""What this machine's clock is worth: boxes without a battery start in the past until the network tells the time."""

from __future__ import annotations

import ctypes
from datetime import UTC, datetime

from touchline_beacon.events import ClockQuality

# What adjtimex returns while nothing disciplines the clock.
_TIME_ERROR = 5
# struct timex of every Linux fits into this.
_TIMEX_BYTES = 512


def quality() -> ClockQuality:
    """`synced` or `unsynced`, as the kernel says."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        state = libc.adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return "unsynced"
    return "unsynced" if state in (-1, _TIME_ERROR) else "synced"


def now() -> datetime:
    """Wall-clock time in UTC."""
    return datetime.now(UTC)
