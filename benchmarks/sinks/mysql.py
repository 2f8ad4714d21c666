"""PyMySQL's own multi-row insert."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymysql

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.mysql import COLLATIONS, TABLE
from touchline_collector.sinks.rows import COLUMNS, row


class Mysql(Case):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.address = address("mysql", 3306)
        self.database = unique()
        self.query(f"CREATE DATABASE {self.database}")

    def connect(self, **options: Any) -> Any:
        return pymysql.connect(host=self.address[0], port=self.address[1], user="root", charset="utf8mb4", **options)

    def query(self, sql: str) -> None:
        with self.connect() as db, db.cursor() as cursor:
            cursor.execute(sql)

    def table(self) -> dict[str, Any]:
        return {"kind": "mysql", "url": f"mysql://root@{self.address[0]}:{self.address[1]}/{self.database}"}

    def rows(self, events: Sequence[Event]) -> Any:
        return [row(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        with self.connect(database=self.database) as db, db.cursor() as cursor:
            cursor.execute(TABLE.format(table="raw", collation=COLLATIONS[-1]))
            insert = f"INSERT INTO raw ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
            for batch in batches:
                cursor.executemany(insert, batch)
                db.commit()

    def close(self) -> None:
        self.query(f"DROP DATABASE {self.database}")


CASE = Mysql
