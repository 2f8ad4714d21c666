"""Members' installation keys that were added by order, beside the log. The file must be as safe as a key store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from touchline_collector import jsontext
from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS members (
  number INTEGER PRIMARY KEY AUTOINCREMENT, loyalty TEXT NOT NULL, key BLOB NOT NULL UNIQUE, consent TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS members_by_loyalty ON members(loyalty);
"""

Row = tuple[str, bytes, Mapping[str, Any]]


def install(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.execute(TABLES).fetchall()


def read(connection: Connection) -> list[Row]:
    """Every installation: loyalty number, key, evidence of the presence consent."""
    rows = connection.execute("SELECT loyalty, key, consent FROM members ORDER BY number")
    return [(loyalty, bytes(key), jsontext.loads(consent)) for loyalty, key, consent in rows]


def add(connection: Connection, rows: Iterable[Row]) -> None:
    """Keep installations; a key that is there already now belongs to the one named last."""
    connection.executemany(
        "INSERT INTO members(loyalty, key, consent) VALUES (?, ?, ?) "
        "ON CONFLICT(key) DO UPDATE SET loyalty = excluded.loyalty, consent = excluded.consent",
        [(loyalty, key, jsontext.dumps(dict(consent)).decode()) for loyalty, key, consent in rows],
    )


def forget(connection: Connection, loyalty: str) -> int:
    """Overwrite and remove a member's keys; returns how many."""
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("DELETE FROM members WHERE loyalty = ?", (loyalty,))
    return connection.changes()
