"""A segment: one append-only file of events, written by one process and read by one sender.

It begins with a header of fixed length that holds the reader's cursor, so that the sender's progress and the events
travel in one file. The writer holds an exclusive `flock` for as long as it may still append; whoever gets that lock
knows that the file is complete: ended, or left behind by a process that died.

Name: `<lane>-<nanoseconds since 1970>-<pid>-<random>.events`; sorted by name is sorted by importance, then age. A
sealed one's is in `keyring`.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from touchline.outbox.keyring import Ending, Keyring
from touchline.outbox.lines import Opener, framed, whole

_MAGIC = b"touchline-outbox/1"
HEADER_BYTES = len(_MAGIC) + 34
_MODE = 0o600


class Cursor(NamedTuple):
    """How far a segment has been sent: a byte offset, and the events before it."""

    offset: int = HEADER_BYTES
    events: int = 0

    def packed(self) -> bytes:
        """Render the header."""
        text = b"%b %012d %010d" % (_MAGIC, self.offset, self.events)
        return b"%b %08x\n" % (text, crc32(text))


def unpacked(header: bytes) -> Cursor | None:
    """Read a header; None when it is damaged."""
    text, _, checksum = header.rpartition(b" ")
    if len(header) != HEADER_BYTES or checksum != b"%08x\n" % crc32(text) or not text.startswith(_MAGIC):
        return None
    _, offset, events = text.split(b" ")
    return Cursor(int(offset), int(events))


def lane_of(path: Path) -> int:
    """Return the lane in a segment's name."""
    head = path.name.partition("-")[0]
    return int(head) if head.isdigit() else 0


def writer_of(path: Path) -> str:
    """Return the process in a segment's name."""
    return next(iter(path.name.split("-")[2:3]), "")


def born(path: Path) -> str:
    """Return when a segment was begun, by its name, in UTC to the second."""
    nanoseconds = next(iter(path.name.split("-")[1:2]), "")
    seconds = int(nanoseconds) // 10**9 if nanoseconds.isdigit() else 0
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def settled_in(path: Path, written: int) -> int:
    """Return how many events of a segment are settled; a deleted segment was settled whole."""
    try:
        with path.open("rb") as file:
            cursor = unpacked(file.read(HEADER_BYTES))
    except FileNotFoundError:
        return written
    return min(written, cursor.events) if cursor else 0


def unsent(path: Path, keys: Keyring) -> list[bytes]:
    """Return the events of a segment that wait, without claiming or changing anything; raises `LockedError`."""
    opener = keys.opener(path)
    return whole(_rest(path), opener)


def count_unsent(path: Path) -> int:
    """Return how many lines of a segment wait, sealed or not."""
    return _rest(path).count(b"\n")


def _rest(path: Path) -> bytes:
    data = path.read_bytes()
    return data[(unpacked(data[:HEADER_BYTES]) or Cursor(0, 0)).offset :]


class Writer:
    """The appending end. Not thread-safe; the store's lock is around it."""

    def __init__(self, folder: Path, lane: int, ending: Ending, *, durable: bool) -> None:
        self.path = folder / f"{lane}-{time.time_ns():020d}-{os.getpid()}-{ending.name}"
        self._closed = None if ending.seal is None else ending.seal.close
        self.born = time.monotonic()
        self.events = 0
        self.size = HEADER_BYTES
        self._durable = durable
        self._fd = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, _MODE)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _write(self._fd, Cursor().packed())
            if durable:
                os.fsync(self._fd)
                sync_folder(folder)
        except OSError:
            os.close(self._fd)
            self.path.unlink(missing_ok=True)
            raise

    def append(self, line: bytes) -> int:
        """Append one line whole and return its bytes on disk, or raise `OSError` and leave the file as it was."""
        frame = framed(line if self._closed is None else self._closed(line))
        try:
            written = os.write(self._fd, frame)
            if written != len(frame):  # the disk filled up in the middle of it
                _write(self._fd, frame[written:])
        except OSError:
            os.ftruncate(self._fd, self.size)
            raise
        self.size += len(frame)
        self.events += 1
        return len(frame)

    def duplicate(self) -> int:
        """Return a second descriptor, to sync while others append."""
        return os.dup(self._fd)

    def end(self) -> None:
        """End the segment: nothing more is appended, and the lock is free."""
        if self._durable:
            os.fdatasync(self._fd)
        os.close(self._fd)

    def disown(self) -> None:
        """Close a forked child's copy of the descriptor; the parent's lock stays."""
        os.close(self._fd)


class Reader:
    """The sending end."""

    def __init__(self, path: Path, opener: Opener | None = None) -> None:
        self.path = path
        self.opener = opener
        self.lane = lane_of(path)
        self._fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        header = os.pread(self._fd, HEADER_BYTES, 0)
        # A damaged header costs the cursor: everything is read again, and the collector knows what it has.
        self.cursor = unpacked(header) or Cursor(0, 0)
        self.complete = False

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes behind the cursor."""
        return os.pread(self._fd, size, self.cursor.offset)

    def rest(self) -> bytes:
        """Return everything behind the cursor."""
        return self.read(self.unread())

    def unread(self) -> int:
        """Return how many bytes lie behind the cursor."""
        return max(0, os.fstat(self._fd).st_size - self.cursor.offset)

    def advance(self, used: int, events: int) -> None:
        """Move the cursor, on disk too. Not synced: after a power cut a batch is sent twice, under the same ids."""
        self.cursor = Cursor(self.cursor.offset + used, self.cursor.events + events)
        if self.cursor.offset >= HEADER_BYTES:
            os.pwrite(self._fd, self.cursor.packed(), 0)

    def claim(self) -> bool:
        """Return whether the segment is complete: its writer ended it or is dead. It is ours then."""
        if not self.complete:
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
            self.complete = True
        return True

    def gone(self) -> bool:
        """Return whether someone removed the file."""
        return os.fstat(self._fd).st_nlink == 0

    def remove(self) -> None:
        """Delete the file."""
        self.path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Close the descriptor, and with it any claim."""
        os.close(self._fd)


def make_folder(path: Path, mode: int = 0o700) -> None:
    """Make a folder, and its name durable where the file system can: else a power cut takes all that is in it."""
    missing = [made for made in (path, *path.parents) if not made.exists()]
    path.mkdir(mode=mode, parents=True, exist_ok=True)
    with suppress(OSError):
        for made in missing:
            sync_folder(made.parent)


def sync_file(path: Path) -> None:
    """Sync a file that is open elsewhere, or was; one that is gone needs none."""
    with suppress(FileNotFoundError):
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fdatasync(fd)
        finally:
            os.close(fd)


def sync_folder(folder: Path) -> None:
    """Make a new name durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _write(fd: int, data: bytes) -> None:
    """Write everything or raise."""
    while data:
        data = data[os.write(fd, data) :]
