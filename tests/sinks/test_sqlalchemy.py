"""The sqlalchemy sink, on PostgreSQL, MariaDB and SQLite, with and without words for "insert where absent"."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pymysql
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
from sqlalchemy.schema import CreateTable

from support.services import address, unique
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import OK, Batch, Fatal, Refused, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.sqlalchemy import COLLATIONS, INSERTS, events


class SqlHarness(Harness):
    """One dialect; the store is looked into with SQL."""

    erases = True
    name: str

    def query(self, sql: str) -> list[Any]:
        raise NotImplementedError

    def url(self, port: int, login: str = "", database: str = "") -> str:
        raise NotImplementedError

    def table(self, **changes: Any) -> dict[str, Any]:
        assert self.address
        return {**self.through(self.address[1]), **changes}

    def through(self, port: int) -> dict[str, Any]:
        return {
            "name": "any",
            "kind": "sqlalchemy",
            "url": self.url(port),
            "table": f"{self.name}.events",
            "timeout": 5,
        }

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(event) for (event,) in self.query(f"SELECT event FROM {self.name}.events")]

    def opened_once(self) -> None:
        sink = new_sink(self.table())
        sink.open()
        sink.close()

    def poison(self) -> Event:
        """Longer than its column."""
        self.opened_once()
        return make_event(137, {"channel": "x" * 300})

    def refusals(self) -> dict[str, Refusal]:
        assert self.address
        port = self.address[1]
        self.opened_once()
        self.query(f"CREATE TABLE {self.name}.shape (at_ TEXT)")
        self.query(f"CREATE TABLE {self.name}.keyless AS SELECT * FROM {self.name}.events")
        return {
            "login": Refusal("nobody", self.table(url=self.url(port, login="nobody:hunter2@"))),
            "database": Refusal("nowhere", self.table(url=self.url(port, database="nowhere"))),
            "table": Refusal("does not exist; make it", self.table(table=f"{self.name}.missing", create=False)),
            "shape": Refusal("has no column adjusted_time", self.table(table=f"{self.name}.shape")),
            "key": Refusal("no unique key on (source, id)", self.table(table=f"{self.name}.keyless")),
        }


class PostgresHarness(SqlHarness):
    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.name = unique("any")
        self.db = psycopg.connect(host=server[0], port=server[1], user="postgres", dbname="test", autocommit=True)
        self.query(f"CREATE SCHEMA {self.name}")

    def query(self, sql: str) -> list[Any]:
        cursor = self.db.execute(sql)
        return cursor.fetchall() if cursor.description else []

    def url(self, port: int, login: str = "postgres@", database: str = "test") -> str:
        assert self.address
        return f"postgresql+psycopg://{login}{self.address[0]}:{port}/{database}"

    def clean(self) -> None:
        self.query(f"DROP SCHEMA {self.name} CASCADE")
        self.db.close()


class MariadbHarness(SqlHarness):
    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.name = unique("any")
        self.db = pymysql.connect(host=server[0], port=server[1], user="root", autocommit=True, charset="utf8mb4")
        self.query(f"CREATE DATABASE {self.name}")

    def query(self, sql: str) -> list[Any]:
        with self.db.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def url(self, port: int, login: str = "root@", database: str = "") -> str:
        assert self.address
        return f"mysql+pymysql://{login}{self.address[0]}:{port}/{database or self.name}?charset=utf8mb4"

    def clean(self) -> None:
        self.query(f"DROP DATABASE {self.name}")
        self.db.close()


SERVERS_TURN_AWAY = ("login", "database", "table", "shape", "key")


class TestOnPostgres(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = SERVERS_TURN_AWAY

    @pytest.fixture
    def harness(self, tmp_path: Path) -> Iterator[PostgresHarness]:
        made = PostgresHarness(tmp_path, address("postgres"))
        yield made
        made.clean()


class TestOnMariadb(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = SERVERS_TURN_AWAY

    @pytest.fixture
    def harness(self, tmp_path: Path) -> Iterator[MariadbHarness]:
        made = MariadbHarness(tmp_path, address("mysql"))
        yield made
        made.clean()


class SqliteHarness(Harness):
    """A file; no dialect's own words are used."""

    erases = True

    def table(self, **changes: Any) -> dict[str, Any]:
        return {"name": "any", "kind": "sqlalchemy", "url": f"sqlite:///{self.folder}/any.db", **changes}

    def stored(self) -> list[dict[str, Any]]:
        engine = sa.create_engine(self.table()["url"], poolclass=sa.NullPool)
        with engine.connect() as connection:
            return [json.loads(event) for (event,) in connection.execute(sa.text("SELECT event FROM events"))]

    def poison(self) -> Event:
        columns = "source TEXT, id TEXT, type TEXT, time TEXT, received_time TEXT, adjusted_time TEXT, channel TEXT"
        engine = sa.create_engine(self.table()["url"], poolclass=sa.NullPool)
        with engine.begin() as connection:
            rest = "subject TEXT, event TEXT, PRIMARY KEY (source, id), CHECK (id <> 'e-137')"
            connection.execute(sa.text(f"CREATE TABLE events ({columns}, {rest})"))
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        return {"folder": Refusal("unable to open", self.table(url=f"sqlite:///{self.folder}/no/such/folder/any.db"))}


