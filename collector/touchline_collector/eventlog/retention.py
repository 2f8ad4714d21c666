"""What the log may forget: chunks every sink has settled, older than asked for, and outside the dedup window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from touchline_collector.sqlite import Connection, number

# Chunks dropped in one transaction: a commit of a few milliseconds.
CHUNKS_AT_ONCE = 200

# Pages handed back to the file system in one transaction (4 MB).
_VACUUM_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class Policy:
    """How long to keep. `keep_before`: chunks written later stay (Unix seconds)."""

    window: int
    keep_before: float
    max_bytes: int = 0
    allow_expire: bool = False


def settled_limit(floor: int | None, head: int, window: int) -> int:
    """The highest position that may go: settled by every sink, and not needed to recognise duplicates."""
    return min(floor or 0, head - window)


def retain(connection: Connection, policy: Policy, *, floor: int | None, head: int) -> int:
    """Drop chunks that may go, oldest first; returns how many events went. Call again while it returns any."""
    limit = settled_limit(floor, head, policy.window)
    gone = _drop(
        connection,
        "SELECT first, last FROM chunks WHERE last <= ? AND written <= ? ORDER BY first LIMIT ?",
        (limit, policy.keep_before, CHUNKS_AT_ONCE),
    )
    if not gone and policy.allow_expire and policy.max_bytes and used_bytes(connection) > policy.max_bytes:
        oldest = "SELECT first, last FROM chunks WHERE last < ? ORDER BY first LIMIT ?"
        gone = _drop(connection, oldest, (head, CHUNKS_AT_ONCE // 10))
    connection.execute(f"PRAGMA incremental_vacuum({_VACUUM_PAGES})").fetchall()
    return gone


def used_bytes(connection: Connection) -> int:
    """Bytes of the log in use, free pages not counted."""
    pages = number(connection, "PRAGMA page_count") - number(connection, "PRAGMA freelist_count")
    return pages * number(connection, "PRAGMA page_size")


def _drop(connection: Connection, query: str, bindings: tuple[float, ...]) -> int:
    chunks: list[Any] = connection.execute(query, bindings).fetchall()
    if not chunks:
        return 0
    # The oldest first and without a hole: what lies before the first kept chunk is one expired run.
    last = chunks[-1][1]
    connection.executemany("DELETE FROM chunks WHERE first = ?", [(first,) for first, _ in chunks])
    connection.execute("DELETE FROM gaps WHERE last <= ?", (last,))
    connection.execute("INSERT OR REPLACE INTO gaps VALUES (1, ?, 'expired')", (last,))
    return sum(end - first + 1 for first, end in chunks)
