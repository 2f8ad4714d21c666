"""pyarrow: one synced file a batch."""

import os
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from sinks.case import Case
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.parquet import SCHEMA
from touchline_collector.sinks.rows import row


class Parquet(Case):
    def table(self) -> dict[str, Any]:
        return {"kind": "parquet", "path": str(self.folder / "lake"), "batch_events": 10_000}

    def rows(self, events: Sequence[Event]) -> Any:
        return list(zip(*(row(event) for event in events), strict=True))

    def raw(self, batches: Sequence[Any]) -> None:
        for number, columns in enumerate(batches):
            table = pa.Table.from_arrays([pa.array(c, pa.string()) for c in columns], schema=SCHEMA)
            path = self.folder / f"raw-{number}.parquet"
            pyarrow.parquet.write_table(table, path, compression="zstd")
            with path.open("rb") as file:
                os.fsync(file.fileno())


CASE = Parquet