class TestWithoutWordsForIt(PoisonSuite):
    """A dialect that has no "insert where absent": SQLite, deprived of its own."""

    turned_away = ("folder",)

    @pytest.fixture
    def harness(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SqliteHarness:
        monkeypatch.delitem(INSERTS, "sqlite")
        return SqliteHarness(tmp_path)

    def test_one_key_twice_in_a_batch(self, harness: SqliteHarness) -> None:
        """The first wins."""
        sink = new_sink(harness.table())
        sink.open()
        batch = Batch("t", (make_event(1), make_event(1, {"coupon": "LATE"}), make_event(2)))
        assert set(sink.write(batch)) == {OK}
        sink.close()
        assert [e["data"].get("coupon") for e in harness.stored()] == [None, None]


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a", "a "), ("ß", "ss"), ("é", "e")])
def test_keys_are_compared_by_their_bytes(tmp_path: Path, one: str, other: str) -> None:
    """What MariaDB's usual collation calls equal are two events."""
    harness = MariadbHarness(tmp_path, address("mysql"))
    events = []
    for id_ in (one, other):
        event = make_event(1)
        events.append(Event(1, event.source, id_, event.type, event.body.replace(b'"e-1"', json.dumps(id_).encode())))
    sink = new_sink(harness.table())
    sink.open()
    assert set(sink.write(Batch("t", tuple(events)))) == {OK}
    sink.close()
    assert sorted(e["id"] for e in harness.stored()) == sorted([one, other])
    harness.clean()


def test_a_refused_row_is_named_without_its_content(tmp_path: Path) -> None:
    """Neither the statement nor the row stands in the reason."""
    harness = SqliteHarness(tmp_path)
    poison = harness.poison()
    sink = new_sink(harness.table())
    sink.open()
    (outcome,) = sink.write(Batch("t", (poison,)))
    sink.close()
    assert isinstance(outcome, Fatal)
    assert "CHECK" in outcome.reason
    assert "e-137" not in outcome.reason.replace("id <> 'e-137'", "")
    assert "INSERT" not in outcome.reason


def test_a_server_that_does_not_answer_is_given_up_in_time() -> None:
    """Whatever the driver thinks of time-outs."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"postgresql+psycopg://postgres@127.0.0.1:{silent.getsockname()[1]}/test"
        sink = new_sink({"name": "s", "kind": "sqlalchemy", "url": url, "timeout": 0.3})
        with pytest.raises(Unavailable, match=r"did not answer in 0\.3 s"):
            sink.open()
        silent.close()
        sink.close()


@pytest.mark.parametrize(
    ("url", "word"), [("no url", "must look like"), ("nosuch://host/db", "nosuch"), ("postgresql+no://h/db", "no")]
)
def test_a_url_that_names_no_dialect_is_refused(url: str, word: str) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=word):
        parse({"name": "s", "kind": "sqlalchemy", "url": url})


def test_a_driver_that_is_not_installed_is_named() -> None:
    """The extra brings SQLAlchemy; the driver is the user's choice."""
    sink = new_sink({"name": "s", "kind": "sqlalchemy", "url": "oracle+oracledb://scott:hunter2@localhost/x"})
    with pytest.raises(Refused, match="driver is not installed: No module named 'oracledb'"):
        sink.open()
    sink.close()


def compiled(statement: Any, dialect: Any) -> str:
    return " ".join(str(statement.compile(dialect=dialect)).split())


def test_sql_server_keeps_every_letter() -> None:
    """Its VARCHAR holds UTF-8 only in a collation of UTF-8, compared byte by byte; its older TEXT holds none."""
    dialect = mssql.dialect()  # type: ignore[no-untyped-call]
    made = compiled(CreateTable(events("crm.events", COLLATIONS["mssql"])), dialect)
    for column in ("source", "id", "type", "channel", "subject", "event"):
        assert re.search(rf"\b{column} VARCHAR\((\d+|max)\) COLLATE Latin1_General_100_BIN2_UTF8", made), column
    # 900 bytes are the most that a clustered key may have: 512 and 128 of them here.
    assert "source VARCHAR(512)" in made
    assert "id VARCHAR(128)" in made
    assert "PRIMARY KEY (source, id)" in made


def test_statements_compile_for_oracle_and_sql_server() -> None:
    """Neither is here to run them: what is asked and written is at least in their words."""
    for dialect in (oracle.dialect(), mssql.dialect()):  # type: ignore[no-untyped-call]
        table = events("crm.events", COLLATIONS.get(dialect.name))
        assert "event CLOB NOT NULL" in compiled(CreateTable(table), oracle.dialect())  # type: ignore[no-untyped-call]
        assert dialect.name not in INSERTS
        assert compiled(sa.insert(table), dialect).startswith("INSERT INTO crm.events (source, id, type, time,")
        keys = sa.select(table.c.source, table.c.id).where(table.c.id.in_(["a", "b"]))
        assert "FROM crm.events WHERE crm.events.id IN" in compiled(keys, dialect)
        assert "LIKE" in compiled(sa.select(table.c.id).where(table.c.event.contains("u-1", autoescape=True)), dialect)


@pytest.mark.parametrize("name", ["postgresql", "mysql", "mariadb", "sqlite", "cockroachdb"])
def test_words_for_insert_where_absent_are_the_dialects_own(name: str) -> None:
    """Nobody's row is changed."""
    dialect = {"mysql": mysql, "mariadb": mysql, "sqlite": sqlite}.get(name, postgresql).dialect()
    said = compiled(INSERTS[name](events("events", COLLATIONS.get(name))), dialect)
    own = "ON CONFLICT DO NOTHING" if dialect.name != "mysql" else "ON DUPLICATE KEY UPDATE source = events.source"
    assert own in said
