"""Open visits by member and store, kept beside the log and committed with the events that change them."""

from __future__ import annotations

from typing import Any

from touchline_collector import jsontext
from touchline_collector.sqlite import Connection

TABLES = """
CREATE TABLE IF NOT EXISTS visits (
  member TEXT NOT NULL, store TEXT NOT NULL, touched REAL NOT NULL, state TEXT NOT NULL, PRIMARY KEY (member, store)
) WITHOUT ROWID;
"""


def install(connection: Connection) -> None:
    """Make the table where it is missing."""
    connection.execute(TABLES).fetchall()


def of_member(connection: Connection, member: str) -> dict[str, dict[str, Any]]:
    """The member's states by store."""
    rows = connection.execute("SELECT store, state FROM visits WHERE member = ?", (member,))
    return {store: jsontext.loads(state) for store, state in rows}


def save(connection: Connection, member: str, store: str, state: dict[str, Any], *, touched: float) -> None:
    """Keep a state; `touched` is when it last changed, in seconds since 1970."""
    connection.execute(
        "INSERT OR REPLACE INTO visits VALUES (?, ?, ?, ?)", (member, store, touched, jsontext.dumps(state).decode())
    )


def sweep(connection: Connection, before: float) -> None:
    """Forget what was last touched before a moment."""
    connection.execute("DELETE FROM visits WHERE touched < ?", (before,))


def forget(connection: Connection, member: str) -> None:
    """Forget a member."""
    connection.execute("DELETE FROM visits WHERE member = ?", (member,))
