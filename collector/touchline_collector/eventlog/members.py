"""Members' installation keys that were added by order, beside the log. The file must be as safe as a key store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from touchline_collector import jsontext
from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS members (
  number INTEGER PRIMARY KEY AUTOINCREMENT, loyalty TEXT NOT NULL, key BLOB NOT NULL UNIQUE, consent TEXT NOT NULL,
  rotation TEXT
);
CREATE INDEX IF NOT EXISTS members_by_loyalty ON members(loyalty);
"""

Row = tuple[str, bytes, Mapping[str, Any], list[Any] | None]


def install(connection: Connection) -> None:
    """Make the table where it is missing, and the column that it had not at first."""
    connection.execute(TABLES).fetchall()
    if "rotation" not in [row[1] for row in connection.execute("PRAGMA table_info(members)")]:
        connection.execute("ALTER TABLE members ADD COLUMN rotation TEXT").fetchall()


def read(connection: Connection) -> list[Row]:
    """Every installation and tag: loyalty number, key, evidence of the presence consent, a tag's rotation."""
    rows = connection.execute("SELECT loyalty, key, consent, rotation FROM members ORDER BY number")
    return [
        (loyalty, bytes(key), jsontext.loads(consent), rotation and jsontext.loads(rotation))
        for loyalty, key, consent, rotation in rows
    ]


def add(connection: Connection, rows: Iterable[Row]) -> None:
    """Keep installations; a key that is there already now belongs to the one named last."""
    connection.executemany(
        "INSERT INTO members(loyalty, key, consent, rotation) VALUES (?, ?, ?, ?) ON CONFLICT(key) DO UPDATE SET "
        "loyalty = excluded.loyalty, consent = excluded.consent, rotation = excluded.rotation",
        [
            (loyalty, key, jsontext.dumps(dict(consent)).decode(), rotation and jsontext.dumps(rotation).decode())
            for loyalty, key, consent, rotation in rows
        ],
    )


def forget(connection: Connection, loyalty: str) -> int:
    """Overwrite and remove a member's keys; returns how many."""
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("DELETE FROM members WHERE loyalty = ?", (loyalty,))
    return connection.changes()
