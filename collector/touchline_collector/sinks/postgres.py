"""PostgreSQL: COPY straight into the table, and where a key is there already, insert where absent.

Nearly always every event of a batch is new, and COPY alone is twice as fast as any way that asks first. When it meets a
key that exists, it leaves nothing; the batch then goes into a staging table of the session, and from there to the
table, the existing row winning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

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
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.certificates import distrusted
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, row


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a postgres sink."""

    url: str = option("postgresql://user:password@host/database, or a libpq connection string", secret=True)
    table: str = option("the table, with its schema where it is not on the search path", "events")
    create: bool = option("make the table where it is missing", default=True)
    timeout: float = option("seconds to connect, and for one write", 30.0, least=1)


# Collation C: keys are compared by their bytes, and times sort as the text they are.
TABLE = """
CREATE TABLE IF NOT EXISTS {table} (
  source text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL,
  time text COLLATE "C", received_time text COLLATE "C", adjusted_time text COLLATE "C",
  channel text COLLATE "C", subject text COLLATE "C", event jsonb NOT NULL, PRIMARY KEY (source, id)
)
"""
STAGING = "CREATE TEMPORARY TABLE touchline_staging ON COMMIT DELETE ROWS AS SELECT {columns} FROM {table} WITH NO DATA"
COPY = "COPY {table} ({columns}) FROM STDIN"
INSERT = "INSERT INTO {table} ({columns}) SELECT {columns} FROM touchline_staging ON CONFLICT (source, id) DO NOTHING"
FIND = "SELECT source, id, event::text FROM {table} WHERE event -> 'data' @> %s"
DELETE = "DELETE FROM {table} WHERE source = %s AND id = %s"

# SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_EVENTS_FAULT = ("21", "22", "23")  # cardinality, data, constraints
_SOMEBODY_MUST_ACT = ("0A", "28", "3D", "3F", "42", "44")  # authorization, no such database, schema, table, column
_TOO_LARGE = ("54",)  # a row or a field beyond the server's limits


class PostgresSink(Sink):
    """One connection; one transaction a batch."""

    guarantee: ClassVar[str] = "exactly once in effect"
    limits: ClassVar[Limits] = Limits(events=5000, bytes=8 * 1024 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._table = sql.Identifier(*options.table.split("."))
        self._connection: psycopg.Connection[Any] | None = None

    def open(self) -> None:
        """Connect, make the table if that is wanted, and the staging table."""
        self.close()
        milliseconds = int(self.options.timeout * 1000)
        try:
            self._connection = psycopg.connect(
                self.options.url,
                autocommit=True,
                connect_timeout=max(2, int(self.options.timeout)),  # libpq takes no less than two seconds
                application_name="touchline-collector",
                options=f"-c statement_timeout={milliseconds} -c synchronous_commit=on",
                tcp_user_timeout=milliseconds,
            )
            self._prepare(self._connection)
        except psycopg.Error as error:
            self.close()
            raise trouble(error) from error

    def check(self) -> None:
        """Prove that rows may be inserted."""
        try:
            with self._open_connection.transaction(force_rollback=True):
                self._open_connection.execute(self._sql(INSERT))
        except psycopg.Error as error:
            raise trouble(error) from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One transaction; the existing row wins."""
        try:
            try:
                self._copy(batch.events, self._table)
            except psycopg.errors.UniqueViolation:
                self._copy(batch.events, sql.Identifier("touchline_staging"), then=self._sql(INSERT))
        except psycopg.Error as error:
            return batch.all(refusal(error))
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows; the server's own vacuum gives their space back."""
        if self._connection is None:
            self.open()
        connection = self._open_connection
        try:
            with connection.transaction():
                found: set[tuple[str, str]] = set()
                for person in persons:
                    wanted = {"identities": [{"type": person.type, "value": person.value}]}
                    rows = connection.execute(self._sql(FIND), [Jsonb(wanted)])
                    found.update(erasing.chosen(rows, persons))
                with connection.cursor() as cursor:
                    cursor.executemany(self._sql(DELETE), sorted(found))
        except psycopg.Error as error:
            raise trouble(error) from error
        return len(found)

    def close(self) -> None:
        """Disconnect."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def _open_connection(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            raise Unavailable("not connected")
        return self._connection

    def _copy(self, events: Sequence[Event], table: sql.Identifier, then: sql.Composed | None = None) -> None:
        """All rows or none; the server works on the first while we make the next."""
        with self._open_connection.transaction(), self._open_connection.cursor() as cursor:
            with cursor.copy(self._sql(COPY, table)) as copy:
                for event in events:
                    copy.write_row(row(event))
            if then is not None:
                cursor.execute(then)

    def _sql(self, text: str, table: sql.Identifier | None = None) -> sql.Composed:
        columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
        return sql.SQL(text).format(table=table or self._table, columns=columns)

    def _prepare(self, connection: psycopg.Connection[Any]) -> None:
        if self.options.create:
            connection.execute(self._sql(TABLE))
        connection.execute(self._sql(STAGING))
        # Planned, not run: finds a table without the unique key that ON CONFLICT needs.
        connection.execute(sql.SQL("EXPLAIN ") + self._sql(INSERT))


def refusal(error: psycopg.Error) -> Outcome:
    """What an error of the server means for the batch. Raises where it is not about the events."""
    state = error.sqlstate or ""
    if state.startswith(_TOO_LARGE):
        return TooLarge(one_line(error))
    if state.startswith(_EVENTS_FAULT):
        return Fatal(f"postgres.{state}", one_line(error))
    if isinstance(error, psycopg.DataError):  # found by the driver before it was sent
        return Fatal("postgres.data", one_line(error))
    raise trouble(error) from error


def trouble(error: psycopg.Error) -> SinkError:
    """An outage, or a server that turns us away. Failures to connect carry no SQLSTATE, only the server's FATAL."""
    state = error.sqlstate
    if state is not None:
        kind = Refused if state.startswith((*_SOMEBODY_MUST_ACT, *_EVENTS_FAULT)) else Unavailable
        return kind(one_line(error))
    if isinstance(error, psycopg.ProgrammingError):
        return Refused("url is no connection string that PostgreSQL understands")
    text = str(error)
    passing = ("starting up", "shutting down", "recovery", "too many", "connection slots", "terminating")
    said_no = "FATAL:" in text or "no password supplied" in text  # the client's own words: it was asked for one
    turned_away = distrusted(error) or (said_no and not any(word in text for word in passing))
    return (Refused if turned_away else Unavailable)(one_line(error))


def one_line(error: psycopg.Error) -> str:
    """The server's first line, without the detail that quotes the row."""
    text = error.diag.message_primary or str(error) or type(error).__name__
    said = text.split("FATAL:", 1)[-1].strip().splitlines()
    return (said[0] if said else type(error).__name__)[:300]


SINK = PostgresSink
