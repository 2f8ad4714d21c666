"""Wall-clock moments as the wire writes them: RFC 3339, UTC, fixed width."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from touchline.errors import EventError
from touchline.loading import load


class _Second:
    """The text of the second last asked for: within one second only the fraction changes."""

    __slots__ = ("number", "text")

    def __init__(self, number: int) -> None:
        self.number = number
        self.text = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(number))


_second = _Second(0)


def stamp(now_ns: int) -> str:
    """Nanoseconds since 1970 as `2026-11-20T09:00:00.123456Z`."""
    global _second  # noqa: PLW0603  # a one-entry cache, replaced whole so that threads never see halves
    seconds, rest = divmod(now_ns, 1_000_000_000)
    second = _second
    if second.number != seconds:
        _second = second = _Second(seconds)
    return f"{second.text}.{rest // 1000:06d}Z"


def sent_stamp(now_ns: int) -> str:
    """Write nanoseconds since 1970 as the request's sent time: UTC, milliseconds."""
    return stamp(now_ns)[:23] + "Z"


def occurred(moment: datetime | str) -> str:
    """Write a moment handed in by the host as RFC 3339 with its own offset; naive moments are an `EventError`."""
    if isinstance(moment, str):
        moment = moment.upper()  # the standard's letters; RFC 3339 has small ones too
        parsed = _parsed(moment)
        if parsed.tzinfo is None:
            raise EventError(f"time {moment!r} names no offset: expected RFC 3339 such as '2026-11-20T10:00:00+01:00'")
        if load("touchline_spec.times").is_usual(moment):
            return moment
        moment = parsed  # ISO 8601 has many more forms than the standard takes
    if moment.tzinfo is None:
        raise EventError(f"time {moment!r} is naive: expected a datetime with a time zone")
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 60 or offset.microseconds:
        moment = moment.astimezone(UTC)
    text = moment.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise EventError(f"time {text!r} is no moment: expected RFC 3339 such as '2026-11-20T10:00:00Z'") from error
