"""The row that every SQL sink writes, so that one query works on all of them."""

from __future__ import annotations

from datetime import datetime

from touchline_collector import jsontext
from touchline_collector.sinks.event import Event
from touchline_spec import times

COLUMNS = ("source", "id", "type", "time", "received_time", "adjusted_time", "channel", "subject", "event")

Row = tuple[str, str, str, str | None, str | None, str | None, str | None, str | None, str]
# 2026-11-20T09:00:00.123456Z
WIDTH = 27
# 2026-11-20T09:00:00Z
SECONDS_WIDTH = 20


def row(event: Event) -> Row:
    """The columns of `COLUMNS`; times in UTC, `WIDTH` characters, ending in Z, so that they sort as text."""
    decoded = jsontext.loads(event.body)  # not kept: a large batch of parsed events fills memory and slows collection
    subject, data = decoded.get("subject"), decoded.get("data")
    channel = data.get("channel") if isinstance(data, dict) else None
    return (
        event.source,
        event.id,
        event.type,
        sortable(decoded.get("time")),
        sortable(decoded.get("receivedtime")),
        sortable(decoded.get("adjustedtime")),
        channel if isinstance(channel, str) else None,
        subject if isinstance(subject, str) else None,
        event.body.decode(),
    )


def sortable(text: object) -> str | None:
    """An RFC 3339 time in UTC at fixed width; None for what is absent or no time."""
    if not isinstance(text, str):
        return None
    if text[-1:] == "Z" and text[10:11] == "T" and text[17:19] < "60":  # UTC already, as most producers write it
        if text[19:20] == ".":
            return f"{text[:-1]:0<26.26}Z"
        if len(text) == SECONDS_WIDTH:
            return f"{text[:-1]}.000000Z"
    moment = instant(text)
    return None if moment is None else times.format_utc(moment)


def instant(text: object) -> datetime | None:
    """An RFC 3339 time as an aware datetime; None for what is absent or no time."""
    if not isinstance(text, str):
        return None
    try:
        return times.parse(text)
    except ValueError:
        return None
