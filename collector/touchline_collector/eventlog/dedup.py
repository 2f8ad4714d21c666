"""The dedup window: which (source, id) were accepted lately. Pure, in memory, rebuilt from the chunks at start.

A set of 16-byte hashes costs about 115 bytes an id, so the full window of a million costs about 115 MB; an idle or
small collector pays only for what it holds. A table on disk would dirty a random page per event instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from touchline_collector.eventlog.runs import HASH_BYTES

# Retries of an SDK arrive within minutes, of an offline till within a day: a million ids cover a day of 11 events a
# second, or 17 s of the collector's own top speed. Beyond it the SQL sinks decide (existing row wins).
WINDOW = 1_000_000


def split(packed: bytes) -> Iterator[bytes]:
    """The hashes of a packed run."""
    return (packed[i : i + HASH_BYTES] for i in range(0, len(packed), HASH_BYTES))


class DedupWindow:
    """At least the newest `size` accepted hashes, forgotten a chunk at a time."""

    def __init__(self, size: int = WINDOW) -> None:
        self.size = size
        self._known: set[bytes] = set()
        self._runs: deque[bytes] = deque()
        self._held = 0

    def __contains__(self, hash_: bytes) -> bool:
        """Whether this event was accepted within the window."""
        return hash_ in self._known

    def isdisjoint(self, hashes: Iterable[bytes]) -> bool:
        """Whether none of these events was accepted within the window."""
        return self._known.isdisjoint(hashes)

    def __len__(self) -> int:
        """How many hashes are held."""
        return self._held

    def add(self, packed: bytes, hashes: Iterable[bytes] | None = None) -> None:
        """Remember a chunk's hashes, newest last, and forget the oldest chunks beyond the window.

        `hashes`: the same one by one, where they are at hand.
        """
        self._known.update(split(packed) if hashes is None else hashes)
        self._runs.append(packed)
        self._held += len(packed) // HASH_BYTES
        while self._held - len(self._runs[0]) // HASH_BYTES >= self.size:
            oldest = self._runs.popleft()
            self._held -= len(oldest) // HASH_BYTES
            self._known.difference_update(split(oldest))
