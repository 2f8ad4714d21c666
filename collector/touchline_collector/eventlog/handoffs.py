"""Hand-off references: issued once, redeemed once. Only hashes rest here; somebody holds the reference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS handoffs (
  hash BLOB PRIMARY KEY, handoff_id TEXT NOT NULL, expires REAL NOT NULL, used REAL
) WITHOUT ROWID;
"""


class Fate(StrEnum):
    """What became of an attempt to redeem."""

    REDEEMED = "redeemed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Redemption:
    """The answer to an attempt; `handoff_id` only for a redeemed one."""

    fate: Fate
    handoff_id: str | None = None


def issue(connection: Connection, reference: str, handoff_id: str, *, expires: float) -> bool:
    """Remember a reference until `expires` (Unix seconds); False when it is taken already."""
    connection.execute(TABLES).fetchall()
    taken = connection.execute("SELECT 1 FROM handoffs WHERE hash = ?", (_hash(reference),)).fetchone()
    if taken:
        return False
    connection.execute("INSERT INTO handoffs VALUES (?, ?, ?, NULL)", (_hash(reference), handoff_id, expires))
    return True


def redeem(connection: Connection, reference: str, *, now: float) -> Redemption:
    """Use a reference up; exactly one of any number of attempts sees it redeemed."""
    connection.execute(TABLES).fetchall()
    row = connection.execute(
        "SELECT handoff_id, expires, used FROM handoffs WHERE hash = ?", (_hash(reference),)
    ).fetchone()
    if row is None:
        return Redemption(Fate.UNKNOWN)
    handoff_id, expires, used = row
    if used is not None:
        return Redemption(Fate.USED)
    if expires <= now:
        return Redemption(Fate.EXPIRED)
    connection.execute("UPDATE handoffs SET used = ? WHERE hash = ?", (now, _hash(reference)))
    return Redemption(Fate.REDEEMED, handoff_id)


def forget(connection: Connection, *, before: float) -> None:
    """Drop references that expired before a time; a late attempt then finds them unknown."""
    connection.execute(TABLES).fetchall()
    connection.execute("DELETE FROM handoffs WHERE expires < ?", (before,))


def _hash(reference: str) -> bytes:
    return sha256(reference.encode()).digest()
