"""DuckDB fed with rows turned into columns, the file held open throughout."""

from collections.abc import Sequence
from typing import Any

import duckdb

from sinks.case import Case
from touchline_collector.sinks.duckdb_file import INSERT, TABLE
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import row


class Duckdb(Case):
    events = 40_000

    def table(self) -> dict[str, Any]:
        return {"kind": "duckdb", "path": str(self.folder / "events.duckdb")}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        with duckdb.connect(str(self.folder / "raw.duckdb"), config={"threads": 1}) as db:
            db.execute(TABLE)
            for batch in batches:
                db.execute(INSERT, [list(column) for column in zip(*batch, strict=True)])


CASE = Duckdb
