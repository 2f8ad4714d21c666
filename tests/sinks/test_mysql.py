"""The mysql sink against a real MariaDB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymysql
import pytest

from support.services import address, unique
from support.sink_suite import Batch, Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import OK
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event


class MysqlHarness(Harness):
    erases = True

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.database = unique("sink")
        self.db = pymysql.connect(host=server[0], port=server[1], user="root", autocommit=True, charset="utf8mb4")
        self.query(f"CREATE DATABASE {self.database}")

    def query(self, sql: str) -> Any:
        with self.db.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def url(self, port: int, user: str = "root", database: str = "") -> str:
        assert self.address
        return f"mysql://{user}@{self.address[0]}:{port}/{database or self.database}"

    def table(self, **changes: Any) -> dict[str, Any]:
        assert self.address
        return self.through(self.address[1], **changes)

    def through(self, port: int, **changes: Any) -> dict[str, Any]:
        return {"name": "warehouse", "kind": "mysql", "url": self.url(port), "timeout": 5, **changes}

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(event) for (event,) in self.query(f"SELECT event FROM {self.database}.events")]

    def poison(self) -> Event:
        """Longer than the column: strict mode refuses it, and the sink must not have it cut."""
        sink = new_sink(self.table())
        sink.open()
        sink.close()
        return make_event(137, {"channel": "x" * 300})

    def refusals(self) -> dict[str, Refusal]:
        assert self.address
        port = self.address[1]
        self.query(f"CREATE TABLE {self.database}.shape (at TEXT)")
        sink = new_sink(self.table())
        sink.open()
        sink.close()
        self.query(f"CREATE TABLE {self.database}.keyless AS SELECT * FROM {self.database}.events")
        return {
            "password": Refusal("Access denied", self.table(url=self.url(port, user="root:hunter2"))),
            "database": Refusal("Unknown database", self.table(url=self.url(port, database="nowhere"))),
            "table": Refusal("doesn't exist", self.table(table="missing", create=False)),
            "shape": Refusal("Unknown column", self.table(table="shape")),
            "key": Refusal("no unique key on (source, id)", self.table(table="keyless")),
        }


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[MysqlHarness]:
    made = MysqlHarness(tmp_path, address("mysql"))
    yield made
    made.query(f"DROP DATABASE {made.database}")
    made.db.close()


class TestMysql(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("password", "database", "table", "shape", "key")


def test_the_row_is_what_the_docs_say(harness: MysqlHarness) -> None:
    """Times in UTC at one width; the event as valid JSON text."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    (row,) = harness.query(f"SELECT time, received_time, channel, subject FROM {harness.database}.events")
    assert row == ("2026-11-20T09:00:00.123000Z", "2026-11-20T09:00:01.000000Z", "web", "O-1")
    assert harness.query(f"SELECT JSON_VALUE(event, '$.data.channel') FROM {harness.database}.events") == (("web",),)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a", "a "), ("ß", "ss"), ("é", "e")])
def test_keys_are_compared_by_their_bytes(harness: MysqlHarness, one: str, other: str) -> None:
    """What a friendlier collation calls equal are two events."""
    events = []
    for id_ in (one, other):
        event = make_event(1)
        events.append(Event(1, event.source, id_, event.type, event.body.replace(b'"e-1"', json.dumps(id_).encode())))
    sink = new_sink(harness.table())
    sink.open()
    assert set(sink.write(Batch("t", tuple(events)))) == {OK}
    sink.close()
    assert sorted(e["id"] for e in harness.stored()) == sorted([one, other])


@pytest.mark.parametrize("url", ["mysql://", "postgresql://h/db", "mysql://h", "hunter2"])
def test_a_wrong_url_is_named_and_not_quoted(url: str) -> None:
    """It may hold a password."""
    with pytest.raises(ConfigError, match="must look like") as caught:
        parse({"name": "w", "kind": "mysql", "url": url})
    assert "hunter2" not in str(caught.value)
