"""Builders for the collector's log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import apsw

from touchline_collector.eventlog import NewEvent

SOURCE = "//shop.example.com/web"


def new_event(id_: str = "e-1", *, source: str = SOURCE, raw: bytes | None = None, **fields: Any) -> NewEvent:
    """An event for the log; a test names only what it is about."""
    body = raw if raw is not None else json.dumps({"id": id_, "source": source}).encode()
    overlay = fields.pop("overlay", {"receivedtime": "2026-11-20T09:00:00.000000Z"})
    return NewEvent(body, source, id_, fields.pop("type", "touchline.order.placed.v1"), overlay, **fields)


def new_events(count: int, *, start: int = 0, **fields: Any) -> list[NewEvent]:
    """`count` events with ids e-<start>, e-<start+1>, ..."""
    return [new_event(f"e-{number}", **fields) for number in range(start, start + count)]


@contextmanager
def held(file: Path) -> Iterator[None]:
    """The log's file with its write lock in another hand, as a backup or a hanging disk would have it."""
    with closing(apsw.Connection(str(file))) as other:
        other.set_busy_timeout(10_000)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
