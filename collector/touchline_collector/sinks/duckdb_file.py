"""A DuckDB file, inserted into where absent.

DuckDB lets either one process write a file or many read it. The sink therefore holds the file only while it writes:
between two batches anybody may open it, and while somebody reads, a batch waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import duckdb

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
from touchline_collector.sinks.rows import COLUMNS, columns


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a duckdb sink."""

    path: Path = option("the database file; made where it is missing")
    threads: int = option("threads that DuckDB may use for one write", 1, least=1)


TABLE = """
CREATE TABLE IF NOT EXISTS events (
  source VARCHAR NOT NULL, id VARCHAR NOT NULL, type VARCHAR NOT NULL, time VARCHAR, received_time VARCHAR,
  adjusted_time VARCHAR, channel VARCHAR, subject VARCHAR, event JSON NOT NULL, PRIMARY KEY (source, id)
)
"""
# Whole columns as lists: a statement for each row is a hundred times slower.
INSERT = f"INSERT INTO events ({', '.join(COLUMNS)}) SELECT {', '.join(['unnest(?::VARCHAR[])'] * len(COLUMNS))} ON CONFLICT DO NOTHING"  # noqa: E501 - constants
KEY = """
SELECT 1 FROM duckdb_constraints() WHERE table_name = 'events' AND constraint_column_names = ['source', 'id']
"""
FIND = "SELECT source, id, event::VARCHAR FROM events WHERE contains(event::VARCHAR, ?)"
DELETE = "DELETE FROM events WHERE source = ? AND id = ?"


class DuckdbSink(Sink):
    """Opens the file, writes one transaction, closes it."""

    guarantee: ClassVar[str] = "exactly once in effect"
    # A column store wants large batches, and readers want the file free in between.
    limits: ClassVar[Limits] = Limits(events=20_000, bytes=32 * 1024 * 1024, linger=2.0, start=20_000, target=5.0)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._opened = False

    def open(self) -> None:
        """Make file and table where they are missing."""
        try:
            self.options.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{self.options.path}: {error.strerror}") from error
        with self._connection() as connection:
            connection.execute(TABLE)
            connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events LIMIT 0")  # noqa: S608 - constants
            if not connection.execute(KEY).fetchall():
                raise Refused(f"{self.options.path}: table events has no primary key (source, id)")

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One transaction; the existing row wins."""
        with self._connection() as connection:
            try:
                connection.execute(INSERT, columns(batch.events))
            except (duckdb.DataError, duckdb.IntegrityError) as error:
                return batch.all(Fatal("duckdb.refused", _kind(error)))
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows; DuckDB gives their space to later ones at the next checkpoint."""
        with self._connection() as connection:
            found: set[tuple[str, str]] = set()
            for needle in erasing.needles(persons):
                found.update(erasing.chosen(connection.execute(FIND, [needle]).fetchall(), persons))
            for key in sorted(found):
                connection.execute(DELETE, list(key))
            connection.execute("CHECKPOINT")
        return len(found)

    def close(self) -> None:
        """Nothing is held between two writes."""

    @contextmanager
    def _connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with duckdb.connect(str(self.options.path), config={"threads": self.options.threads}) as connection:
                yield connection
        except duckdb.Error as error:
            raise self._trouble(error) from error

    def _trouble(self, error: duckdb.Error) -> SinkError:
        """A file in use or a full disk passes; a file of another kind or a table of another shape does not."""
        text = str(error)
        passing = isinstance(error, duckdb.OperationalError) and "not a valid" not in text and "Permission" not in text
        said = "another process has it open" if "lock" in text else text.splitlines()[0]
        return (Unavailable if passing else Refused)(f"{self.options.path}: {said[:300]}")


def _kind(error: duckdb.Error) -> str:
    """The kind of error only: its message quotes the value."""
    return str(error).partition(":")[0].strip()[:100] or type(error).__name__


SINK = DuckdbSink
