"""From the writer thread to the event loop: one wake-up per group commit, however many requests it answers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog, Fates, Rejected, Run

Kept: TypeAlias = Callable[[Fates, BaseException | None], None]


class Bridge:
    """Appends for one event loop."""

    def __init__(self, log: EventLog, loop: asyncio.AbstractEventLoop) -> None:
        self._log = log
        self._loop = loop
        self._answers: deque[tuple[Kept, Any, BaseException | None]] = deque()
        self._waking = False

    def append(self, run: Run, rejected: Sequence[Rejected], kept: Kept) -> None:
        """Call `kept(fates, error)` in the loop after the sync; raises StorageClosed when the log is closed."""

        def done(fates: Any, error: BaseException | None) -> None:
            self._answers.append((kept, fates, error))
            if not self._waking:  # a wake-up under way will see this answer too
                self._waking = True
                self._wake()

        self._log.enqueue(run, rejected, done)

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._deliver)
        except RuntimeError as error:  # the loop has ended: nobody waits any more
            raise StorageError("the server has ended") from error

    def _deliver(self) -> None:
        self._waking = False  # before looking: what comes later wakes us again
        while self._answers:
            kept, fates, error = self._answers.popleft()
            kept(fates, error)
