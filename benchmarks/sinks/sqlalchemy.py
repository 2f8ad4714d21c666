"""psycopg's executemany: what SQLAlchemy's PostgreSQL dialect runs on."""

from collections.abc import Sequence
from typing import Any

import psycopg

from sinks.postgres import Postgres
from touchline_collector.sinks.postgres import TABLE
from touchline_collector.sinks.rows import COLUMNS


class Sqlalchemy(Postgres):
    def table(self) -> dict[str, Any]:
        url = self.url.replace("postgresql://", "postgresql+psycopg://")
        return {"kind": "sqlalchemy", "url": url, "table": f"{self.schema}.events"}

    def raw(self, batches: Sequence[Any]) -> None:
        self.db.execute(TABLE.format(table=f"{self.schema}.raw"))
        marks = ", ".join(["%s"] * len(COLUMNS))
        insert = f"INSERT INTO {self.schema}.raw ({', '.join(COLUMNS)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        with psycopg.connect(self.url) as db:
            for batch in batches:
                db.cursor().executemany(insert, batch)
                db.commit()


CASE = Sqlalchemy
