"""Where events wait: in memory, on disk, or one behind the other. All follow the contract in `store`."""

from __future__ import annotations

from pathlib import Path

from touchline.errors import OutboxError
from touchline.outbox.memory import MemoryStore
from touchline.outbox.store import Store


def build(
    path: Path | None,
    *,
    memory_bytes: int,
) -> tuple[Store, None]:
    """Return the store that a client's options describe, and where refused events are kept."""
    if path is not None:
        raise OutboxError("an outbox on disk is not in this version yet")
    return MemoryStore(memory_bytes), None
