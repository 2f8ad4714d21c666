"""The row of the SQL sinks, made in Python or by SQLite itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from support.sink_suite import Batch, new_sink
from touchline_collector.eventlog import NewEvent, Run, Stretch
from touchline_collector.forward.selection import Selection
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import columns, row, sortable

TIMES = [
    ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00.000000Z"),
    ("2026-11-20T09:00:00.1Z", "2026-11-20T09:00:00.100000Z"),
    ("2026-11-20T09:00:00.123456Z", "2026-11-20T09:00:00.123456Z"),
    ("2026-11-20T09:00:00.123456789Z", "2026-11-20T09:00:00.123456Z"),
    ("2026-11-20T10:00:00.123+01:00", "2026-11-20T09:00:00.123000Z"),
    ("2026-11-20t09:00:00z", "2026-11-20T09:00:00.000000Z"),
    ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00.000000Z"),
    ("2026-12-31T23:59:60.5Z", "2027-01-01T00:00:00.500000Z"),
    ("2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00.000000Z"),
    ("2026-11-20T10:00:59.999999999-00:30", "2026-11-20T10:30:59.999999Z"),
    ("2024-02-29T23:59:59.9-12:00", "2024-03-01T11:59:59.900000Z"),
    ("2026-01-01T00:30:00+05:30", "2025-12-31T19:00:00.000000Z"),
    ("yesterday", None),
    ("2026-11-20T10:00+01:00", None),
    ("2026-02-30T10:00:00+01:00", None),
    ("2026-11-20T10:00:00.123+25:00", None),
    ("", None),
    (None, None),
    (5, None),
]


@pytest.mark.parametrize(("given", "expected"), TIMES, ids=str)
def test_a_time_becomes_utc_of_one_width(given: Any, expected: str | None) -> None:
    """So that its text sorts."""
    assert sortable(given) == expected


def variants() -> list[dict[str, Any]]:
    base = {"specversion": "1.0", "source": "//s", "type": "com.acme.x.v1"}
    timed = [{**base, "time": time, "receivedtime": time} for time, _ in TIMES if isinstance(time, str)]
    odd = [
        {**base},
        {**base, "subject": "O-1", "data": {"channel": "web"}},
        {**base, "subject": None, "data": {"channel": None}},
        {**base, "subject": 7, "data": {"channel": {"a": 1}}},
        {**base, "data": "text"},
        {**base, "data": [1, 2]},
        {**base, "subject": 'quo"te\\ \u00fc \ud83d\ude00'.encode("utf-16", "surrogatepass").decode("utf-16")},
        {**base, "adjustedtime": "2026-11-20T10:00:00+01:00"},
    ]
    return [{**event, "id": f"e-{n}"} for n, event in enumerate(timed + odd)]


def stored(folder: Path, events: Sequence[Event]) -> list[tuple]:
    sink = new_sink({"name": "a", "kind": "sqlite", "path": str(folder / "a.db")})
    sink.open()
    sink.write(Batch("t", tuple(events)))
    sink.close()
    with closing(apsw.Connection(str(folder / "a.db"))) as db:
        return db.execute("SELECT * FROM events ORDER BY rowid").fetchall()


def test_every_row_is_stored_as_it_was_made(tmp_path: Path) -> None:
    """Whatever an event holds, more of them than one statement carries."""
    bodies = [variant | {"id": f"e-{n}"} for n, variant in enumerate(variants() * 12)]
    events = [Event(n, "//s", e["id"], e["type"], json.dumps(e).encode()) for n, e in enumerate(bodies)]
    rows = [row(event) for event in events]
    assert stored(tmp_path, events) == rows
    assert list(zip(*columns(events), strict=True)) == rows


@pytest.mark.parametrize("name", ["none", "receivedtime", "adjustedtime"])
def test_the_log_and_the_event_make_the_same_row(name: str) -> None:
    """Whether the log knows time, subject and channel or the event has to be read, and whatever the sender forged."""
    rows = []
    forged = {} if name == "none" else {name: "2001-01-01T00:00:00Z"}
    for facts in ({}, {"time": "2026-11-20T10:00:00+01:00", "subject": "O-1", "channel": "web"}):
        body = {"id": "e-1", "source": "//s", "type": "t", "time": "2026-11-20T10:00:00+01:00", "subject": "O-1"}
        raw = json.dumps(body | {"data": {"channel": "web"}} | forged).encode()
        overlay = {"receivedtime": "2026-11-20T09:00:01.000000Z"}
        run = Run.of([NewEvent(raw, "//s", "e-1", "t", overlay, **facts)])
        (event,), _ = Selection().select(Stretch(1, run))
        assert json.loads(event.body) == body | {"data": {"channel": "web"}} | forged | overlay
        rows.append(row(event))
    assert rows[0] == rows[1]
    assert rows[0][4] == "2026-11-20T09:00:01.000000Z"
