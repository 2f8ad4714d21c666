"""Who sends for all processes that share an outbox: whoever holds the lock on one file.

The kernel frees it when the holder dies, however it dies, and the next one to look gets it.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

LOCK = "sender.lock"


class Lead:
    """One process's claim to be the sender. It is looked for at most every `pause` seconds."""

    def __init__(self, path: Path, pause: float) -> None:
        self._path = path
        self._pause = pause
        self._looked = float("-inf")
        self._fd: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process is the sender."""
        return self._fd is not None

    def seek(self, now: float) -> bool:
        """Try to become the sender; False while another is, or when it was asked a moment ago."""
        if now - self._looked < self._pause:
            return False
        self._looked = now
        self._fd = _locked(self._path)
        return self.held

    def leave(self) -> None:
        """Let another process send. In a forked child the parent keeps the lock: it hangs on the open file of both."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def _locked(path: Path) -> int | None:
    """Take the lock, and leave our process id in the file for people to read; None while another holds it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return None
    with suppress(OSError):  # a full disk has no room for the note, and the lock needs none
        os.ftruncate(fd, 0)
        os.pwrite(fd, b"%d\n" % os.getpid(), 0)
    return fd
