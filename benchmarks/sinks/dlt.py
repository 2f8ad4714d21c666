"""dlt loading ready rows into DuckDB, one package a batch, appended: with nothing to make a second copy harmless."""

from collections.abc import Sequence
from typing import Any

import dlt

from sinks.case import Case
from touchline_collector.sinks.dlt import HINTS
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import COLUMNS, row


class Dlt(Case):
    events = 40_000

    def table(self) -> dict[str, Any]:
        place = {"destination": "duckdb", "credentials": str(self.folder / "events.duckdb")}
        return {"kind": "dlt", "folder": str(self.folder / "packages"), "batch_events": 10_000, **place}

    def rows(self, events: Sequence[Event]) -> Any:
        return [dict(zip(COLUMNS, row(event), strict=True)) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        pipeline = dlt.pipeline(
            "raw",
            pipelines_dir=str(self.folder / "raw"),
            destination=dlt.destinations.duckdb(str(self.folder / "raw.duckdb")),
            dataset_name="plain",  # a catalog of the same name, the file's, would make every name ambiguous
        )
        for batch in batches:
            loaded = pipeline.run(batch, table_name="events", write_disposition="append", columns=HINTS)
            loaded.raise_on_failed_jobs()


CASE = Dlt
