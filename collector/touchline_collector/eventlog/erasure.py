"""Erasing from the log: chunks are rewritten without the person, their bytes overwritten, the WAL emptied.

The dedup hashes of erased events stay, so that a retry of one is still a duplicate; a tombstone keeps older copies
away after the window has moved on.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog.chunks import Chunk, events_of, pack
from touchline_collector.eventlog.reader import next_chunk, try_unpack
from touchline_collector.eventlog.runs import Stretch
from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS tombstones (hash BLOB PRIMARY KEY, cutoff REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

# Chunks looked at in one transaction: some tens of milliseconds in which nobody else is answered.
CHUNKS_AT_ONCE = 50

Matches = Callable[[bytes], bool]


def tombstone_key(connection: Connection) -> bytes:
    """The key of the tombstones' hashes, made at first use."""
    connection.execute(TABLES).fetchall()
    row = connection.execute("SELECT value FROM secrets WHERE name = 'tombstones'").fetchone()
    if row:
        return bytes(row[0])
    key = secrets.token_bytes(32)
    connection.execute("INSERT INTO secrets VALUES ('tombstones', ?)", (key,))
    return key


def read_tombstones(connection: Connection) -> dict[bytes, datetime]:
    """Every tombstone: keyed hash and cut-off. The table is there since the key was asked for."""
    return {h: datetime.fromtimestamp(cutoff, UTC) for h, cutoff in connection.execute("SELECT * FROM tombstones")}


def tombstones_at_rest(connection: Connection) -> tuple[bytes, dict[bytes, datetime]]:
    """Key and tombstones of a log that is only read; neither where nobody was ever erased."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"secrets", "tombstones"} <= tables:
        return b"", {}
    keys = [bytes(key) for (key,) in connection.execute("SELECT value FROM secrets WHERE name = 'tombstones'")]
    rows = connection.execute("SELECT * FROM tombstones")
    return b"".join(keys), {hash_: datetime.fromtimestamp(cutoff, UTC) for hash_, cutoff in rows}


def add_tombstones(connection: Connection, hashes: Iterable[bytes], cutoff: datetime) -> None:
    """Remember erased identities; a later cut-off replaces an earlier one."""
    connection.execute(TABLES).fetchall()
    rows = [(hash_, cutoff.timestamp()) for hash_ in hashes]
    connection.executemany(
        "INSERT INTO tombstones VALUES (?, ?) ON CONFLICT(hash) DO UPDATE SET cutoff = max(cutoff, excluded.cutoff)",
        rows,
    )


def erase_chunks(connection: Connection, after: int, matches: Matches) -> tuple[int | None, int]:
    """Rewrite the next chunks above `after`; returns where to go on (None: done) and how many events went.

    Damaged chunks are left to the reader that sets them aside.
    """
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    erased = 0
    for _ in range(CHUNKS_AT_ONCE):
        chunk = next_chunk(connection, after)
        if chunk is None:
            return None, erased
        erased += _rewrite(connection, chunk, matches)
        after = chunk.last
    return after, erased


def _rewrite(connection: Connection, chunk: Chunk, matches: Matches) -> int:
    found = try_unpack(chunk)
    if isinstance(found, StorageDamaged):
        return 0
    events = list(events_of(found))
    gone = [event.position for event in events if matches(event.raw)]
    if not gone:
        return 0
    going = set(gone)
    kept = [event for event in events if event.position not in going]
    new = pack(chunk.first, chunk.hashes, [Stretch.of(kept, chunk.first, chunk.last).run])
    connection.execute(
        "UPDATE chunks SET checksum = ?, body = ?, size = ? WHERE first = ?",
        (new.checksum, new.body, sum(len(event.raw) for event in kept), chunk.first),
    )
    for first, last in _runs(gone):
        connection.execute("INSERT OR REPLACE INTO gaps VALUES (?, ?, 'erased')", (first, last))
    return len(gone)


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for position in positions:
        if runs and runs[-1][1] == position - 1:
            runs[-1] = (runs[-1][0], position)
        else:
            runs.append((position, position))
    return runs


def erase_rejects(connection: Connection, matches: Matches) -> int:
    """Remove the rejects that carry the person; returns how many."""
    rows: list[Any] = connection.execute("SELECT number, event FROM rejects WHERE event IS NOT NULL").fetchall()
    gone = [(number,) for number, event in rows if matches(event)]
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.executemany("DELETE FROM rejects WHERE number = ?", gone)
    return len(gone)
