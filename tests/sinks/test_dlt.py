"""The dlt sink, on files, on DuckDB, and on PostgreSQL through dlt's sqlalchemy destination."""

from __future__ import annotations

import gzip
import json
import os
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from support.forwarders import append, drained, forwarding
from support.proxy import Proxy
from support.services import address, unique
from support.sink_suite import (
    Harness,
    OutageSuite,
    PoisonSuite,
    Refusal,
    SinkSuite,
    make_batch,
    make_event,
    new_sink,
    to_log,
)
from touchline_collector.forward.forwarding import probe
from touchline_collector.sinks.base import OK, Batch, Fatal, Outcome, Refused, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event


class FilesHarness(Harness):
    """JSON lines, appended."""

    once = "least"

    def table(self, **changes: Any) -> dict[str, Any]:
        settings = {"bucket_url": f"file://{self.folder}/lake"}
        place = {"destination": "filesystem", "settings": settings, "folder": str(self.folder / "pipeline")}
        return {"name": "lake", "kind": "dlt", "linger": 0, "timeout": 50, **place, **changes}

    def stored(self) -> list[dict[str, Any]]:
        files = sorted((self.folder / "lake/touchline/events").glob("*.jsonl.gz"))
        lines = [line for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]
        return [json.loads(json.loads(line)["event"]) for line in lines]

    def refusals(self) -> dict[str, Refusal]:
        nowhere = {"bucket_url": "file:///proc/nowhere/lake"}
        return {
            "destination": Refusal("nosuch", self.table(destination="nosuch", credentials="hunter2")),
            "folder": Refusal("No such file", self.table(settings=nowhere)),
        }


class DuckdbHarness(FilesHarness):
    """Merged by key."""

    once = "exactly"

    def table(self, **changes: Any) -> dict[str, Any]:
        place = {"destination": "duckdb", "credentials": f"{self.folder}/lake.duckdb", "settings": {}}
        return super().table(**{**place, **changes})

    def stored(self) -> list[dict[str, Any]]:
        file = self.folder / "lake.duckdb"
        if not file.exists():
            return []
        with duckdb.connect(str(file)) as db:
            tables = db.execute("SELECT 1 FROM information_schema.tables WHERE table_name = 'events'").fetchall()
            rows = db.execute("SELECT event FROM touchline.events").fetchall() if tables else []
        return [json.loads(event) for (event,) in rows]

    def refusals(self) -> dict[str, Refusal]:
        (self.folder / "no.duckdb").write_text("no database" * 1000)
        return {
            "folder": Refusal("Cannot open file", self.table(credentials="/proc/nowhere/lake.duckdb")),
            "no database": Refusal("not a valid DuckDB database", self.table(credentials=f"{self.folder}/no.duckdb")),
        }


class DatabaseHarness(FilesHarness):
    """Merged by key, in a schema of PostgreSQL of its own."""

    once = "exactly"
    patience = 400.0  # a load takes a second, and the search for one event among 500 some fifty of them

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.dataset = unique("dlt")
        self.db = psycopg.connect(host=server[0], port=server[1], user="postgres", dbname="test", autocommit=True)

    def url(self, port: int, login: str = "postgres", database: str = "test") -> str:
        assert self.address
        return f"postgresql+psycopg://{login}@{self.address[0]}:{port}/{database}"

    def through(self, port: int, **changes: Any) -> dict[str, Any]:
        place = {"destination": "sqlalchemy", "credentials": self.url(port), "settings": {}, "dataset": self.dataset}
        return super().table(**{**place, **changes})

    def table(self, **changes: Any) -> dict[str, Any]:
        assert self.address
        return self.through(self.address[1], **changes)

    def stored(self) -> list[dict[str, Any]]:
        if self.db.execute("SELECT to_regclass(%s)", [f"{self.dataset}.events"]).fetchone() == (None,):
            return []
        return [json.loads(event) for (event,) in self.db.execute(f"SELECT event FROM {self.dataset}.events")]

    def poison(self) -> Event:
        write(self.table(), make_batch(9001, 9001))
        self.db.execute(f"DELETE FROM {self.dataset}.events")
        self.db.execute(f"ALTER TABLE {self.dataset}.events ADD CHECK (id <> 'e-137')")
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        assert self.address
        port = self.address[1]
        self.db.execute(f"CREATE SCHEMA {self.dataset}")
        self.db.execute(f"CREATE TABLE {self.dataset}.odd (source integer, at_ timestamptz)")
        return {
            "role": Refusal("nobody", self.table(credentials=self.url(port, login="nobody:hunter2"))),
            "database": Refusal("nowhere", self.table(credentials=self.url(port, database="nowhere"))),
            "shape": Refusal("column source of table odd is bigint, expected text", self.table(table="odd")),
        }

    def clean(self) -> None:
        for schema in (self.dataset, f"{self.dataset}_staging"):
            self.db.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        self.db.close()


