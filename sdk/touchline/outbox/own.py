"""The segments that this process writes: one open in each lane, and a book of them all.

Not thread-safe; the store's lock is around it.
"""

from __future__ import annotations

import time
from pathlib import Path

from touchline.outbox.keyring import Keyring
from touchline.outbox.segment import HEADER_BYTES, Writer, settled_in

# Small enough that a sent segment's room, and the personal data in it, is soon free; large enough that opening files
# costs nothing per event.
SEGMENT_BYTES = 4 * 1024 * 1024
SEGMENT_AGE_S = 60.0


class OwnSegments:
    """Appends to the open segments and begins new ones; `bytes` on disk, `written` events ever."""

    def __init__(self, folder: Path, most: int, keys: Keyring, *, durable: bool) -> None:
        self.bytes = 0
        self.written = 0
        self._folder = folder
        self._most = most
        self._keys = keys
        self._durable = durable
        self._writers: dict[int, Writer] = {}
        # How many events each segment was given, and how many of them are known to be settled.
        self._book: dict[Path, list[int]] = {}
        # Those of them that may hold what no sync has reached.
        self._unsynced: set[Path] = set()

    def __contains__(self, path: Path) -> bool:
        """Whether this process wrote the segment."""
        return path in self._book

    def append(self, line: bytes, lane: int) -> None:
        """Append one line, or raise `OSError`."""
        writer = self._writers.get(lane)
        if writer is None or writer.size >= self._most or time.monotonic() - writer.born > SEGMENT_AGE_S:
            writer = self._begin(lane)
        size = writer.append(line)
        self._book[writer.path][0] += 1
        self.bytes += size
        self.written += 1

    def _begin(self, lane: int) -> Writer:
        old = self._writers.pop(lane, None)
        if old is not None:
            old.end()
        writer = self._writers[lane] = Writer(self._folder, lane, self._keys.ending(), durable=self._durable)
        self._book[writer.path] = [0, 0]
        self._unsynced.add(writer.path)
        self.bytes += HEADER_BYTES
        return writer

    def open_paths(self) -> set[Path]:
        """Return the segments that may still grow."""
        return {writer.path for writer in self._writers.values()}

    def descriptors(self) -> list[int]:
        """Return a second descriptor of each open segment, for the caller to sync and close."""
        return [writer.duplicate() for writer in self._writers.values()]

    def unsynced(self) -> list[Path]:
        """Return the segments that may hold what no sync has reached, ended ones among them."""
        return list(self._unsynced)

    def synced(self, paths: list[Path]) -> None:
        """Note that what was in these segments when a sync began is safe; an open one may get more."""
        self._unsynced.difference_update(set(paths) - self.open_paths())

    def settle(self, path: Path, events: int) -> None:
        """Note that we settled so many events of a segment."""
        self._book[path][1] += events

    def follow(self) -> int:
        """Learn from the headers what others have sent of ours; return how many events more than before."""
        more, open_paths = 0, self.open_paths()
        for path, (written, settled) in list(self._book.items()):
            sent = settled_in(path, written)
            self._book[path][1] = sent
            more += sent - settled
            if sent == written and path not in open_paths:
                del self._book[path]
        self._unsynced &= self._book.keys()
        self.bytes = sum(path.stat().st_size for path in self._book if path.exists())
        return more

    def forget(self, path: Path) -> None:
        """Strike a segment, still on disk, from the book."""
        self._unsynced.discard(path)
        if self._book.pop(path, None) is not None:
            self.bytes -= path.stat().st_size

    def end(self, path: Path) -> None:
        """End a segment, if it is an open one of ours."""
        for lane, writer in list(self._writers.items()):
            if writer.path == path:
                self._writers.pop(lane).end()

    def close(self) -> None:
        """End all open segments."""
        for writer in self._writers.values():
            writer.end()
        self._writers.clear()

    def disown(self) -> None:
        """Close a forked child's copies; the parent goes on writing."""
        for writer in self._writers.values():
            writer.disown()
