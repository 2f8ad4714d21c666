"""RFC 3339 timestamps: read strictly, written in one fixed width so that their text sorts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

# Months by their length, and 29 February only where there is one: the calendar is in the pattern, so that every engine
# that runs the published schemas checks it. Years 1000 to 2999: any offset still has a UTC date.
_DAYS = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_DAY = r"([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29"
DATE_PATTERN = rf"([12][0-9]{{3}}-{_DAYS}|{_LEAP_DAY})"
TIMESTAMP_PATTERN = (
    DATE_PATTERN + r"[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,9})?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
RFC3339 = re.compile(TIMESTAMP_PATTERN)
_SHAPE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2}))?"
)
NAIVE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9:.]+)?")


class TimestampError(ValueError):
    """The text is no RFC 3339 timestamp with an offset; the message says what was expected."""


def parse(text: str) -> datetime:
    """Return the aware datetime of an RFC 3339 timestamp.

    A leap second becomes the second after it; digits beyond microseconds are cut. Raise TimestampError otherwise.
    """
    if is_of_any_month(text) is not None:
        return datetime.fromisoformat(text)
    if RFC3339.fullmatch(text) is None:
        raise TimestampError(expectation(text))
    text = text.upper()
    if text[17:19] != "60":
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(f"{text[:17]}59{text[19:]}") + timedelta(seconds=1)


# Any month has 28 days, so of these days nothing needs the calendar: two thirds of the whole pattern's time.
_ANY_MONTH = re.compile(
    r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


is_of_any_month = _ANY_MONTH.fullmatch
"""A match for most timestamps; None for the others, and for what is none."""


def is_usual(text: str) -> bool:
    """Tell whether a text is an RFC 3339 timestamp that ends as nearly all do, in a capital Z or in digits."""
    return is_of_any_month(text) is not None or (text[-1:] != "z" and RFC3339.fullmatch(text) is not None)


def expectation(text: str) -> str:
    """Return what is wrong with a text that is no timestamp, in words."""
    if is_naive(text):
        return "has no offset; expected one, such as 2026-11-20T10:00:00.123+01:00 or ...Z"
    if _SHAPE.fullmatch(text) is not None:
        return "is no date of the calendar, or no time of the day"
    return "expected RFC 3339 with an offset, such as 2026-11-20T10:00:00.123+01:00"


def is_naive(text: str) -> bool:
    """Tell whether the text is a date or time without an offset, the commonest mistake."""
    return NAIVE.fullmatch(text) is not None


def format_utc(moment: datetime) -> str:
    """Return UTC text of fixed width, microseconds and Z: "2026-11-20T09:00:00.123456Z". Naive times are refused."""
    if moment.tzinfo is None:
        raise TimestampError("expected a datetime with a time zone, got a naive one")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
