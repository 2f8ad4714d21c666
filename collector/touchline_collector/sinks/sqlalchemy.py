"""Any database that SQLAlchemy has a dialect for: insert where absent, in the dialect's own words where it has them.

A dialect without such words is asked which keys there are, and gets the others; the primary key decides where somebody
else was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import mssql, mysql, postgresql, sqlite

from touchline_collector.errors import ConfigError
from touchline_collector.sinks import dbapi, erasing
from touchline_collector.sinks.base import OK, Batch, Fatal, Outcome, Person, Refused, Sink, SinkError, Unavailable
from touchline_collector.sinks.deadline import Deadline
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, WIDTH, row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a sqlalchemy sink."""

    url: str = option("dialect+driver://user:password@host/database, as SQLAlchemy writes it", secret=True)
    table: str = option("the table, with its schema where it is another: other.events", "events")
    create: bool = option("make the table where it is missing", default=True)
    timeout: float = option("seconds for connecting, and for one write", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find a URL that names no dialect."""
        try:
            sa.make_url(self.url).get_dialect()
        except exc.NoSuchModuleError as error:
            raise ConfigError(f"sqlalchemy: {error}; is its package installed?") from None
        except exc.ArgumentError:
            raise ConfigError("sqlalchemy: url must look like dialect+driver://user:password@host/database") from None


# Keys are compared byte by byte: these dialects fold case or ignore trailing spaces unless told otherwise. And text is
# UTF-8: SQL Server's VARCHAR keeps only what the code page of its collation has, unless that is one of UTF-8 (2019 on).
COLLATIONS = {"mssql": "Latin1_General_100_BIN2_UTF8", "mariadb": "utf8mb4_nopad_bin", "mysql": "utf8mb4_0900_bin"}
# Keys asked for at a time: SQL Server takes 2,100 parameters a statement, Oracle 1,000 items a list.
KEYS = 500


class SqlalchemySink(Sink):
    """One connection; one transaction a batch. The existing row wins."""

    guarantee: ClassVar[str] = "exactly once in effect, by the primary key"

    def __init__(self, options: Options) -> None:
        self.options = options
        self._thread: Deadline | None = None
        self._connection: sa.Connection | None = None
        self._table = sa.Table("events", sa.MetaData())
        self._insert: sa.Insert | None = None

    def open(self) -> None:
        """Connect, make the table if that is wanted, and see that it can take our rows."""
        self.close()
        self._thread = Deadline("touchline-sqlalchemy")
        self._run(self._connect)

    def check(self) -> None:
        """Prove that rows may be inserted: one is, and is taken back."""
        self._run(self._try_insert)

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One transaction."""
        rows = [dict(zip(COLUMNS, row(event), strict=True)) for event in batch.events]
        try:
            self._run(lambda: self._write(rows))
        except _RefusedRows as refused:
            return batch.all(Fatal(refused.code, refused.reason))
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows."""
        if self._thread is None:
            self.open()
        return self._run(lambda: self._erase(persons))

    def close(self) -> None:
        """Disconnect."""
        thread, self._thread = self._thread, None
        connection, self._connection = self._connection, None
        if thread is not None:
            thread.close(connection.close if connection is not None else lambda: None, self.options.timeout)

    def _run(self, call: Callable[[], T]) -> T:
        if self._thread is None:
            raise Unavailable("the database is not open")
        try:
            return self._thread.run(call, self.options.timeout)
        except TimeoutError as error:
            raise Unavailable(f"the database did not answer in {self.options.timeout:g} s") from error
        except (exc.SQLAlchemyError, ImportError, OSError) as error:
            raise trouble(error) from error

    # -- in the thread of the connection ---------------------------------------------------------------------------

    def _connect(self) -> None:
        engine = sa.create_engine(self.options.url, poolclass=sa.NullPool, hide_parameters=True)
        self._connection = connection = engine.connect()
        dialect = connection.dialect
        name = "mariadb" if getattr(dialect, "is_mariadb", False) else dialect.name
        self._table = events(self.options.table, COLLATIONS.get(name))
        if self.options.create:
            self._table.metadata.create_all(connection)
        self._see_shape(sa.inspect(connection))
        connection.commit()
        make = INSERTS.get(dialect.name)
        self._insert = make(self._table) if make is not None else None

    def _see_shape(self, inspector: sa.Inspector) -> None:
        name, schema, shown = self._table.name, self._table.schema, self.options.table
        if not inspector.has_table(name, schema):
            raise Refused(f"table {shown} does not exist; make it, or set create = true")
        found = {str(column["name"]).lower() for column in inspector.get_columns(name, schema)}
        if missing := set(COLUMNS) - found:
            raise Refused(f"table {shown} has no column {', '.join(sorted(missing))}")
        keys = [inspector.get_pk_constraint(name, schema)["constrained_columns"]]
        keys += [unique["column_names"] for unique in inspector.get_unique_constraints(name, schema)]
        if not any(sorted(map(str.lower, key)) == ["id", "source"] for key in keys):
            raise Refused(f"table {shown} has no unique key on (source, id)")

    def _try_insert(self) -> None:
        empty = dict.fromkeys(COLUMNS)
        with self._transaction() as transaction:
            self._put([{**empty, "source": "touchline:check", "id": "check", "type": "check", "event": "{}"}])
            transaction.rollback()

    def _write(self, rows: list[dict[str, str | None]]) -> None:
        try:
            with self._transaction():
                self._put(rows)
        except (exc.IntegrityError, exc.DataError) as error:
            raise _RefusedRows(type(error).__name__, dbapi.in_one_line(error.orig or error)) from error

    def _put(self, rows: list[dict[str, str | None]]) -> None:
        connection = self._open_connection
        if self._insert is not None:
            connection.execute(self._insert, rows)
            return
        absent = self._absent(rows)
        if absent:
            connection.execute(sa.insert(self._table), absent)

    def _absent(self, rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
        """The rows whose keys are not in the table, each key once."""
        wanted = {(row_["source"], row_["id"]): row_ for row_ in reversed(rows)}
        ids = sorted({str(id_) for _, id_ in wanted})
        columns = self._table.c
        for start in range(0, len(ids), KEYS):
            asked = sa.select(columns.source, columns.id).where(columns.id.in_(ids[start : start + KEYS]))
            for source, id_ in self._open_connection.execute(asked):
                wanted.pop((source, id_), None)
        return list(wanted.values())

    def _erase(self, persons: Sequence[Person]) -> int:
        columns, found = self._table.c, set[tuple[str, str]]()
        with self._transaction():
            for needle in erasing.needles(persons):
                asked = sa.select(columns.source, columns.id, columns.event)
                rows = self._open_connection.execute(asked.where(columns.event.contains(needle, autoescape=True)))
                found.update(erasing.chosen(((row_[0], row_[1], row_[2]) for row_ in rows), persons))
            for source, id_ in sorted(found):
                gone = sa.delete(self._table).where(columns.source == source, columns.id == id_)
                self._open_connection.execute(gone)
        return len(found)

    def _transaction(self) -> sa.RootTransaction:
        return self._open_connection.begin()

    @property
    def _open_connection(self) -> sa.Connection:
        if self._connection is None:
            raise Unavailable("the database is not open")
        return self._connection


class _RefusedRows(Exception):  # noqa: N818 - caught where it is raised
    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = f"sql.{kind.removesuffix('Error').lower()}", reason


def events(name: str, collation: str | None) -> sa.Table:
    """The table of every SQL sink, in the types that all dialects have."""
    schema, _, table = name.rpartition(".")

    def text(length: int) -> sa.String:
        return sa.String(length, collation=collation)

    # SQL Server's TEXT is an older type that takes no UTF-8; without a length its VARCHAR is VARCHAR(max).
    text_max = sa.Text(collation=collation).with_variant(mssql.VARCHAR(collation=collation), "mssql")
    long = text_max.with_variant(mysql.LONGTEXT(collation=collation), "mysql", "mariadb")
    return sa.Table(
        table,
        sa.MetaData(),
        sa.Column("source", text(512), primary_key=True),
        sa.Column("id", text(128), primary_key=True),
        sa.Column("type", text(255), nullable=False),
        sa.Column("time", sa.String(WIDTH)),
        sa.Column("received_time", sa.String(WIDTH)),
        sa.Column("adjusted_time", sa.String(WIDTH)),
        sa.Column("channel", text(255)),
        sa.Column("subject", text_max),
        sa.Column("event", long, nullable=False),
        schema=schema or None,
    )


def _do_nothing(table: sa.Table) -> sa.Insert:
    return postgresql.insert(table).on_conflict_do_nothing()


def _keep(table: sa.Table) -> sa.Insert:
    """Not INSERT IGNORE, which would also cut what is too long and call it a warning."""
    return mysql.insert(table).on_duplicate_key_update(source=table.c.source)


# By the dialect's name: others that are made from PostgreSQL's, as Redshift's is, do not know its words for it.
INSERTS: dict[str, Callable[[sa.Table], sa.Insert]] = {
    **dict.fromkeys(("postgresql", "cockroachdb"), _do_nothing),
    **dict.fromkeys(("mysql", "mariadb"), _keep),
    "sqlite": lambda table: sqlite.insert(table).on_conflict_do_nothing(),
}


def trouble(error: Exception) -> SinkError:
    """An outage, except where a person has to act."""
    text = dbapi.in_one_line(getattr(error, "orig", None) or error)
    if isinstance(error, ImportError):
        return Refused(f"the dialect's driver is not installed: {text}")
    refused = isinstance(error, (exc.ProgrammingError, exc.NotSupportedError, exc.CompileError, exc.NoSuchTableError))
    if isinstance(error, (exc.OperationalError, exc.InterfaceError)):
        refused = dbapi.says_no(text)
    return (Refused if refused else Unavailable)(text)


SINK = SqlalchemySink
