"""SQLite: a file with one row an event, readable with any SQLite client while the collector writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import ClassVar

from touchline_collector.errors import StorageDamaged, StorageError, StorageFailed, StorageFull
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Outcome,
    Person,
    Refused,
    Sink,
    SinkError,
    Unavailable,
)
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, Row, row
from touchline_collector.sqlite import Connection, connect, transaction, translated


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a sqlite sink."""

    path: Path = option("the database file; made where it is missing")


TABLE = """
CREATE TABLE IF NOT EXISTS events (
  source TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, time TEXT, received_time TEXT, adjusted_time TEXT,
  channel TEXT, subject TEXT, event TEXT NOT NULL, PRIMARY KEY (source, id)
);
"""
INDEX = "CREATE INDEX IF NOT EXISTS events_time ON events (time)"
_MARKS = f"({','.join('?' * len(COLUMNS))})"
INSERT = f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES {{values}} ON CONFLICT DO NOTHING"  # noqa: S608 - constants
# One statement carries many rows: each step hands the interpreter to other threads and has to win it back. SQLite
# takes 32,766 parameters; beyond a few hundred rows a statement nothing more is gained.
ROWS = 200
# Pages of 16 KiB hold some twenty events where the usual 4 KiB hold five: measured, 3.8 instead of 5.9 microseconds a
# row, and for random ids, where each row touches a page of the key, a fifth more bytes written. A file that is there
# already keeps its pages. A checkpoint every 4,000 pages copies a page once that many rows touched.
_SETUP = """
PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
PRAGMA cache_size = -8192;
"""


class SqliteSink(Sink):
    """Inserts; where (source, id) is there already, the existing row wins."""

    guarantee: ClassVar[str] = "exactly once in effect"
    # A batch takes two commits of the log and one here, whatever it holds. Events that come one by one, thousands a
    # second, fill it in this time; measured, that saves a fifteenth of all their cost, and nobody who looks sees it.
    limits: ClassVar[Limits] = Limits(linger=0.02)

    def __init__(self, options: Options) -> None:
        self.path = options.path
        self._connection: Connection | None = None

    def open(self) -> None:
        """Make file and table where they are missing."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with translated():
                self._connection = connect(self.path)
                self._prepare(self._connection)
        except StorageError as error:
            raise self._trouble(error) from error
        except OSError as error:
            raise Refused(f"{self.path}: {error.strerror}") from error

    def _prepare(self, connection: Connection) -> None:
        connection.execute(_SETUP).fetchall()
        connection.execute(TABLE).fetchall()
        found = {name for _, name, *_ in connection.execute("PRAGMA table_info(events)")}
        if missing := set(COLUMNS) - found:
            raise Refused(f"{self.path}: table events has no column {', '.join(sorted(missing))}")
        connection.execute(INDEX).fetchall()

    def check(self) -> None:
        """Prove that the file can be written."""
        try:
            with translated():
                self._open_connection.execute("BEGIN IMMEDIATE; ROLLBACK").fetchall()
        except StorageError as error:
            raise self._trouble(error) from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One transaction, one sync."""
        try:
            with translated():
                self._insert(list(map(row, batch.events)))
        except (StorageFull, StorageFailed, StorageDamaged) as error:
            raise self._trouble(error) from error
        except StorageError as error:
            return batch.all(Fatal("sqlite.refused", str(error)))
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows, overwrite their bytes, empty the WAL."""
        if self._connection is None:
            self.open()
        try:
            with translated():
                return self._erase(self._open_connection, persons)
        except StorageError as error:
            raise self._trouble(error) from error

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise Unavailable(f"{self.path} is not open")
        return self._connection

    def _insert(self, rows: list[Row]) -> None:
        connection = self._open_connection
        with transaction(connection):
            for start in range(0, len(rows), ROWS):
                part = rows[start : start + ROWS]
                connection.execute(_insert_sql(len(part)), tuple(chain.from_iterable(part)))

    @staticmethod
    def _erase(connection: Connection, persons: Sequence[Person]) -> int:
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        found: set[tuple[str, str]] = set()
        for needle in erasing.needles(persons):
            rows = connection.execute("SELECT source, id, event FROM events WHERE instr(event, ?)", (needle,))
            found.update(erasing.chosen(rows, persons))
        with transaction(connection):
            connection.executemany("DELETE FROM events WHERE source = ? AND id = ?", sorted(found))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return len(found)

    def _trouble(self, error: StorageError) -> SinkError:
        """An outage, except where the file itself is no database or may not be written."""
        kind = (
            Unavailable if isinstance(error, (StorageFull, StorageFailed)) and "CantOpen" not in str(error) else Refused
        )
        return kind(f"{self.path}: {error}")


@cache
def _insert_sql(rows: int) -> str:
    return INSERT.format(values=",".join([_MARKS] * rows))


SINK = SqliteSink
