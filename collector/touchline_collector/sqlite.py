"""SQLite through apsw: the one file that knows the library and translates its errors.

Never open a file of the log with the stdlib's ``sqlite3`` for writing: its copy of SQLite may carry the WAL-reset
bug of 3.7.0-3.51.2 (https://sqlite.org/wal.html#walresetbug), which loses committed transactions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import apsw

from touchline_collector.errors import StorageDamaged, StorageError, StorageFailed, StorageFull, StorageUnsupported

Connection: TypeAlias = apsw.Connection
Value: TypeAlias = int | float | str | bytes | None

# The first version without the WAL-reset bug.
SAFE_VERSION = (3, 51, 3)

# Another connection may hold the lock for a checkpoint's sync; slow disks take seconds, nothing sane takes longer.
BUSY_MS = 10_000

_DAMAGED = (apsw.CorruptError, apsw.NotADBError)
_REFUSED = (apsw.SQLError, apsw.ConstraintError, apsw.MismatchError, apsw.BindingsError)


class translated:  # noqa: N801 - reads as a statement: `with translated():`
    """Errors of apsw leave the block as ours, cause chained; everything else passes untouched."""

    __slots__ = ()

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Raise our error for theirs."""
        if isinstance(error, apsw.Error):
            raise storage_error(error) from error


def storage_error(error: apsw.Error) -> StorageError:
    """Our error for one of apsw's: full, damaged, failed, or (StorageError itself) a statement that was refused."""
    if isinstance(error, apsw.FullError):
        return StorageFull(f"no room on the disk: {error}")
    if isinstance(error, _DAMAGED):
        return StorageDamaged(str(error))
    if isinstance(error, _REFUSED):
        return StorageError(f"{type(error).__name__}: {error}")
    return StorageFailed(f"{type(error).__name__}: {error}")


def version() -> tuple[int, ...]:
    """The SQLite that runs, e.g. ``(3, 54, 1)``."""
    return tuple(int(part) for part in apsw.sqlite_lib_version().split("."))


def require_safe_version(found: tuple[int, ...] | None = None) -> None:
    """Refuse a SQLite that can lose committed transactions."""
    found = found or version()
    if found < SAFE_VERSION:
        name = ".".join(map(str, found))
        raise StorageUnsupported(f"SQLite {name} can lose committed data (WAL-reset bug); 3.51.3 or newer is needed")


def connect(path: Path, *, readonly: bool = False, vfs: str | None = None) -> Connection:
    """Open a database file; `readonly` needs it to exist. Foreign keys and journal mode are the caller's."""
    flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with translated():
        connection = apsw.Connection(str(path), flags=flags, vfs=vfs)
        connection.set_busy_timeout(BUSY_MS)
    return connection


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Everything in the block commits together, or, where it raises, none of it.

    In place of apsw's own ``with connection:``, which holds the interpreter's lock through the commit and its sync
    (measured: other threads get a third of their speed meanwhile).
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def number(connection: Connection, sql: str, bindings: tuple[Value, ...] = ()) -> int:
    """The first value of the first row as a number; 0 where there is none."""
    row = connection.execute(sql, bindings).fetchone()
    return row[0] if row and isinstance(row[0], int) else 0
