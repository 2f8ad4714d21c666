"""pyarrow: rows made columns, one file a batch, synced, renamed into its day's and type's folder, that synced."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from sinks.case import Case
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.parquet import SCHEMA
from touchline_collector.sinks.rows import row


class Parquet(Case):
    events = 200_000

    def table(self) -> dict[str, Any]:
        return {"kind": "parquet", "path": str(self.folder / "lake"), "batch_events": 10_000}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        for number, rows in enumerate(batches):
            place = self.folder / f"raw/date={rows[0][3][:10]}/type={rows[0][2]}"  # one day and type in all
            place.mkdir(parents=True, exist_ok=True)
            table = pa.Table.from_arrays([pa.array(c, pa.string()) for c in zip(*rows, strict=True)], schema=SCHEMA)
            path = place / f"{number}.parquet.new"
            pyarrow.parquet.write_table(table, path, compression="zstd")
            sync(path)
            path.rename(path.with_suffix(""))
            sync(place)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


CASE = Parquet
