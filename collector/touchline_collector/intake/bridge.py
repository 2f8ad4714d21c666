"""From the writer thread to the event loop: one wake-up per group commit, however many requests it answers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

from touchline_collector.errors import StorageError
from touchline_collector.eventlog import Appended, EventLog, NewEvent, Rejected


class Bridge:
    """Awaitable appends for one event loop."""

    def __init__(self, log: EventLog, loop: asyncio.AbstractEventLoop) -> None:
        self._log = log
        self._loop = loop
        self._answers: deque[tuple[asyncio.Future[Any], Any, BaseException | None]] = deque()
        self._waking = False

    async def append(self, events: Sequence[NewEvent], rejected: Sequence[Rejected] = ()) -> list[Appended]:
        """The fates after the sync; raises the log's StorageError when nothing was kept."""
        future: asyncio.Future[list[Appended]] = self._loop.create_future()

        def done(fates: Any, error: BaseException | None) -> None:
            self._answers.append((future, fates, error))
            if not self._waking:  # a wake-up under way will see this answer too
                self._waking = True
                self._wake()

        self._log.enqueue(events, rejected, done)
        return await future

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._deliver)
        except RuntimeError as error:  # the loop has ended: nobody waits any more
            raise StorageError("the server has ended") from error

    def _deliver(self) -> None:
        self._waking = False  # before looking: what comes later wakes us again
        while self._answers:
            future, fates, error = self._answers.popleft()
            if future.done():
                continue  # the client went away; its events are kept all the same
            if error is None:
                future.set_result(fates)
            else:
                future.set_exception(error)
