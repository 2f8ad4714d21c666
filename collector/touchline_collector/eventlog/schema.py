"""The tables of the log and how its files are opened. Other parts add their own tables through `install`."""

from __future__ import annotations

from pathlib import Path

from touchline_collector.errors import StorageUnsupported
from touchline_collector.sqlite import Connection, connect, number, translated

FILE = "log.db"
VERSION = 1

# Blobs stand last in their rows: SQLite then reads the columns before them without touching overflow pages.
TABLES = """
CREATE TABLE IF NOT EXISTS chunks (
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, checksum BLOB NOT NULL, size INTEGER NOT NULL,
  written REAL NOT NULL, hashes BLOB NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS gaps (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS damaged (
  first INTEGER PRIMARY KEY, last INTEGER NOT NULL, found REAL NOT NULL, reason TEXT NOT NULL,
  checksum BLOB, hashes BLOB, body BLOB
);
CREATE TABLE IF NOT EXISTS rejects (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, source TEXT, id TEXT, type TEXT, key TEXT,
  size INTEGER NOT NULL, sha256 TEXT NOT NULL, findings BLOB NOT NULL, event BLOB
);
"""

# A checkpoint every 16 MB of log spreads its two syncs over thousands of commits and bounds the WAL read at start.
_CHECKPOINT_PAGES = 4_000

_WRITER = f"""
PRAGMA page_size = 4096;
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES};
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -8192;
"""


def open_writer(path: Path, *, vfs: str | None = None) -> Connection:
    """The one writing connection; makes file and tables where they are missing."""
    connection = connect(path, vfs=vfs)
    with translated():
        connection.execute(_WRITER).fetchall()
        found = number(connection, "PRAGMA user_version")
        if found > VERSION:
            connection.close()
            raise StorageUnsupported(f"{path} has format {found}; this collector knows formats up to {VERSION}")
        connection.execute(TABLES).fetchall()
        if found < VERSION:
            connection.execute(f"PRAGMA user_version = {VERSION}").fetchall()
    return connection


def open_reader(path: Path, *, vfs: str | None = None) -> Connection:
    """A connection that cannot write."""
    connection = connect(path, readonly=True, vfs=vfs)
    with translated():
        connection.execute("PRAGMA cache_size = -1024").fetchall()
    return connection


def head(connection: Connection) -> int:
    """The newest position ever given out; 0 in a new log."""
    tables = ("chunks", "gaps", "damaged")
    return max(number(connection, f"SELECT coalesce(max(last), 0) FROM {table}") for table in tables)  # noqa: S608
