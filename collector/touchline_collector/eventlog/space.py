"""Room on the disk: new events are refused while some is left, so that cursors can move and the log drains.

A file of real blocks is kept beside the log as well. When somebody else filled the disk to the last byte it is given
up, which lets sinks go on; it is laid down again once there is room.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from touchline_collector.errors import StorageError, StorageFull

RESERVE_FILE = "reserve"

# Asking the file system costs two microseconds, its answer is good for this long at any speed a disk can fill.
_FRESH_SECONDS = 0.2

# And for this share of the reserve in events, which the WAL and the file each hold once.
_SHARE = 4

# Room that must come back before events are taken again, in reserves: without a gap it would flap.
_RESUME = 2


class Space:
    """Watches the room for one log. Used by the writer thread only."""

    def __init__(
        self, folder: Path, *, reserve: int, max_bytes: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._reserve = reserve
        self._max_bytes = max_bytes
        self._clock = clock
        self._asked = -_FRESH_SECONDS
        self._written = 0
        self._refusal: StorageError | None = None
        self.full = False
        self.used: Callable[[], int] = lambda: 0
        """Bytes of the log in use, as retention counts them: what it may drop must be what is measured here."""

    def admit(self, size: int) -> StorageError | None:
        """None when events of `size` bytes may be appended, or the error they are refused with."""
        now = self._clock()
        self._written += size
        if now - self._asked >= _FRESH_SECONDS or self._written > self._reserve // _SHARE:
            self._asked, self._written = now, 0
            self._refusal = self._judge()
            self.full = self._refusal is not None
        return self._refusal

    def give_up_reserve(self) -> bool:
        """The disk is full to the last byte: give the sinks room. False: there was no reserve."""
        self._asked = self._clock()
        self.full = True
        self._refusal = StorageFull("no room on the disk")
        try:
            (self._folder / RESERVE_FILE).unlink()
        except FileNotFoundError:
            return False
        return True

    def release(self) -> None:
        """The log is closed: nobody needs the reserve until the next start."""
        (self._folder / RESERVE_FILE).unlink(missing_ok=True)

    def keep_reserve(self) -> None:
        """Lay the reserve down where it is missing and there is room for it."""
        path = self._folder / RESERVE_FILE
        if path.exists() or self._free() < self._reserve * _RESUME:
            return
        try:
            with path.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, self._reserve)
        except OSError:
            path.unlink(missing_ok=True)

    def _judge(self) -> StorageError | None:
        free = self._free()
        wanted = self._reserve * (_RESUME if self.full else 1)
        if free < wanted:
            return StorageFull(f"{free} bytes are free in {self._folder}; {wanted} are needed")
        if self.full:
            self.keep_reserve()
        if self._max_bytes and (size := self.used()) > self._max_bytes:
            return StorageFull(f"the log has {size} bytes; max_bytes is {self._max_bytes}")
        return None

    def _free(self) -> int:
        stat = os.statvfs(self._folder)
        return stat.f_bavail * stat.f_frsize
