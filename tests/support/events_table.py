"""The table that a collector without a configuration fills, as anybody may read it while it runs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(data: Path) -> list[dict[str, Any]]:
    """Every row of `events.db` in a data folder, by time; none while the sink has not made its table."""
    try:
        with closing(sqlite3.connect(f"file:{data}/events.db?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute("SELECT * FROM events ORDER BY time")]
    except sqlite3.OperationalError:
        return []


def events(data: Path) -> list[dict[str, Any]]:
    """The events in it, as the collector wrote them."""
    return [json.loads(row["event"]) for row in rows(data)]
