"""The sqlite sink.

Two copies of SQLite in one process do not see each other's locks, so this process looks with apsw as the sink does, and
another one with the standard library's client.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest

from support.sink_suite import Harness, Outage, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.sinks.base import Batch, Person
from touchline_collector.sinks.event import Event


class SqliteHarness(Harness):
    erases = True

    @property
    def path(self) -> Path:
        return self.folder / "events.db"

    def table(self, **changes: Any) -> dict[str, Any]:
        return {"name": "events", "kind": "sqlite", "path": str(self.path), **changes}

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(event) for (event,) in self.query("SELECT event FROM events")]

    def query(self, sql: str) -> list[Any]:
        with closing(apsw.Connection(str(self.path), flags=apsw.SQLITE_OPEN_READONLY)) as reader:
            return reader.execute(sql).fetchall()

    @contextmanager
    def outage(self) -> Iterator[Outage]:
        """Somebody's long transaction."""
        with closing(apsw.Connection(str(self.path))) as writer:
            table = self.table()
            yield Outage(table, lambda: writer.execute("BEGIN IMMEDIATE"), lambda: writer.execute("ROLLBACK"))

    def poison(self) -> Event:
        self._make("source, id, type, time, received_time, adjusted_time, channel, subject", "CHECK (id <> 'e-137')")
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        other = self.folder / "other.db"
        with closing(apsw.Connection(str(other))) as db:
            db.execute("CREATE TABLE events (at TEXT, what TEXT)")
        text = self.folder / "no.db"
        text.write_text("this is no database" * 100)
        file = self.folder / "file"
        file.touch()
        return {
            "folder": Refusal("file", self.table(path=str(file / "events.db"))),
            "shape": Refusal("no column adjusted_time", self.table(path=str(other))),
            "no database": Refusal("not a database", self.table(path=str(text))),
        }

    def _make(self, columns: str, extra: str) -> None:
        with closing(apsw.Connection(str(self.path))) as db:
            db.execute(f"CREATE TABLE events ({columns}, event TEXT, PRIMARY KEY (source, id), {extra})")


@pytest.fixture
def harness(tmp_path: Path) -> SqliteHarness:
    return SqliteHarness(tmp_path)


class TestSqlite(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("folder", "shape", "no database")

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """With somebody else's long transactions."""
        monkeypatch.setattr("touchline_collector.sqlite.BUSY_MS", 50)


def test_the_row_is_what_the_docs_say(harness: SqliteHarness) -> None:
    """Times in UTC, one width, ending in Z; the whole event as JSON."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    (row,) = harness.query("SELECT * FROM events")
    assert row[:-1] == (
        "//shop.example.com/web",
        "e-1",
        "touchline.order.placed.v1",
        "2026-11-20T09:00:00.123000Z",
        "2026-11-20T09:00:01.000000Z",
        None,
        "web",
        "O-1",
    )


def test_the_existing_row_wins(harness: SqliteHarness) -> None:
    """A second event of the same key changes nothing."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    second = make_event(1, {"coupon": "LATE"})
    sink.write(Batch("t2", (second,)))
    sink.close()
    assert "coupon" not in harness.stored()[0]["data"]


def test_a_reader_sees_events_while_the_sink_writes(harness: SqliteHarness) -> None:
    """Opened read-only by the standard library, before and after a write."""
    sink = new_sink(harness.table())
    sink.open()
    code = """
import sqlite3, sys
reader = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for _ in sys.stdin:
    print(*reader.execute("SELECT count(*) FROM events").fetchone(), flush=True)
"""
    command = [sys.executable, "-c", code, str(harness.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin
        assert reader.stdout
        for last, first in ((5, 1), (9, 6)):
            sink.write(make_batch(first, last))
            reader.stdin.write("look\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == f"{last}\n"
        reader.stdin.close()
    sink.close()


def test_an_erased_person_leaves_no_bytes_in_the_file(harness: SqliteHarness) -> None:
    """Not in free pages, not in the WAL."""
    sink = new_sink(harness.table())
    sink.open()
    marked = make_event(2, {"identities": [{"type": "user", "value": "u-gone-4711"}]})
    sink.write(Batch("t", (make_event(1), marked)))
    assert sink.erase([Person("user", "u-gone-4711")]) == 1
    for file in harness.folder.glob("events.db*"):
        assert b"u-gone-4711" not in file.read_bytes()
    sink.close()
