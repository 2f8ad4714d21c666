"""From the writer thread to the event loop: one wake-up per group commit, however many requests it answers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Sequence

from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog, Fates, Rejected, Run
from touchline_collector.intake.door import Kept, Spend
from touchline_collector.intake.rules import Rules, Stale


class Bridge:
    """Appends for one event loop, of what was judged by the rules in force."""

    def __init__(self, log: EventLog, rules: Rules, loop: asyncio.AbstractEventLoop) -> None:
        self._log = log
        self._rules = rules
        self._loop = loop
        self._answers: deque[tuple[Kept, Collection[int], BaseException | None]] = deque()
        self._waking = False

    def append(
        self,
        run: Run,
        rejected: Sequence[Rejected],
        kept: Kept,
        *,
        generation: int,
        spend: Spend = None,  # noqa: ARG002 - whoever calls has looked at the rates
    ) -> None:
        """Call `kept` in the loop after the sync; raises StorageClosed when the log is closed."""

        def done(fates: Fates | None, error: BaseException | None) -> None:
            self._answer(kept, fates.duplicates if fates else (), error)

        with self._rules.lock:
            if generation == self._rules.generation:
                self._log.enqueue(run, rejected, done)
                return
        self._answer(kept, (), Stale())

    def _answer(self, kept: Kept, duplicates: Collection[int], error: BaseException | None) -> None:
        """From any thread."""
        self._answers.append((kept, duplicates, error))
        if not self._waking:  # a wake-up under way will see this answer too
            self._waking = True
            self._wake()

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._deliver)
        except RuntimeError as error:  # the loop has ended: nobody waits any more
            raise StorageError("the server has ended") from error

    def _deliver(self) -> None:
        self._waking = False  # before looking: what comes later wakes us again
        while self._answers:
            kept, duplicates, error = self._answers.popleft()
            kept(duplicates, error)
