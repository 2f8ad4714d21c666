"""psycopg: COPY straight into the table, with nothing to make a second copy harmless."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.postgres import TABLE
from touchline_collector.sinks.rows import COLUMNS, row


class Postgres(Case):
    events = 60_000

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        host, port = address("postgres", 5432)
        self.url = f"postgresql://postgres@{host}:{port}/test"
        self.schema = unique()
        self.db = psycopg.connect(self.url, autocommit=True)
        self.db.execute(f"CREATE SCHEMA {self.schema}")

    def table(self) -> dict[str, Any]:
        return {"kind": "postgres", "url": self.url, "table": f"{self.schema}.events"}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        self.db.execute(TABLE.format(table=f"{self.schema}.raw"))
        with psycopg.connect(self.url) as db:
            for batch in batches:
                with db.cursor().copy(f"COPY {self.schema}.raw ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                    for cells in batch:
                        copy.write_row(cells)
                db.commit()

    def close(self) -> None:
        self.db.execute(f"DROP SCHEMA {self.schema} CASCADE")
        self.db.close()


CASE = Postgres
