"""The row that every SQL sink writes, so that one query works on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from touchline_collector import jsontext
from touchline_collector.overlay import NAMES
from touchline_collector.sinks.event import Event, Facts
from touchline_spec import times

COLUMNS = ("source", "id", "type", "time", "received_time", "adjusted_time", "channel", "subject", "event")

Row = tuple[str, str, str, str | None, str | None, str | None, str | None, str | None, str]
# 2026-11-20T09:00:00.123456Z
WIDTH = 27
# A time in UTC by its length, as most producers write it: what stands after the seconds, how much of the text is kept,
# and what completes it.
_UTC = {20: ("Z", 19, ".000000Z"), **{21 + n: (".", 20 + n, f"{'0' * (6 - n)}Z") for n in range(1, 7)}}
# 2026-11-20T10:00:00+01:00
_OFFSET = 25


def row(event: Event) -> Row:
    """The columns of `COLUMNS`; times in UTC, `WIDTH` characters, ending in Z, so that they sort as text."""
    time, subject, channel, overlay = event.facts or _read(event)
    return (
        event.source,
        event.id,
        event.type,
        sortable(time),
        _stamp(overlay.get("receivedtime")),
        _stamp(overlay.get("adjustedtime")),
        channel,
        subject,
        event.body.decode(),
    )


def columns(events: Sequence[Event]) -> list[list[str | None]]:
    """The same of many events, a list for each of `COLUMNS`: for stores that take columns."""
    facts = [event.facts or _read(event) for event in events]
    overlays = [fact[3] for fact in facts]
    return [
        [event.source for event in events],
        [event.id for event in events],
        [event.type for event in events],
        [sortable(fact[0]) for fact in facts],
        *([_stamp(overlay.get(name)) for overlay in overlays] for name in NAMES),
        [fact[2] for fact in facts],
        [fact[1] for fact in facts],
        [event.body.decode() for event in events],
    ]


def _read(event: Event) -> Facts:
    """What the event itself says, where the log does not know it."""
    decoded = jsontext.loads(event.body)  # not kept: a large batch of parsed events fills memory and slows collection
    data = decoded.get("data")
    channel = data.get("channel") if isinstance(data, dict) else None
    own = {name: _text(decoded.get(name)) for name in NAMES}
    return _text(decoded.get("time")), _text(decoded.get("subject")), _text(channel), own


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def sortable(text: object) -> str | None:
    """An RFC 3339 time in UTC at fixed width; None for what is absent or no time."""
    if not isinstance(text, str):
        return None
    known = _UTC.get(len(text))
    if known is not None and text[-1] == "Z" and text[19] == known[0] and text[10] == "T" and text[17] < "6":
        return text[: known[1]] + known[2]
    if text[-1:] == "Z" and text[10:11] == "T" and text[17:19] < "60" and text[19:20] == ".":  # of nanoseconds
        return f"{text[:-1]:0<26.26}Z"
    if text[10:11] == "T" and text[-6] in "+-" and text[17:19] < "60" and (text[19:20] == "." or len(text) == _OFFSET):
        minute = _minute(text[:16], text[-6:])
        return minute and f"{minute}{text[16:19]}.{text[20:-6]:0<6.6}Z"
    moment = instant(text)
    return None if moment is None else times.format_utc(moment)


@lru_cache(maxsize=1024)
def _minute(local: str, offset: str) -> str | None:
    """A minute with an offset as a minute of UTC; events arrive by the hundred within one."""
    moment = instant(f"{local}:00{offset}")
    return None if moment is None else times.format_utc(moment)[:16]


# The events of a request share the time of their arrival; clock corrections differ.
_stamp = lru_cache(maxsize=1024)(sortable)


def instant(text: object) -> datetime | None:
    """An RFC 3339 time as an aware datetime; None for what is absent or no time."""
    if not isinstance(text, str):
        return None
    try:
        return times.parse(text)
    except ValueError:
        return None
