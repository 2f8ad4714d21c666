"""UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of finer time, 62 random bits.

Ids of one process sort in the order of their making, also within a millisecond and when the clock steps back: then the
last stamp counts on. Time-ordered ids keep every index downstream fast.
"""

from __future__ import annotations

import os
import threading
import time
from array import array

# One system call buys this many ids; 4 KiB keeps the pool in one page.
_POOL = 512
_VERSION_7 = 7 << 76
_VARIANT = 0b10 << 62
_RANDOM = (1 << 62) - 1


class Uuid7:
    """Makes ids; safe to call from several threads. After a fork `reseed()` must be called in the child."""

    def __init__(self) -> None:
        self.reseed()

    def reseed(self) -> None:
        """Forget the random pool, which a forked parent shares."""
        self._pool: list[int] = []
        self._last = 0
        self._lock = threading.RLock()  # a signal handler may ask for an id in the middle of another

    def __call__(self, now_ns: int | None = None) -> str:
        """Return a new id for this wall-clock moment, in nanoseconds since 1970."""
        micros = (time.time_ns() if now_ns is None else now_ns) // 1000
        # 12 bits for the microseconds of the millisecond: 1000 values spread over 4096, the gaps take the overflow.
        stamp = ((micros // 1000) << 12) | ((micros % 1000) << 2)
        with self._lock:
            if stamp <= self._last:
                stamp = self._last + 1
            self._last = stamp
        h = f"{(stamp >> 12) << 80 | _VERSION_7 | (stamp & 0xFFF) << 64 | _VARIANT | (self._random() & _RANDOM):032x}"
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def _random(self) -> int:
        try:
            return self._pool.pop()
        except IndexError:
            fresh = array("Q", os.urandom(8 * _POOL)).tolist()
            self._pool = fresh
            return fresh.pop()


new_id = Uuid7()
os.register_at_fork(after_in_child=new_id.reseed)
