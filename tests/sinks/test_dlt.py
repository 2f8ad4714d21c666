"""The dlt sink, on the destinations that need no server: files, and DuckDB, where dlt can merge."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.sink_suite import Harness, SinkSuite, make_batch, new_sink
from touchline_collector.sinks.base import OK, Refused


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

    def refusals(self) -> dict[str, dict[str, Any]]:
        return {"nosuch": self.table(destination="nosuch", credentials="hunter2")}


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


class TestOnFiles(SinkSuite):
    """The behaviour suite."""

    @pytest.fixture
    def harness(self, tmp_path: Path) -> FilesHarness:
        return FilesHarness(tmp_path)


@pytest.mark.long
class TestOnDuckdb(SinkSuite):
    """The behaviour suite, where dlt can merge; each load takes a second or two."""

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


def test_a_destination_whose_package_is_missing_is_refused(tmp_path: Path) -> None:
    """The extra brings dlt; the destination's own package is the user's choice."""
    sink = new_sink(FilesHarness(tmp_path).table(destination="snowflake", credentials="snowflake://u:hunter2@h/d"))
    with pytest.raises(Refused) as caught:
        sink.open()
    sink.close()
    assert "hunter2" not in caught.value.reason