def write(table: dict[str, Any], batch: Batch) -> list[Outcome]:
    sink = new_sink(table)
    try:
        sink.open()
        return list(sink.write(batch))
    finally:
        sink.close()


class TestOnFiles(SinkSuite):
    """The behaviour suite."""

    turned_away = ("destination", "folder")

    @pytest.fixture
    def harness(self, tmp_path: Path) -> FilesHarness:
        return FilesHarness(tmp_path)


# dlt's own statements, as SQLAlchemy 2.1 sees them.
quiet = pytest.mark.filterwarnings("ignore:implicitly coercing SELECT object")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[DatabaseHarness]:
    made = DatabaseHarness(tmp_path, address("postgres"))
    yield made
    made.clean()


@quiet
@pytest.mark.long
@pytest.mark.timeout(480)
class TestOnDatabase(OutageSuite, PoisonSuite):
    """The behaviour suite, where a server can go away and refuse."""

    turned_away = ("role", "database", "shape")

    @pytest.fixture
    def harness(self, database: DatabaseHarness) -> DatabaseHarness:
        return database


@pytest.mark.long
class TestOnDuckdb(SinkSuite):
    """The behaviour suite, where dlt can merge; each load takes a second or two."""

    turned_away = ("folder", "no database")

    @pytest.fixture
    def harness(self, tmp_path: Path) -> DuckdbHarness:
        return DuckdbHarness(tmp_path)


def test_where_dlt_can_merge_a_batch_sent_again_is_there_once(tmp_path: Path) -> None:
    """By source and id."""
    harness = DuckdbHarness(tmp_path)
    sink = new_sink(harness.table())
    sink.open()
    for _ in range(2):
        assert set(sink.write(make_batch(1, 3))) == {OK}
    sink.close()
    assert sorted(e["id"] for e in harness.stored()) == ["e-1", "e-2", "e-3"]


def test_a_sink_that_is_behind_loads_seldom(tmp_path: Path) -> None:
    """A load takes a second whatever it holds: smaller ones would only be many."""
    harness = DuckdbHarness(tmp_path)
    with forwarding(tmp_path, harness.table(batch_events=1000)) as (log, running):
        for first in range(1, 5001, 1000):
            append(log, [to_log(event) for event in make_batch(first, first + 999).events])
        drained(running)
    with duckdb.connect(str(tmp_path / "lake.duckdb")) as db:
        loads = db.execute("SELECT count(DISTINCT _dlt_load_id), count(*) FROM touchline.events").fetchone()
    assert loads
    assert loads[0] <= 6  # the first may begin before all is in the log
    assert loads[1] == 5000


def test_a_destination_whose_package_is_missing_is_refused(tmp_path: Path) -> None:
    """The extra brings dlt; the destination's own package is the user's choice."""
    sink = new_sink(FilesHarness(tmp_path).table(destination="snowflake", credentials="snowflake://u:hunter2@h/d"))
    with pytest.raises(Refused) as caught:
        sink.open()
    sink.close()
    assert caught.value.reason == "dlt: the snowflake destination needs a package: pip install 'dlt[snowflake]'"


@pytest.mark.parametrize("name", ["bigquery", "redshift", "databricks", "synapse"])
def test_what_a_cloud_destination_lacks_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    """None can be reached from here: a package or a setting that is missing is named, and nothing of a password."""
    reason = probe(parse(FilesHarness(tmp_path).table(destination=name, settings={"password": "hunter2"})))
    assert reason
    assert "\n" not in reason
    assert "hunter2" not in reason
    assert re.fullmatch(
        rf"dlt: (Missing 1 field\(s\) in configuration `\w+`: `(credentials|bucket_url)`"
        rf"|the {name} destination needs a package: pip install 'dlt\[{name}\]\S*')",
        reason,
    ), reason


