"""Saving what is readable from a damaged log file into a new one, without a human.

The damaged file is set aside, never deleted. Chunks are copied as they are, their checksums decide later; positions
never move, and none that a sink has seen is given out again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touchline_collector.errors import StorageError
from touchline_collector.eventlog import schema
from touchline_collector.sqlite import Connection, connect, number, translated

logger = logging.getLogger(__name__)

_SUFFIXES = ("", "-wal", "-shm")
_OTHERS = (
    *("gaps", "damaged", "rejects", "cursors", "dead_letters", "tombstones", "secrets", "handoffs"),
    *("members", "visits"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was saved, and where the damaged file lies."""

    aside: Path
    chunks: int
    events: int
    lost: int


def salvage(path: Path, *, head: int = 0, vfs: str | None = None) -> Report:
    """Set the file aside and make a new one of what it still gives; `head` is the newest position known otherwise."""
    aside = _set_aside(path)
    new = schema.open_writer(path, vfs=vfs)
    try:
        with translated():
            new.execute("BEGIN IMMEDIATE")
            chunks, events = _copy_chunks(aside, new)
            for table in _OTHERS:
                _copy_table(aside, new, table)
            lost = _explain_holes(new, head)
            new.execute("COMMIT")
    finally:
        new.close()
    report = Report(aside, chunks, events, lost)
    logger.error("the log was damaged: %d chunks saved, %d positions lost; the old file is %s", chunks, lost, aside)
    return report


def _set_aside(path: Path) -> Path:
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    for suffix in _SUFFIXES:
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.rename(aside.with_name(aside.name + suffix))
    return aside


def _copy_chunks(aside: Path, new: Connection) -> tuple[int, int]:
    chunks = events = 0
    sql = "SELECT first, last, checksum, size, written, hashes, body FROM chunks WHERE first > ? ORDER BY first LIMIT 1"
    for row in _walk(aside, sql):
        new.execute("INSERT OR IGNORE INTO chunks VALUES (?,?,?,?,?,?,?)", row)
        chunks += 1
        events += row[1] - row[0] + 1
    return chunks, events


def _walk(aside: Path, sql: str) -> Iterator[tuple]:  # type: ignore[type-arg] # apsw rows are untyped
    """Rows one by one, so that a damaged page costs only what it holds; a run of failures ends the walk."""
    try:
        with translated():
            old = connect(aside)
            firsts = _readable_firsts(old)
    except StorageError:
        return
    for first in firsts:
        try:
            with translated():
                row = old.execute(sql, (first - 1,)).fetchone()
        except (StorageError, UnicodeDecodeError):
            continue
        if row and row[0] == first and isinstance(row[1], int):
            yield row
    old.close()


def _readable_firsts(old: Connection) -> list[int]:
    """The keys of every chunk that can be reached, from both ends towards a damaged middle."""
    found: set[int] = set()
    for order in ("ASC", "DESC"):
        try:
            with translated():
                for (first,) in old.execute(f"SELECT first FROM chunks ORDER BY first {order}"):  # noqa: S608
                    found.add(first)
        except (StorageError, UnicodeDecodeError):
            continue
    return sorted(found)


def _copy_table(aside: Path, new: Connection, table: str) -> None:
    """A table as far as it can be read; its absence is none of our business."""
    try:
        with translated():
            old = connect(aside, readonly=True)
            (sql,) = old.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone() or ("",)
            if not sql:
                return
            new.execute(sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1)).fetchall()
            for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608 - a constant
                marks = ",".join("?" * len(row))
                new.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)  # noqa: S608
    except (StorageError, UnicodeDecodeError) as error:
        logger.error("table %s could be saved only in part: %s", table, error)  # noqa: TRY400 - expected here


def _explain_holes(new: Connection, head: int) -> int:
    """Leave a `damaged` gap wherever a position is neither held nor explained; returns how many positions."""
    covered: list[Any] = new.execute(
        "SELECT first, last FROM chunks UNION ALL SELECT first, last FROM gaps "
        "UNION ALL SELECT first, last FROM damaged ORDER BY first"
    ).fetchall()
    end = max([last for _, last in covered] + [_highest_cursor(new), head])
    lost, expected = 0, 1
    for first, last in [*covered, (end + 1, end + 1)]:
        if first > expected:
            new.execute("INSERT OR REPLACE INTO gaps VALUES (?, ?, 'damaged')", (expected, first - 1))
            lost += first - expected
        expected = max(expected, last + 1)
    return lost


def _highest_cursor(new: Connection) -> int:
    if not new.execute("SELECT 1 FROM sqlite_schema WHERE name = 'cursors'").fetchone():
        return 0
    return number(new, "SELECT max(position) FROM cursors")
