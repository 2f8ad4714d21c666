"""The `events` table, read while a collector writes to it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One touchpoint: the attributes that the reconstruction needs, and the data as sent."""

    source: str
    id: str
    type: str
    time: datetime
    received: datetime
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        """The type without our prefix and version: `order.placed`."""
        return self.type.removeprefix("touchline.").rsplit(".v", 1)[0]

    @property
    def identities(self) -> list[dict[str, Any]]:
        """The identities as sent, shared ones among them."""
        return list(self.data.get("identities", ()))


def read(database: Path) -> list[Event]:
    """Every event, in the order in which things happened; read-only, so the collector may be running."""
    if not database.is_file():
        raise FileNotFoundError(f"{database}: expected the events.db that a collector writes")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        columns = "source, id, type, time, received_time, event"
        return [_event(row) for row in connection.execute(f"SELECT {columns} FROM events ORDER BY time, id")]  # noqa: S608


def _event(row: tuple[str, str, str, str, str, str]) -> Event:
    source, id_, type_, time, received, event = row
    data = json.loads(event).get("data") or {}
    return Event(source, id_, type_, datetime.fromisoformat(time), datetime.fromisoformat(received), data)
