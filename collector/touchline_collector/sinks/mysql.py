"""MySQL and MariaDB: multi-row inserts where absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

import pymysql
from pymysql.constants import CR, ER

from touchline_collector.errors import ConfigError
from touchline_collector.sinks import erasing
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Outcome,
    Person,
    Refused,
    Sink,
    SinkError,
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.certificates import distrusted
from touchline_collector.sinks.options import option
from touchline_collector.sinks.rows import COLUMNS, row


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a mysql sink."""

    url: str = option("mysql://user:password@host:3306/database", secret=True)
    table: str = option("the table, with its database where it is another: other.events", "events")
    create: bool = option("make the table where it is missing", default=True)
    ca_file: Path | None = option("certificate authorities; the connection is then encrypted and verified", None)
    cert_file: Path | None = option("our certificate, where the server asks for one", None)
    key_file: Path | None = option("the key of that certificate", None)
    timeout: float = option("seconds to connect, and for one write", 30.0, least=1)

    def __post_init__(self) -> None:
        """Find a URL that leads nowhere."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("mysql", "mariadb") or not parts.hostname or not parts.path.strip("/"):
            raise ConfigError("mysql: url must look like mysql://user:password@host:3306/database")


# Collations without padding, by server: with padding "a" and "a " would be one key, and an event would be lost.
COLLATIONS = ("utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin")
TABLE = """
CREATE TABLE IF NOT EXISTS {table} (
  source VARCHAR(512) NOT NULL, id VARCHAR(128) NOT NULL, type VARCHAR(255) NOT NULL,
  time CHAR(27), received_time CHAR(27), adjusted_time CHAR(27), channel VARCHAR(255), subject TEXT,
  event LONGTEXT NOT NULL CHECK (JSON_VALID(event)), PRIMARY KEY (source, id)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE {collation}
"""
# Not INSERT IGNORE, which would also cut what is too long and call it a warning.
INSERT = "INSERT INTO {table} ({columns}) VALUES ({marks}) ON DUPLICATE KEY UPDATE source = {table}.source"
FIND = "SELECT source, id, event FROM {table} WHERE event LIKE %s ESCAPE '|'"
DELETE = "DELETE FROM {table} WHERE source = %s AND id = %s"
# MariaDB's error for a violated CHECK; not among the driver's names.
ER_CONSTRAINT_FAILED = 4025
ER_CHECK_CONSTRAINT_VIOLATED = 3819

_SOMEBODY_MUST_ACT = frozenset(
    {
        ER.ACCESS_DENIED_ERROR,
        ER.DBACCESS_DENIED_ERROR,
        ER.TABLEACCESS_DENIED_ERROR,
        ER.COLUMNACCESS_DENIED_ERROR,
        ER.SPECIFIC_ACCESS_DENIED_ERROR,
        ER.BAD_DB_ERROR,
        ER.NO_SUCH_TABLE,
        ER.BAD_FIELD_ERROR,
        ER.PARSE_ERROR,
        ER.NO_DEFAULT_FOR_FIELD,
        ER.MUST_CHANGE_PASSWORD if hasattr(ER, "MUST_CHANGE_PASSWORD") else 1820,
    }
)


class MysqlSink(Sink):
    """One connection; one transaction a batch."""

    guarantee: ClassVar[str] = "exactly once in effect"

    def __init__(self, options: Options) -> None:
        self.options = options
        self._url = urlsplit(options.url)
        self._table = ".".join(f"`{name.replace('`', '``')}`" for name in options.table.split("."))
        self._connection: Any = None

    def open(self) -> None:
        """Connect, make the table if that is wanted, and see that it can take our rows."""
        self.close()
        url = self._url
        try:
            self._connection = pymysql.connect(
                host=url.hostname,
                port=url.port or 3306,
                user=unquote(url.username or ""),
                password=unquote(url.password or ""),
                database=url.path.strip("/"),
                charset="utf8mb4",
                connect_timeout=int(self.options.timeout),
                read_timeout=self.options.timeout,
                write_timeout=self.options.timeout,
                ssl=self._security(),
                init_command="SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
            )
            self._prepare()
        except (pymysql.Error, OSError) as error:
            self.close()
            raise trouble(error) from error

    def _security(self) -> dict[str, str] | None:
        options = self.options
        files = {"ca": options.ca_file, "cert": options.cert_file, "key": options.key_file}
        return {name: str(file) for name, file in files.items() if file is not None} or None

    def check(self) -> None:
        """Prove that rows may be inserted: one is, and is taken back."""
        try:
            with self._open_connection.cursor() as cursor:
                cursor.execute(self._sql(INSERT), ("touchline:check", "check", "check", *(None,) * 5, "{}"))
            self._open_connection.rollback()
        except (pymysql.Error, OSError) as error:
            raise trouble(error) from error

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """One transaction; the existing row wins."""
        connection = self._open_connection
        try:
            with connection.cursor() as cursor:
                cursor.executemany(self._sql(INSERT), [row(event) for event in batch.events])
            connection.commit()
        except (pymysql.Error, OSError) as error:
            outcome = refusal(error)
            self._rollback()
            return batch.all(outcome)
        return batch.all(OK)

    def erase(self, persons: Sequence[Person]) -> int:
        """Delete rows."""
        if self._connection is None:
            self.open()
        connection = self._open_connection
        try:
            with connection.cursor() as cursor:
                found: set[tuple[str, str]] = set()
                for needle in erasing.needles(persons):
                    cursor.execute(self._sql(FIND), (f"%{_escaped(needle)}%",))
                    found.update(erasing.chosen(cursor.fetchall(), persons))
                cursor.executemany(self._sql(DELETE), sorted(found))
            connection.commit()
        except (pymysql.Error, OSError) as error:
            raise trouble(error) from error
        return len(found)

    def close(self) -> None:
        """Disconnect."""
        connection, self._connection = self._connection, None
        if connection is not None and connection.open:
            try:
                connection.close()
            except (pymysql.Error, OSError):
                return  # it was gone already

    @property
    def _open_connection(self) -> Any:
        if self._connection is None:
            raise Unavailable("not connected")
        return self._connection

    def _sql(self, text: str, **more: str) -> str:
        marks = ", ".join(["%s"] * len(COLUMNS))
        return text.format(table=self._table, columns=", ".join(COLUMNS), marks=marks, **more)

    def _prepare(self) -> None:
        with self._open_connection.cursor() as cursor:
            if self.options.create:
                cursor.execute("SHOW COLLATION WHERE Charset = 'utf8mb4'")
                known = {name for name, *_ in cursor.fetchall()}
                cursor.execute(self._sql(TABLE, collation=next(c for c in COLLATIONS if c in known)))
            cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {self._table} LIMIT 0")  # noqa: S608 - constants and a quoted name
            cursor.execute(f"SHOW INDEX FROM {self._table} WHERE Non_unique = 0")
            keys: dict[str, list[str]] = {}
            for index in cursor.fetchall():
                keys.setdefault(index[2], []).append(index[4])
        if not any(sorted(columns) == ["id", "source"] for columns in keys.values()):
            raise Refused(f"table {self.options.table} has no unique key on (source, id)")

    def _rollback(self) -> None:
        try:
            self._open_connection.rollback()
        except (pymysql.Error, OSError) as error:
            raise trouble(error) from error


def refusal(error: Exception) -> Outcome:
    """What an error of the server means for the batch. Raises where it is not about the events."""
    code = code_of(error)
    if code in (ER.NET_PACKET_TOO_LARGE, ER.TOO_BIG_ROWSIZE):
        return TooLarge(one_line(error))
    about_rows = isinstance(error, (pymysql.DataError, pymysql.IntegrityError))
    if about_rows or code in (ER_CONSTRAINT_FAILED, ER_CHECK_CONSTRAINT_VIOLATED):
        return Fatal(f"mysql.{code}", one_line(error))
    raise trouble(error) from error


def trouble(error: Exception) -> SinkError:
    """An outage, or a server that turns us away."""
    if isinstance(error, pymysql.ProgrammingError) or code_of(error) in _SOMEBODY_MUST_ACT or distrusted(error):
        return Refused(one_line(error))
    return Unavailable(one_line(error))


def code_of(error: Exception) -> int:
    """The number of an error of server or client; 0 where it has none."""
    return error.args[0] if error.args and isinstance(error.args[0], int) else 0


def one_line(error: Exception) -> str:
    """The server's words; of values it quotes, none."""
    code = code_of(error)
    text = str(error.args[1]) if len(error.args) > 1 else str(error) or type(error).__name__
    if code in (ER.DUP_ENTRY, ER.TRUNCATED_WRONG_VALUE, ER.TRUNCATED_WRONG_VALUE_FOR_FIELD):
        text = "a value does not fit its column"
    known = {CR.CR_SERVER_LOST: "the connection was lost", CR.CR_SERVER_GONE_ERROR: "the connection was lost"}
    return f"{known.get(code, text.splitlines()[0] if text else type(error).__name__)[:300]} ({code})"


def _escaped(needle: str) -> str:
    for special in "|%_":
        needle = needle.replace(special, f"|{special}")
    return needle


SINK = MysqlSink
