"""Reading after a position, from memory while it is fresh and from chunks otherwise."""

from __future__ import annotations

import logging
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import TypeVar

from touchline_collector.errors import StorageClosed, StorageDamaged, StorageError
from touchline_collector.eventlog.chunks import Chunk, unpack
from touchline_collector.eventlog.records import Gap
from touchline_collector.eventlog.runs import Stretch
from touchline_collector.sqlite import Connection, translated

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Forwarders that keep up read what was just written: 8 MiB of raw events hold some 120 milliseconds at 100,000 events a
# second, several times the pause between a commit and a forwarder's wake-up. As columns they take 1.4 to 1.9 times as
# much memory; behind the cache a forwarder unpacks chunks at one microsecond an event.
CACHE_BYTES = 8 << 20


class ChunkCache:
    """The events of the newest chunks, bounded by their raw bytes; any thread."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._chunks: OrderedDict[int, tuple[int, list[Stretch], int]] = OrderedDict()
        self._bytes = 0

    def put(self, first: int, last: int, stretches: list[Stretch], size: int) -> None:
        """Remember a chunk of `size` raw bytes; the oldest beyond the limit go. Chunks arrive in rising order."""
        with self._lock:
            self._chunks[first] = (last, stretches, size)
            self._bytes += size
            while self._bytes > self.limit and len(self._chunks) > 1:
                self._bytes -= self._chunks.popitem(last=False)[1][2]

    def forget(self, before: int) -> None:
        """Forget the chunks that end before a position."""
        with self._lock:
            for first in [first for first, (last, _, _) in self._chunks.items() if last < before]:
                self._bytes -= self._chunks.pop(first)[2]

    def clear(self) -> None:
        """Forget everything, for instance after an erasure rewrote chunks."""
        with self._lock:
            self._chunks.clear()
            self._bytes = 0

    def find(self, position: int) -> tuple[int, list[Stretch]] | None:
        """Last position and contents of the chunk that holds `position`, or None."""
        with self._lock:
            found = self._chunks.get(position) or self._search(position)
        return found[:2] if found else None

    def _search(self, position: int) -> tuple[int, list[Stretch], int] | None:
        firsts = list(self._chunks)
        index = bisect_right(firsts, position) - 1
        found = self._chunks[firsts[index]] if index >= 0 else None
        return found if found and found[0] >= position else None


class Readers:
    """A pool of reading connections; a connection serves one thread at a time."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._idle: LifoQueue[Connection] = LifoQueue()
        self._closed = False
        self.generation = 0

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """A connection for the length of the block."""
        if self._closed:
            raise StorageClosed("the log is closed")
        generation = self.generation
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            with translated():
                yield connection
        finally:
            if generation != self.generation:
                _close(connection)
            else:
                self._idle.put(connection)

    def close(self) -> None:
        """Close idle connections now and lent ones when they come back."""
        self._closed = True
        self.renew()

    def renew(self) -> None:
        """The file was replaced: let go of every connection to the old one."""
        self.generation += 1
        while not self._idle.empty():
            _close(self._idle.get_nowait())


def _close(connection: Connection) -> None:
    """Let go of it; the last to go checkpoints, and the disk may refuse that."""
    try:
        with translated():
            connection.close()
    except StorageError as error:
        logger.warning("closing a reader of the log: %s", error)


def next_chunk(connection: Connection, after: int) -> Chunk | None:
    """The first stored chunk with a position above `after`."""
    sql = (
        # The casts keep a flipped type byte from surfacing as a decoding error: the checksum must judge it.
        "SELECT first, last, CAST(hashes AS BLOB), CAST(body AS BLOB), CAST(checksum AS BLOB) FROM chunks "
        "WHERE first >= coalesce((SELECT max(first) FROM chunks WHERE first <= ?1), 0) AND last >= ?1 "
        "ORDER BY first LIMIT 1"
    )
    row = connection.execute(sql, (after + 1,)).fetchone()
    return Chunk(*row) if row else None


def read_gaps(connection: Connection, first: int, last: int) -> list[Gap]:
    """The known gaps that touch `first`..`last`, clipped to it, in order."""
    sql = "SELECT max(first, ?1), min(last, ?2), reason FROM gaps WHERE first <= ?2 AND last >= ?1 ORDER BY 1"
    return [Gap(*row) for row in connection.execute(sql, (first, last))]


def try_unpack(chunk: Chunk) -> list[Stretch] | StorageDamaged:
    """What it holds, or the error as a value for whoever sets the chunk aside."""
    try:
        return unpack(chunk)
    except StorageDamaged as error:
        return error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return StorageDamaged(f"chunk {chunk.first}-{chunk.last}: {error}")
