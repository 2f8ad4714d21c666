"""Waking a thread without a lock that a signal handler or a finaliser could find held by its own thread.

`threading.Event` has such a lock inside: a handler that tracks while the thread it interrupted is in `set()` would wait
for itself. A bare lock used as a bell has none: ringing is one atomic step.
"""

from __future__ import annotations

import threading


class Bell:
    """Rung any number of times, it wakes one waiter once; rung while nobody waits, it is remembered."""

    def __init__(self) -> None:
        self._silence = threading.Lock()
        self._silence.acquire()

    def ring(self) -> None:
        """Wake the waiter; never waits."""
        try:
            self._silence.release()
        except RuntimeError:  # it is ringing already
            return

    def wait(self, timeout: float | None = None) -> bool:
        """Return when it was rung since the last wait, or after `timeout` seconds (False)."""
        return self._silence.acquire(timeout=-1 if timeout is None else timeout)

    def hush(self) -> None:
        """Forget that it was rung."""
        self._silence.acquire(blocking=False)
