"""The postgres sink against a real PostgreSQL."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from support import tls
from support.forwarders import eventually
from support.services import address, unique
from support.sink_suite import Batch, Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.forward.forwarding import probe
from touchline_collector.sinks.base import OK, Fatal, Refused
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event


class PostgresHarness(Harness):
    erases = True

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.schema = unique("sink")
        self.db = psycopg.connect(self.url(server[1]), autocommit=True)
        self.db.execute(f"CREATE SCHEMA {self.schema}")

    def url(self, port: int, user: str = "postgres", database: str = "test") -> str:
        assert self.address
        return f"postgresql://{user}:hunter2@{self.address[0]}:{port}/{database}"

    def table(self, **changes: Any) -> dict[str, Any]:
        assert self.address
        return self.through(self.address[1], **changes)

    def through(self, port: int, **changes: Any) -> dict[str, Any]:
        where = {"url": self.url(port), "table": f"{self.schema}.events", "timeout": 5}
        return {"name": "warehouse", "kind": "postgres", **where, **changes}

    def stored(self) -> list[dict[str, Any]]:
        return [event for (event,) in self.db.execute(f"SELECT event FROM {self.schema}.events")]

    def poison(self) -> Event:
        """JSONB knows no U+0000; the collector's door lets none in, but a log of another version may hold one."""
        event = make_event(137)
        event.body = event.body.replace(b'{"channel"', rb'{"note":"\u0000","channel"')
        return event

    def refusals(self) -> dict[str, Refusal]:
        assert self.address
        port = self.address[1]
        self.db.execute(f"CREATE TABLE {self.schema}.shape (at text, what text)")
        self.db.execute(f"CREATE TABLE {self.schema}.keyless (LIKE {self.make_table()})")
        return {
            "role": Refusal('role "nobody" does not exist', self.table(url=self.url(port, user="nobody"))),
            "url": Refusal("no connection string", self.table(url="postgresql://x:hunter2@[::1")),
            "database": Refusal(
                'database "nowhere" does not exist', self.table(url=self.url(port, database="nowhere"))
            ),
            "schema": Refusal('schema "nowhere" does not exist', self.table(table="nowhere.events")),
            "table": Refusal(
                f'relation "{self.schema}.missing" does not exist',
                self.table(table=f"{self.schema}.missing", create=False),
            ),
            "shape": Refusal('column "source" does not exist', self.table(table=f"{self.schema}.shape")),
            "key": Refusal("no unique or exclusion constraint", self.table(table=f"{self.schema}.keyless")),
        }

    def make_table(self) -> str:
        sink = new_sink(self.table())
        sink.open()
        sink.close()
        return f"{self.schema}.events"


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[PostgresHarness]:
    made = PostgresHarness(tmp_path, address("postgres"))
    yield made
    made.db.execute(f"DROP SCHEMA {made.schema} CASCADE")
    made.db.close()


class TestPostgres(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("role", "url", "database", "schema", "table", "shape", "key")

    def test_check_finds_nothing_wrong_and_leaves_nothing(self, harness: Harness) -> None:
        """The table is made, and stays empty."""
        super().test_check_finds_nothing_wrong_and_leaves_nothing(harness)


def test_the_row_is_what_the_docs_say(harness: PostgresHarness) -> None:
    """Times in UTC at one width, compared as bytes; the event as jsonb."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    (row,) = harness.db.execute(f"SELECT time, received_time, channel, subject FROM {harness.schema}.events").fetchall()
    assert row == ("2026-11-20T09:00:00.123000Z", "2026-11-20T09:00:01.000000Z", "web", "O-1")
    query = (
        "SELECT data_type, collation_name FROM information_schema.columns WHERE table_schema = %s AND column_name = %s"
    )
    assert harness.db.execute(query, [harness.schema, "id"]).fetchone() == ("text", "C")
    assert harness.db.execute(query, [harness.schema, "event"]).fetchone() == ("jsonb", None)


def test_a_refused_row_leaves_nothing_of_its_batch(harness: PostgresHarness) -> None:
    """One transaction: the search for the culprit starts from nothing."""
    sink = new_sink(harness.table())
    sink.open()
    poison = harness.poison()
    outcomes = sink.write(Batch("t", (make_event(1), poison, make_event(2))))
    assert all(isinstance(o, Fatal) and o.code == "postgres.22P05" for o in outcomes)
    assert harness.stored() == []
    assert set(sink.write(make_batch(1, 2))) == {OK}
    sink.close()


def test_what_the_driver_cannot_send_is_the_events_fault(harness: PostgresHarness) -> None:
    """A NUL in a text column never reaches the server."""
    sink = new_sink(harness.table())
    sink.open()
    event = make_event(1)
    event.body = event.body.replace(b'"web"', rb'"web\u0000"')
    (outcome,) = sink.write(Batch("t", (event,)))
    assert isinstance(outcome, Fatal)
    assert set(sink.write(make_batch(2, 3))) == {OK}
    sink.close()


def test_two_collectors_may_write_the_same_events(harness: PostgresHarness) -> None:
    """Several machines, one table: each event once."""
    sinks = [new_sink(harness.table()) for _ in range(3)]
    for sink in sinks:
        sink.open()

    def write(number: int) -> None:
        for _ in range(5):
            assert set(sinks[number].write(make_batch(1, 200))) == {OK}

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for sink in sinks:
        sink.close()
    assert len(harness.stored()) == 200


@pytest.mark.long
@pytest.mark.parametrize("kind", ["postgres", "sqlalchemy", "dlt"])
def test_a_wrong_password_is_refused(tmp_path: Path, kind: str) -> None:
    """By a server that asks for one, through each kind that can write there; the right one is taken."""
    with tls.postgres(tls.certificates(tmp_path), "scram-sha-256") as port:
        right = parse(tried(kind, port, "postgres:swordfish@", tmp_path))
        eventually(lambda: probe(right) is None, "the server ready, and taking the right password")
        for password, word in (("hunter2@", "password authentication failed"), ("@", "no password supplied")):
            reason = probe(parse(tried(kind, port, f"postgres:{password}", tmp_path)))
            assert reason
            assert word in reason
            assert not re.search(r"\n|hunter2", reason)
            with pytest.raises(Refused):
                new_sink(tried(kind, port, f"postgres:{password}", tmp_path)).open()


def tried(kind: str, port: int, login: str, folder: Path) -> dict[str, Any]:
    where = f"{login}127.0.0.1:{port}/postgres?sslmode=require"
    if kind == "postgres":
        return {"name": "w", "kind": kind, "url": f"postgresql://{where}"}
    if kind == "sqlalchemy":
        return {"name": "w", "kind": kind, "url": f"postgresql+psycopg://{where}"}
    place = {"destination": "sqlalchemy", "credentials": f"postgresql+psycopg://{where}", "folder": str(folder / "dlt")}
    return {"name": "w", "kind": kind, **place}
