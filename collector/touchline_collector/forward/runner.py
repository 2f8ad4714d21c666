"""The thread around one lane: reads, commits, writes, waits. Every decision is the lane's."""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from touchline_collector.errors import StorageClosed, StorageError
from touchline_collector.eventlog import EventLog, cursors, deadletters
from touchline_collector.forward.ahead import Ahead, Found
from touchline_collector.forward.breaker import Health
from touchline_collector.forward.lane import Lane
from touchline_collector.forward.progress import Progress
from touchline_collector.forward.selection import Selection
from touchline_collector.forward.steps import Checkpoint, Read, Reread, Send, Wait
from touchline_collector.sinks.base import Batch, Limits, Outcome, Person, Sink, SinkError, Unavailable

logger = logging.getLogger(__name__)
T = TypeVar("T")

# A wake-up lost to a race costs this much at most.
IDLE = 1.0


def new_token() -> str:
    """A name for a batch that no other batch has."""
    return os.urandom(12).hex()


class Runner(threading.Thread):
    """Drives one sink until stopped. `progress` must be committed already: retention goes by it."""

    def __init__(
        self,
        name: str,
        sink: Sink,
        log: EventLog,
        *,
        progress: Progress,
        selection: Selection,
        limits: Limits,
    ) -> None:
        super().__init__(name=f"touchline-sink-{name}", daemon=True)
        self.sink_name = name
        self.sink = sink
        self.lane = Lane(progress, selection, limits, new_token, random.random, by_token=sink.by_token)
        self.committed = progress.ledger
        self._log = log
        self._ahead = Ahead(self.name, self._find)
        self._open = False
        self._primed = False  # whether the replays that wait in the log are in the lane
        self._wake = threading.Event()
        self._commands: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        self._stop_at: float | None = None
        self._said: tuple[Health, str] = (Health.UP, "")

    # -- from other threads ----------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Something arrived in the log."""
        self._wake.set()

    def call(self, command: Callable[[], T]) -> Future[T]:
        """Run `command` in this thread, between two steps."""
        future: Future[T] = Future()
        self._commands.put((command, future))
        self._wake.set()
        return future

    def stop(self, drain: float) -> None:
        """End after delivering what waits, at most `drain` seconds from now; returns at once, `join` waits."""
        self.lane.draining = True
        self._stop_at = time.monotonic() + drain
        self._wake.set()

    # -- in this thread --------------------------------------------------------------------------------------------

    def run(self) -> None:
        """Step after step."""
        try:
            while self._running():
                self._wake.clear()
                self._primed = self._primed or self._survive(self._load_replays)
                self._obey()
                self._survive(self._step)
        except StorageClosed:
            logger.debug("sink %s: the log was closed", self.sink_name)
        finally:
            self._ahead.close()
            self._close()
            self._turn_away()

    def _survive(self, act: Callable[[], None]) -> bool:
        """Whatever goes wrong around the sink, a failing disk above all, is tried again: a dead thread delivers none.

        What was in hand is read anew from the cursor.
        """
        try:
            act()
        except StorageClosed:
            raise
        except Exception as error:
            if not isinstance(error, StorageError):
                logger.exception("sink %s: forwarding failed in a way it does not know", self.sink_name)
            self._reset()
            self._primed = False
            self.lane.breaker.failed(f"{type(error).__name__}: {error}", self._now())
            self._say()
            return False
        return True

    def _running(self) -> bool:
        return self._stop_at is None or time.monotonic() < self._stop_at

    def _step(self) -> None:
        now = time.monotonic()
        stopping = self._stop_at is not None  # asked before the lane decides, so that it decides knowing it
        match self.lane.next(now, self._log.head()):
            case Read() as read:
                self._read(read, now)
            case Reread(first, last):
                self.lane.resume(self._log.scan(first - 1, limit=last - first + 1, max_bytes=1 << 62), now)
            case Send(batch):
                self._send(batch)
            case Wait(until):
                self._pause(until, stopping=stopping)
        self._say()

    def _read(self, read: Read, now: float) -> None:
        found = self._ahead.take(read)
        self.lane.loaded(read.after, found.selected, found.gaps, now)
        if not found.selected and not found.gaps:
            self._wake.wait(IDLE)

    def _find(self, read: Read) -> Found:
        """In the thread that reads ahead, or in this one while that rests."""
        head = self._log.head()
        stretches = self._log.scan(read.after, limit=read.limit, max_bytes=read.max_bytes, whole_chunks=True)
        last = stretches[-1].positions[-1] if stretches else head
        whole = last - read.after == sum(map(len, stretches))
        gaps = [] if whole else self._log.gaps(read.after + 1, last)
        return Found(list(map(self.lane.selection.selected, stretches)), gaps)

    def _send(self, batch: Batch) -> None:
        ahead = self.lane.ahead(self._log.head())
        if ahead is not None:
            self._ahead.begin(ahead)
        if not self._commit():
            self.lane.failed(
                batch, Unavailable("the log cannot record the batch: its disk is full or failing"), self._now()
            )
            return
        started = self._now()
        try:
            outcomes = self._write(batch)
        except SinkError as error:
            self._close()
            self.lane.failed(batch, error, self._now())
        else:
            now = self._now()
            self.lane.wrote(batch, outcomes, now - started, now)

    def _write(self, batch: Batch) -> list[Outcome]:
        try:
            self._ensure_open()
            return list(self.sink.write(batch))
        except SinkError:
            raise
        except Exception as error:
            logger.exception("sink %s failed in a way it does not know", self.sink_name)
            raise Unavailable(f"unexpected {type(error).__name__}") from error

    def _ensure_open(self) -> None:
        if not self._open:
            self.sink.open()
            self._open = True

    def _close(self) -> None:
        self._open = False
        try:
            self.sink.close()
        except Exception:
            logger.exception("sink %s could not be closed", self.sink_name)

    def _pause(self, until: float | None, *, stopping: bool) -> None:
        """Nothing to do now: settle what is settled, then sleep until something happens."""
        if self.lane.uncommitted:
            self._commit()
        if stopping:  # all that could be delivered is, and a sink that is down must not hold us up
            self._stop_at = 0.0
            return
        now = self._now()
        ends = now + IDLE if until is None else min(until, now + IDLE)
        self._wake.wait(max(0.0, ends - now))

    def _commit(self) -> bool:
        checkpoint = self.lane.checkpoint()
        try:
            self._log.submit(self._saving(checkpoint)).result()
        except StorageClosed:
            raise
        except StorageError as error:
            logger.warning("sink %s: its progress could not be committed: %s", self.sink_name, error)
            return False
        self.lane.committed()
        self.committed = checkpoint.ledger
        return True

    def _saving(self, checkpoint: Checkpoint) -> Callable[[Any], None]:
        return lambda connection: cursors.save(connection, self.sink_name, checkpoint, at=time.time())

    def _load_replays(self) -> None:
        letters = self._log.query(lambda connection: deadletters.pending(connection, self.sink_name))
        self.lane.replay([letter.event for letter in letters])

    def _obey(self) -> None:
        while True:
            try:
                command, future = self._commands.get_nowait()
            except Empty:
                return
            try:
                future.set_result(command())
            except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
                future.set_exception(error)

    def _turn_away(self) -> None:
        """Whoever gives an order too late hears so."""
        while not self._commands.empty():
            _, future = self._commands.get_nowait()
            future.set_exception(StorageClosed(f"sink {self.sink_name} has stopped"))

    def _say(self) -> None:
        """One line in the journal when the state changes, none while it lasts."""
        breaker = self.lane.breaker
        state = (breaker.health, breaker.reason)
        if state == self._said or (breaker.health is Health.UP and breaker.failures):
            return
        if breaker.health is Health.UP:
            logger.info("sink %s is up", self.sink_name)
        elif state[0] is not self._said[0]:
            logger.warning("sink %s is %s: %s", self.sink_name, *state)
        self._said = state

    @staticmethod
    def _now() -> float:
        return time.monotonic()

    def _read_anew(self) -> None:
        self._commit()
        self._reset()

    def _reset(self) -> None:
        self._ahead.drop()
        self.lane.reset()

    # -- commands --------------------------------------------------------------------------------------------------

    def revive(self, numbers: list[int]) -> int:
        """Send dead letters of this sink again."""
        letters = self._log.submit(lambda connection: deadletters.revive(connection, numbers)).result()
        self.lane.revive([letter.event for letter in letters])
        return len(letters)

    def select_by(self, selection: Selection) -> None:
        """Judge by another selection, also what was read before it came."""
        self._read_anew()
        self.lane.selection = selection
        self._load_replays()

    def erase(self, persons: list[Person]) -> int:
        """Drop what was read before a person's events left the log, then take those delivered back from the sink."""
        self._read_anew()
        self._load_replays()
        self._ensure_open()
        return self.sink.erase(persons)

    def erase_letters(self, matches: Callable[[bytes], bool]) -> int:
        """Remove dead letters of this sink; the books follow in the same commit."""
        if not self._commit():
            raise StorageError("the log cannot commit: its disk is full or failing")
        count = self._log.submit(lambda connection: deadletters.erase(connection, self.sink_name, matches)).result()
        stored = self._log.query(lambda connection: cursors.load(connection, self.sink_name))
        if stored is not None:
            self.lane.progress.ledger = self.committed = stored.ledger
        self._reset()
        self._load_replays()
        return count
