"""What the pieces say they recorded, against what the collector's database holds."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

Id = tuple[str, str]


def recorded(ledgers: Path) -> set[Id]:
    """Every (source, id) that a piece recorded."""
    return {
        (line["source"], line["id"])
        for ledger in ledgers.glob("*.ndjson")
        for line in map(json.loads, ledger.read_text().splitlines())
    }


def stored(database: Path) -> set[Id]:
    """Every (source, id) of the events table; none while there is no table yet."""
    if not database.exists():
        return set()
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return set(connection.execute("SELECT source, id FROM events"))
        except sqlite3.OperationalError:
            return set()


def missing(ledgers: Path, database: Path, *, wait: float) -> set[Id]:
    """Return what was recorded and has not reached the database within `wait` seconds."""
    deadline = time.monotonic() + wait
    while (absent := recorded(ledgers) - stored(database)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return absent
