"""SQLite: a file with one row an event, readable with any SQLite client while the collector writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

from touchline_collector.errors import StorageDamaged, StorageError, StorageFailed, StorageFull
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import OK, Batch, Fatal, Outcome, Person, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, sortable
from touchline_collector.sqlite import Connection, connect, translated


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
# The other columns are taken out of the event by SQLite itself: it parses each event once, outside Python's lock, and
# takes a fifth of the time. What is UTC already is only brought to its width; the rest goes through `sortable`.
_TIME = """CASE
  WHEN {0} GLOB '????-??-??T??:??:[0-5]?Z' THEN substr({0}, 1, 19) || '.000000Z'
  WHEN {0} GLOB '????-??-??T??:??:[0-5]?.*Z' THEN substr(substr({0}, 1, length({0}) - 1) || '000000', 1, 26) || 'Z'
  WHEN {0} GLOB '????-??-??T??:??:[0-5]?*[+-][0-2][0-9]:[0-5][0-9]' THEN
    strftime('%Y-%m-%dT%H:%M:%S.', substr({0}, 1, 19) || substr({0}, -6))
      || substr(substr({0}, 21, max(0, length({0}) - 26)) || '000000', 1, 6) || 'Z'
  WHEN {0} IS NOT NULL THEN touchline_sortable({0}) END"""
_TEXT = "CASE json_type(event, '$.{0}') WHEN 'text' THEN event ->> '$.{0}' END"
_EXTRACTED = ", ".join(
    [_TIME.format(f"(event ->> '$.{name}')") for name in ("time", "receivedtime", "adjustedtime")]
    + [_TEXT.format(name) for name in ("data.channel", "subject")]
)
INSERT = f"""
INSERT INTO events ({", ".join(COLUMNS)}) SELECT source, id, type, {_EXTRACTED}, event
FROM (SELECT column1 AS source, column2 AS id, column3 AS type, column4 AS event FROM (VALUES {{values}}))
WHERE true ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants
# One statement carries many rows: each step hands the interpreter to other threads and has to win it back. SQLite
# takes 32,766 parameters; beyond a few hundred rows a statement nothing more is gained.
ROWS = 200
# A checkpoint every 16 MB instead of every 4: a quarter of the syncs, and a WAL that stays small.
_SETUP = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"


class SqliteSink(Sink):
    """Inserts; where (source, id) is there already, the existing row wins."""

    guarantee: ClassVar[str] = "exactly once in effect"

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
        connection.create_scalar_function("touchline_sortable", _sortable, 1, deterministic=True)
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
                self._insert([(e.source, e.id, e.type, e.body.decode()) for e in batch.events])
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

    def _insert(self, rows: list[tuple[str, str, str, str]]) -> None:
        connection = self._open_connection
        with connection:
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
        with connection:
            connection.executemany("DELETE FROM events WHERE source = ? AND id = ?", sorted(found))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return len(found)

    def _trouble(self, error: StorageError) -> SinkError:
        """An outage, except where the file itself is no database or may not be written."""
        kind = (
            Unavailable if isinstance(error, (StorageFull, StorageFailed)) and "CantOpen" not in str(error) else Refused
        )
        return kind(f"{self.path}: {error}")


def _sortable(*values: Any) -> str | None:
    """`sortable` as a function of SQL."""
    return sortable(values[0])


@cache
def _insert_sql(rows: int) -> str:
    return INSERT.format(values=",".join(["(?,?,?,?)"] * rows))


SINK = SqliteSink
