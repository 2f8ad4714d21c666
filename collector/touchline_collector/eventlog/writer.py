"""The writer thread: everything that waits when it looks becomes one transaction and one sync.

    waiting work  ->  begin  ->  dedup, chunks, rejects, jobs  ->  commit + fsync  ->  answers

A request is answered only from `_settle`, after the commit returned. If the commit fails, nothing of the group is
answered as accepted; work that waited for room fails with StorageFull and the rest is tried alone, because cursors
must move for a full disk ever to drain.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

from touchline_collector.errors import StorageClosed, StorageDamaged, StorageError, StorageFailed, StorageFull
from touchline_collector.eventlog import rejects
from touchline_collector.eventlog.chunks import Chunk, gather, pack
from touchline_collector.eventlog.dedup import DedupWindow
from touchline_collector.eventlog.records import Fates, Rejected
from touchline_collector.eventlog.runs import Run, Stretch
from touchline_collector.sqlite import Connection, translated

log = logging.getLogger(__name__)

Outcome: TypeAlias = "Any | BaseException"

# One group is one transaction held in memory: 32 full requests' worth, some hundred milliseconds of work at most, so
# that the first in it does not wait long for the last.
GROUP_EVENTS = 20_000
GROUP_BYTES = 16 << 20


@dataclass(slots=True, eq=False)
class Work:
    """Something to commit: events with rejects, or a job. `done` gets the result or the error, in the writer thread.

    The result of events is their `Fates`.

    `alone` is run instead of all that, between two transactions, while no writing connection is open.
    """

    done: Callable[[Any, BaseException | None], None]
    run: Run | None = None
    rejected: Sequence[Rejected] = ()
    job: Callable[[Connection], Any] | None = None
    alone: Callable[[], Any] | None = None
    result: Any = None
    error: BaseException | None = None

    @property
    def events(self) -> int:
        """How many events."""
        return self.run.count if self.run else 0

    @property
    def size(self) -> int:
        """Bytes of the raw events."""
        return self.run.size if self.run else 0


@dataclass(slots=True)
class _Batch:
    """What a group adds to the log, gathered before any of it is visible. `all_new`: nothing in it is a duplicate."""

    next: int
    all_new: bool
    runs: list[Run] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    fresh: set[bytes] = field(default_factory=set)

    def add(self, run: Run) -> None:
        """Give the next positions to a run of events that are new."""
        self.runs.append(run)
        self.hashes += run.hashes
        self.next += run.count
        if not self.all_new:
            self.fresh.update(run.hashes)

    def undo(self, runs: int, next_: int) -> None:
        """Take back what was added since there were so many runs and the next position was this."""
        gone = len(self.hashes) - (self.next - next_)
        self.fresh.difference_update(self.hashes[gone:])
        del self.runs[runs:], self.hashes[gone:]
        self.next = next_


@dataclass(slots=True)
class Written:
    """A chunk of the commit, and what it holds; `hashes` are its dedup keys one by one."""

    chunk: Chunk
    stretches: list[Stretch]
    hashes: list[bytes]
    size: int


class Writer(threading.Thread):
    """Owns the writing connection. `on_commit` hears of new chunks, in this thread, before anybody is answered."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        window: DedupWindow,
        *,
        head: int,
        on_commit: Callable[[Sequence[Written]], None],
        on_full: Callable[[], object],
        admit: Callable[[int], StorageError | None],
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(name="touchline-log-writer", daemon=True)
        self._connect = connect
        self._connection: Connection | None = None
        self._window = window
        self._head = head
        self._on_commit = on_commit
        self._on_full = on_full
        self._admit = admit
        self._clock = clock
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._closing = False

    def put(self, work: Work) -> None:
        """Queue work from any thread; raises StorageClosed after `close`."""
        if self._closing:
            raise StorageClosed("the log is closed")
        self._queue.put(work)

    def close(self) -> None:
        """Commit what waits, then end the thread and its connection."""
        if not self._closing:
            self._closing = True
            self._queue.put(None)
        self.join()

    def run(self) -> None:
        """Commit group after group until closed."""
        open_ = True
        while open_:
            group, open_ = self._take()
            if group:
                self._commit(group)
        self._drop_connection()

    def _take(self) -> tuple[list[Work], bool]:
        """Wait for work, then take what else is there up to the bounds of a group."""
        group: list[Work] = []
        events = size = 0
        work = self._queue.get()
        while work is not None:
            group.append(work)
            events += work.events
            size += work.size
            if events >= GROUP_EVENTS or size >= GROUP_BYTES:
                return group, True
            try:
                work = self._queue.get_nowait()
            except Empty:
                return group, True
        return group, False

    def _commit(self, group: list[Work]) -> None:
        for work in [work for work in group if work.alone]:
            group.remove(work)
            self._run_alone(work)
        adds = any(work.run or work.rejected for work in group)
        refusal = self._admit(sum(work.size for work in group)) if adds else None
        if refusal:
            group = self._refuse_appends(group, refusal)
        try:
            self._transact(group)
        except StorageFull as error:
            self._drop_connection()
            self._on_full()
            self._retry(self._refuse_appends(group, error))
        except StorageError as error:
            self._drop_connection()
            _finish(group, error)
        except Exception:  # noqa: BLE001 - one piece of work cannot be stored, and must not fail its neighbours
            self._drop_connection()
            for work in group:
                self._retry([work])

    def _run_alone(self, work: Work) -> None:
        self._drop_connection()
        try:
            work.result = work.alone() if work.alone else None
        except Exception as error:  # noqa: BLE001 - it is the answer
            work.error = error
        _finish([work])

    def _retry(self, group: list[Work]) -> None:
        try:
            self._transact(group)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the answer
            self._drop_connection()
            _finish(group, error)

    @staticmethod
    def _refuse_appends(group: list[Work], error: StorageError) -> list[Work]:
        """Answer the appends of a group with `error`; returns the jobs."""
        _finish([work for work in group if not work.job], error)
        return [work for work in group if work.job]

    def _transact(self, group: list[Work]) -> None:
        if not group:
            return
        batch = _Batch(self._head + 1, self._all_new(group))
        with translated():
            connection = self._connection or self._reconnect()
            connection.execute("BEGIN IMMEDIATE")
            for work in group:
                self._apply(connection, work, batch)
            written = self._write_chunks(connection, batch)
            connection.execute("COMMIT")
        self._settle(group, batch, written)

    def _apply(self, connection: Connection, work: Work, batch: _Batch) -> None:
        """One piece of work inside the transaction; its own errors undo only itself."""
        work.result = work.error = None
        if work.run and not work.run.complete:
            work.result = self._place(work.run, batch)
        elif work.run or work.job:
            self._isolated(connection, work, batch)
        else:
            work.result = Fates(batch.next)
        if work.rejected:
            rejects.store(connection, work.rejected, at=self._clock())

    def _isolated(self, connection: Connection, work: Work, batch: _Batch) -> None:
        """Run foreign code in a savepoint: what it raises is its own answer, unless the disk failed under all."""
        mark = len(batch.runs), batch.next
        connection.execute("SAVEPOINT work")
        try:
            with translated():
                work.result = work.job(connection) if work.job else self._complete(connection, work.run, batch)
        except (StorageFull, StorageFailed, StorageDamaged):
            raise
        except Exception as error:  # noqa: BLE001 - foreign code may raise anything; it becomes its caller's answer
            connection.execute("ROLLBACK TO work")
            work.error = error
            batch.undo(*mark)
        connection.execute("RELEASE work")

    def _all_new(self, group: Sequence[Work]) -> bool:
        """Whether no event of the group is a duplicate: asked once for all, as it is nearly always so."""
        hashes = list(chain.from_iterable([work.run.hashes for work in group if work.run]))
        return self._window.isdisjoint(hashes) and len(set(hashes)) == len(hashes)

    def _place(self, run: Run, batch: _Batch) -> Fates:
        """Give positions to the events that are new, in order."""
        first = batch.next
        if batch.all_new:
            batch.add(run)
            return Fates(first)
        kept, duplicates = self._sorted_out(run.hashes, batch)
        if kept:
            batch.add(run.take(kept) if duplicates else run)
        return Fates(first, duplicates)

    def _sorted_out(self, hashes: Sequence[bytes], batch: _Batch) -> tuple[list[int], list[int]]:
        """The indexes of new events, and of duplicates."""
        seen: set[bytes] = set()
        kept: list[int] = []
        duplicates: list[int] = []
        for index, hash_ in enumerate(hashes):
            known = hash_ in self._window or hash_ in batch.fresh or hash_ in seen
            (duplicates if known else kept).append(index)
            seen.add(hash_)
        return kept, duplicates

    def _complete(self, connection: Connection, run: Run | None, batch: _Batch) -> Fates:
        """The same for a run some of whose events are completed once they are known to be new."""
        assert run is not None  # noqa: S101 - the caller looked
        assert run.complete is not None  # noqa: S101
        first = batch.next
        kept, duplicates = self._sorted_out(run.hashes, batch)
        raw = [complete(connection) if (complete := run.complete[index]) else run.columns.raw[index] for index in kept]
        if kept:
            batch.add(run.take(kept, raw=raw))
        return Fates(first, duplicates)

    def _write_chunks(self, connection: Connection, batch: _Batch) -> list[Written]:
        written: list[Written] = []
        first, done = self._head + 1, 0
        for runs in gather(batch.runs):
            count = sum([run.count for run in runs])
            written.append(_packed(first + done, runs, batch.hashes[done : done + count]))
            done += count
        now = self._clock()
        connection.executemany(
            "INSERT INTO chunks(first, last, checksum, size, written, hashes, body) VALUES (?,?,?,?,?,?,?)",
            [(c.first, c.last, c.checksum, w.size, now, c.hashes, c.body) for w in written for c in (w.chunk,)],
        )
        return written

    def _settle(self, group: list[Work], batch: _Batch, written: list[Written]) -> None:
        """The commit is on disk: make it visible, then answer."""
        self._head = batch.next - 1
        for one in written:
            self._window.add(one.chunk.hashes, one.hashes)
        if written:
            self._on_commit(written)
        _finish(group)

    def _reconnect(self) -> Connection:
        self._connection = self._connect()
        return self._connection

    def _drop_connection(self) -> None:
        """After an error the connection's state is doubtful; closing it rolls back and starts afresh."""
        if self._connection is None:
            return
        try:
            with translated():
                self._connection.close()
        except StorageError as error:
            log.warning("closing the log's connection: %s", error)
        self._connection = None


def _packed(first: int, runs: Sequence[Run], hashes: list[bytes]) -> Written:
    """The chunk of these runs from position `first` on."""
    firsts = accumulate([run.count for run in runs], initial=first)
    stretches = [Stretch(at, run) for at, run in zip(firsts, runs, strict=False)]
    return Written(pack(first, b"".join(hashes), runs), stretches, hashes, sum([run.size for run in runs]))


def _finish(group: Sequence[Work], error: BaseException | None = None) -> None:
    for work in group:
        try:
            work.done(work.result, error or work.error)
        except Exception:
            log.exception("an answer of the log was refused")
