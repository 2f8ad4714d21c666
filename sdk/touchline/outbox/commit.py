"""Group commit: threads that wait for the medium at the same time share one sync."""

from __future__ import annotations

import threading
from collections.abc import Callable


class GroupCommit:
    """Counts in tickets. `sync` syncs what is written and returns the highest ticket that is safe then."""

    def __init__(self, sync: Callable[[], int]) -> None:
        self._sync = sync
        self._more = threading.Condition()
        self._syncing: int | None = None
        self._safe = 0

    def reach(self, ticket: int) -> None:
        """Return when everything up to this ticket is on the medium; raises what `sync` raises."""
        me = threading.get_ident()
        with self._more:
            # A signal handler may come here in the middle of its own thread's sync, and must not wait for itself.
            while self._syncing not in (None, me) and self._safe < ticket:
                self._more.wait()
            if self._safe >= ticket:
                return
            self._syncing = me
        reached = 0
        try:
            reached = self._sync()
        finally:
            with self._more:
                self._syncing = None
                self._safe = max(self._safe, reached)
                self._more.notify_all()
