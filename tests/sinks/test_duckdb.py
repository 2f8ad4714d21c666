"""The duckdb sink, read with DuckDB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.forwarders import eventually
from support.sink_suite import Harness, Outage, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.sinks.base import OK, Unavailable
from touchline_collector.sinks.event import Event

HOLDER = """
import duckdb, sys
with duckdb.connect(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""


class DuckdbHarness(Harness):
    erases = True

    @property
    def path(self) -> Path:
        return self.folder / "events.duckdb"

    def table(self, **changes: Any) -> dict[str, Any]:
        return {"name": "duck", "kind": "duckdb", "path": str(self.path), "linger": 0, **changes}

    def query(self, sql: str, path: Path | None = None) -> Any:
        with duckdb.connect(str(path or self.path)) as db:
            return db.execute(sql).fetchall()

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(event) for (event,) in self.query("SELECT event FROM events")]

    def poison(self) -> Event:
        columns = "source VARCHAR, id VARCHAR, type VARCHAR, time VARCHAR, received_time VARCHAR, adjusted_time VARCHAR"
        rest = "channel VARCHAR, subject VARCHAR, event JSON, PRIMARY KEY (source, id), CHECK (id <> 'e-137')"
        self.query(f"CREATE TABLE events ({columns}, {rest})")
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        shape, keyless, text, file = (self.folder / name for name in ("shape.db", "keyless.db", "text.db", "file"))
        self.query("CREATE TABLE events (moment VARCHAR)", shape)
        columns = "source VARCHAR, id VARCHAR, type VARCHAR, time VARCHAR, received_time VARCHAR, adjusted_time VARCHAR"
        self.query(f"CREATE TABLE events ({columns}, channel VARCHAR, subject VARCHAR, event JSON)", keyless)
        text.write_text("this is no database" * 1000)
        file.touch()
        return {
            "folder": Refusal("File exists", self.table(path=str(file / "x.db"))),
            "shape": Refusal('Referenced column "source" not found', self.table(path=str(shape))),
            "key": Refusal("no primary key (source, id)", self.table(path=str(keyless))),
            "no database": Refusal("not a valid DuckDB", self.table(path=str(text))),
        }

    @contextmanager
    def outage(self) -> Iterator[Outage]:
        """Another process has the file open."""
        self.query("SELECT 1")
        with ExitStack() as stack:

            def stop() -> None:
                eventually(lambda: self._taken(stack), "opening the file between two writes")

            yield Outage(self.table(), stop, stack.close)

    def _taken(self, stack: ExitStack) -> bool:
        command = [sys.executable, "-c", HOLDER, str(self.path)]
        holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        stack.enter_context(holder)
        assert holder.stdin
        assert holder.stdout
        stack.callback(holder.stdin.close)
        return holder.stdout.readline() == "open\n"


@pytest.fixture
def harness(tmp_path: Path) -> DuckdbHarness:
    return DuckdbHarness(tmp_path)


class TestDuckdb(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = ("folder", "shape", "key", "no database")


READER = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as db:
    print(*db.execute("SELECT count(*) FROM events").fetchone(), flush=True)
    sys.stdin.readline()
"""


def test_a_reader_may_open_the_file_between_writes(harness: DuckdbHarness) -> None:
    """While it reads, a batch waits as in an outage; then it is taken."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 5))
    command = [sys.executable, "-c", READER, str(harness.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "5\n"
        with pytest.raises(Unavailable, match="another process has it open"):
            sink.write(make_batch(6, 7))
        reader.stdin.write("done\n")
        reader.stdin.flush()
        reader.wait(20)
        assert set(sink.write(make_batch(6, 7))) == {OK}
    assert len(harness.stored()) == 7
