"""SQLite with ready rows: one transaction a batch, as safe as the sink's."""

from collections.abc import Sequence
from typing import Any

import apsw

from sinks.case import Case
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rows import COLUMNS, row
from touchline_collector.sinks.sqlite import _SETUP, INDEX, TABLE


class Sqlite(Case):
    events = 100_000

    def table(self) -> dict[str, Any]:
        return {"kind": "sqlite", "path": str(self.folder / "events.db")}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        db = apsw.Connection(str(self.folder / "raw.db"))
        for sql in (_SETUP, TABLE, INDEX):
            db.execute(sql).fetchall()
        insert = f"INSERT INTO events VALUES ({','.join('?' * len(COLUMNS))}) ON CONFLICT DO NOTHING"
        for batch in batches:
            with db:
                db.executemany(insert, batch)
        db.close()


CASE = Sqlite
