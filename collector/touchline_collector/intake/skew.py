"""Clock skew: a sender whose clock is wrong says so by the sent time of its request. Pure.

`time` is never rewritten. When the sent time of the request is off by more than the tolerance, `adjustedtime` is the
event's time moved by the same amount, as Segment's `timestamp = receivedAt - (sentAt - originalTimestamp)`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

# Below this, the difference is network and queueing, not a clock: ten seconds cover a slow mobile upload.
TOLERANCE = timedelta(seconds=10)


def offset(sent: datetime | None, received: datetime) -> timedelta | None:
    """What to add to the sender's times; None when they are to be believed."""
    if sent is None:
        return None
    difference = received - sent
    return difference if abs(difference) > TOLERANCE else None