@quiet
@pytest.mark.parametrize("refusal", TestOnDatabase.turned_away)
def test_what_a_database_turns_away_is_named(database: DatabaseHarness, refusal: str) -> None:
    """Role, database, a table of another shape: paused, in one line, by `check`."""
    TestOnDatabase().test_what_the_store_turns_away_is_named_in_one_line(database, refusal)


@quiet
def test_a_refused_row_is_named_without_its_content(
    database: DatabaseHarness, capfd: pytest.CaptureFixture[str]
) -> None:
    """In the driver's first line; neither dlt's own log nor a traceback quotes the row. Neighbours arrive alone."""
    poison = database.poison()
    (outcome,) = write(database.table(), Batch("t", (poison,)))
    assert isinstance(outcome, Fatal)
    assert "violates check constraint" in outcome.reason
    assert "\n" not in outcome.reason
    assert write(database.table(), make_batch(1, 3)) == [OK] * 3
    assert "shop.example.com" not in outcome.reason + "".join(capfd.readouterr())


@quiet
def test_a_table_taken_away_is_refused(database: DatabaseHarness) -> None:
    """A person dropped it, so a person decides."""
    assert set(write(database.table(), make_batch(1, 2))) == {OK}
    database.db.execute(f"DROP TABLE {database.dataset}.events")
    with pytest.raises(Refused, match="does not exist"):
        write(database.table(), make_batch(3, 4))


@quiet
def test_a_server_that_goes_away_between_two_loads_is_an_outage(database: DatabaseHarness) -> None:
    """The batch comes again and is there once."""
    assert database.address
    proxy = Proxy(database.address)
    sink = new_sink(database.through(proxy.port))
    sink.open()
    assert set(sink.write(make_batch(1, 2))) == {OK}
    proxy.stop()
    with pytest.raises(Unavailable) as caught:
        sink.write(make_batch(3, 4))
    assert type(caught.value) is Unavailable
    assert "\n" not in caught.value.reason
    proxy.start()
    sink.close()
    sink.open()
    assert set(sink.write(make_batch(3, 4))) == {OK}
    sink.close()
    proxy.stop()
    assert sorted(e["id"] for e in database.stored()) == ["e-1", "e-2", "e-3", "e-4"]


def test_nothing_of_an_event_stays_in_the_folder(tmp_path: Path) -> None:
    """What was loaded is at the destination; an erasure there must not leave a copy here. Nobody else may look in."""
    harness = FilesHarness(tmp_path)
    assert set(write(harness.table(), make_batch(1, 5))) == {OK}
    (tmp_path / "lake").rename(tmp_path / "moved")
    (tmp_path / "lake").write_text("in the way")
    with pytest.raises((Refused, Unavailable)):
        write(harness.table(), make_batch(6, 9))
    kept = [path for path in (tmp_path / "pipeline").rglob("*") if path.is_file()]
    assert kept
    contents = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in kept]
    assert not [path for path, content in zip(kept, contents, strict=True) if b"shop.example.com" in content]
    assert stat.S_IMODE((tmp_path / "pipeline").stat().st_mode) == 0o700


def test_two_sinks_of_one_process_keep_apart(tmp_path: Path) -> None:
    """dlt knows one active pipeline; each event is still where it belongs, once."""
    harnesses = [FilesHarness(tmp_path / name) for name in ("a", "b")]

    def load(number: int) -> None:
        sink = new_sink(harnesses[number].table())
        sink.open()
        for step in range(3):
            first = 100 * number + 10 * step + 1
            assert set(sink.write(make_batch(first, first + 4))) == {OK}
        sink.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(load, range(2)))
    for number, harness in enumerate(harnesses):
        wanted = sorted(f"e-{100 * number + 10 * step + one}" for step in range(3) for one in range(1, 6))
        assert sorted(e["id"] for e in harness.stored()) == wanted


def test_it_reports_to_nobody() -> None:
    """dlt's usage reports are off before it could send one."""
    assert os.environ["RUNTIME__DLTHUB_TELEMETRY"] == "false"
