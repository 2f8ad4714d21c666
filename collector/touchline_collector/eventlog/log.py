"""The durable event log: append, read after a position, run a job in the writer's transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from touchline_collector.errors import StorageDamaged, StorageError, StorageFailed, StorageFull
from touchline_collector.eventlog import compaction, erasure, retention, schema
from touchline_collector.eventlog.chunks import Chunk, events_of
from touchline_collector.eventlog.dedup import WINDOW, DedupWindow
from touchline_collector.eventlog.filesystem import require_local
from touchline_collector.eventlog.reader import ChunkCache, Readers, next_chunk, read_gaps, try_unpack
from touchline_collector.eventlog.records import Appended, Fates, Gap, Logged, NewEvent, Rejected
from touchline_collector.eventlog.retention import Policy
from touchline_collector.eventlog.runs import Run, Stretch
from touchline_collector.eventlog.salvage import salvage
from touchline_collector.eventlog.space import Space
from touchline_collector.eventlog.writer import Work, Writer, Written
from touchline_collector.sqlite import Connection, number, require_safe_version, translated

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Room for the cursors of a hundred sinks and the WAL while a full disk drains.
RESERVE = 32 << 20


class EventLog:
    """One SQLite file below a folder, one writer thread, any number of readers. Open with `EventLog.open`."""

    def __init__(self, path: Path, space: Space, *, window: int, vfs: str | None) -> None:
        self.path = path
        self.space = space
        self.window = window
        self._vfs = vfs
        self._cache = ChunkCache()
        self._readers = Readers(lambda: schema.open_reader(path, vfs=vfs))
        self._callbacks: list[Callable[[], None]] = []
        self._compacted = 0  # below this position small chunks have been joined
        space.used = self.used_bytes
        dedup = DedupWindow(window)
        self._head = _load_or_salvage(path, dedup, vfs)
        self._writer = Writer(
            lambda: schema.open_writer(path, vfs=vfs),
            dedup,
            head=self._head,
            on_commit=self._committed,
            on_full=space.give_up_reserve,
            admit=space.admit,
        )
        self._writer.start()

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        window: int = WINDOW,
        reserve: int = RESERVE,
        max_bytes: int = 0,
        vfs: str | None = None,
    ) -> Self:
        """Open the log below `folder`, made where it is missing; a damaged file is salvaged on the way.

        `window` is how many accepted ids the dedup remembers, `reserve` how much room is kept free, `max_bytes` a
        bound on the log itself (0: none); `vfs` names a registered SQLite VFS (tests). Raises StorageUnsupported on
        network file systems and unsafe versions of SQLite, StorageFailed, StorageFull.
        """
        require_safe_version()
        folder = Path(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StorageFailed(f"the log's folder {folder} cannot be used: {error.strerror or error}") from error
        require_local(folder)
        space = Space(folder, reserve=reserve, max_bytes=max_bytes)
        space.keep_reserve()
        path = folder / schema.FILE
        try:
            return cls(path, space, window=window, vfs=vfs)
        except StorageFull as error:
            if not space.give_up_reserve():
                raise StorageFull(f"the log in {folder} cannot be opened: {error}") from error
            return cls(path, space, window=window, vfs=vfs)

    def append(self, events: Sequence[NewEvent]) -> Future[list[Appended]]:
        """Add events; the future resolves after the sync with one fate per event, in order.

        An empty sequence resolves at the next commit. The future carries StorageFull, StorageFailed or StorageClosed
        when nothing was kept.
        """
        future: Future[list[Appended]] = Future()
        future.set_running_or_notify_cancel()

        def done(fates: Fates, error: BaseException | None) -> None:
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(fates.each(len(events)))

        self.enqueue(Run.of(events), (), done)
        return future

    def enqueue(
        self, run: Run, rejected: Sequence[Rejected], done: Callable[[Any, BaseException | None], None]
    ) -> None:
        """The same for columns, rejects in the same commit; `done(fates, error)` runs in the writer thread, briefly.

        `fates` are `Fates`, or None beside an error.
        """
        self._writer.put(Work(done, run if run.count else None, rejected))

    def submit(self, job: Callable[[Connection], T]) -> Future[T]:
        """Run `job` inside the writer's next transaction; the future resolves after its commit and sync.

        What the job raises undoes only the job and is carried by the future. Jobs of one thread run in order.
        """
        future: Future[T] = Future()
        self._writer.put(Work(_resolver(future), job=job))
        return future

    def query(self, job: Callable[[Connection], T]) -> T:
        """Run `job` on a connection that cannot write, in this thread."""
        with self._readers.lend() as connection:
            return job(connection)

    def read(self, after: int, *, limit: int, max_bytes: int) -> list[Logged]:
        """The events above position `after`, at most `limit` and, beyond the first, `max_bytes` of raw bytes.

        Positions rise; missing ones are explained by `gaps`. An empty list means that nothing above `after` is
        left (compare with `head`: the rest may be gaps).
        """
        return list(events_of(self.scan(after, limit=limit, max_bytes=max_bytes)))

    def scan(self, after: int, *, limit: int, max_bytes: int, whole_chunks: bool = False) -> list[Stretch]:
        """The same as columns, no stretch of them empty.

        With `whole_chunks` the bounds are overrun to the end of a chunk: who comes back for the rest of one would have
        it unpacked once more.
        """
        found: list[Stretch] = []
        while limit > 0 and (max_bytes > 0 or not found) and after < self._head:
            step = self._next(after)
            if step is None:
                break
            after, stretches = step
            for stretch in stretches:
                fitting = stretch if whole_chunks else _fitting(stretch, limit, max_bytes, single=not found)
                found += [fitting] if len(fitting) else []
                if len(fitting) < len(stretch):
                    return found
                limit -= len(stretch)
                max_bytes -= stretch.run.size
        return found

    def gaps(self, first: int, last: int) -> list[Gap]:
        """Why positions within `first`..`last` are missing: erased, expired (retention) or damaged; in order."""
        return self.query(lambda connection: read_gaps(connection, first, last))

    def head(self) -> int:
        """The newest durable position; 0 while the log is empty."""
        return self._head

    def on_append(self, callback: Callable[[], None]) -> None:
        """Call `callback` after every commit that added events: in the writer thread, so it must only wake somebody."""
        self._callbacks.append(callback)

    def erase(self, matches: Callable[[bytes], bool]) -> int:
        """Rewrite every chunk without the events whose raw bytes match, overwriting them; returns how many went."""
        erased = 0
        after: int | None = 0
        while after is not None:
            after, count = self.submit(partial(erasure.erase_chunks, after=after, matches=matches)).result()
            erased += count
        self._cache.clear()
        return erased

    def truncate_wal(self) -> None:
        """Leave nothing of what was erased in the WAL. Waits for readers; raises StorageFailed when they stay."""
        connection = schema.open_writer(self.path, vfs=self._vfs)
        try:
            with translated():
                if number(connection, "PRAGMA wal_checkpoint(TRUNCATE)"):  # 1: busy
                    raise StorageFailed("a reader kept the WAL from being emptied; erase again")
        finally:
            connection.close()

    def retain(self, policy: Policy, floor: int | None) -> int:
        """Drop what the policy lets go; `floor` is the lowest cursor. Returns how many events went."""
        dropped = 0
        while count := self.submit(partial(retention.retain, policy=policy, floor=floor, head=self._head)).result():
            dropped += count
        if dropped:
            self._cache.forget(before=self.query(lambda c: number(c, "SELECT min(first) FROM chunks")))
        if self.space.full:
            self._give_back()
        return dropped

    def _give_back(self) -> None:
        """Let the file shrink: that takes a checkpoint, and while nothing is appended none comes by itself."""
        try:
            self.truncate_wal()
        except StorageError as error:  # a reader is under way, or the disk has not even room for that; the next time
            logger.info("the log could not be shrunk yet: %s", error)

    def used_bytes(self) -> int:
        """Bytes of the file in use, without free pages and the WAL; 0 where the disk does not tell."""
        try:
            return self.query(retention.used_bytes)
        except StorageError:
            return 0

    def compact(self) -> int:
        """Join small chunks into fewer; returns how many were made. Call again while it returns any."""
        found = self.query(partial(compaction.extents, start=self._compacted))
        groups, start = compaction.plan(found)
        made = sum(map(self._join, groups))
        self._compacted = start if start is not None else self._compacted
        return made

    def _join(self, group: compaction.Group) -> bool:
        joined = self.query(partial(compaction.join, group=group))
        return joined is not None and self.submit(partial(compaction.replace, joined=joined)).result()

    def close(self) -> None:
        """Commit what waits, then end the thread. Twice is no error; later work raises StorageClosed."""
        self._writer.close()
        self._readers.close()
        self.space.release()

    def __enter__(self) -> Self:
        """The open log."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close."""
        self.close()

    def _next(self, after: int) -> tuple[int, list[Stretch]] | None:
        """Last position and the wanted events of the chunk that follows `after`; steps over a damaged one."""
        cached = self._cache.find(after + 1)
        if cached:
            last, stretches = cached
        else:
            chunk = self._stored(after)
            if chunk is None:
                return None
            last, unpacked = chunk.last, try_unpack(chunk)
            stretches = self._set_aside(chunk, unpacked) if isinstance(unpacked, StorageDamaged) else unpacked
        return last, [stretch.after(after) for stretch in stretches]

    def _stored(self, after: int) -> Chunk | None:
        """The next chunk on disk. Where SQLite itself cannot read its file any more, it is salvaged first, once."""
        generation = self._readers.generation
        try:
            return self.query(lambda connection: next_chunk(connection, after))
        except StorageDamaged as error:
            logger.error("%s is damaged: %s", self.path, error)  # noqa: TRY400 - salvaged next
            self._alone(lambda: self._salvage(generation)).result()
            return self.query(lambda connection: next_chunk(connection, after))

    def _salvage(self, generation: int) -> None:
        if self._readers.generation == generation:  # else another reader found the same damage and it is done
            salvage(self.path, head=self._head, vfs=self._vfs)
            self._readers.renew()

    def _alone(self, task: Callable[[], T]) -> Future[T]:
        """Run `task` in the writer thread while no writing connection is open."""
        future: Future[T] = Future()
        self._writer.put(Work(_resolver(future), alone=task))
        return future

    def _set_aside(self, chunk: Chunk, error: StorageDamaged) -> list[Stretch]:
        """Move a damaged chunk out of the way, so that everything after it can be delivered."""
        logger.error("chunk %d-%d is damaged and set aside: %s", chunk.first, chunk.last, error)
        try:
            self.submit(lambda connection: set_aside(connection, chunk, str(error))).result()
        except StorageError as refused:
            logger.error("chunk %d-%d could not be set aside: %s", chunk.first, chunk.last, refused)  # noqa: TRY400
        return []

    def _committed(self, written: Sequence[Written]) -> None:
        for one in written:
            self._cache.put(one.chunk.first, one.chunk.last, one.stretches, one.size)
        self._head = written[-1].chunk.last
        for callback in self._callbacks:
            try:
                callback()
            except Exception:
                logger.exception("a listener of the log failed")


def _fitting(stretch: Stretch, limit: int, max_bytes: int, *, single: bool) -> Stretch:
    """As much of it as the bounds permit; `single`: one event, however large."""
    if len(stretch) <= limit and stretch.run.size <= max_bytes:
        return stretch
    count = 0
    for size in accumulate(map(len, stretch.run.columns.raw)):
        if count >= limit or (size > max_bytes and not (single and count == 0)):
            break
        count += 1
    return stretch.cut(0, count)


def set_aside(connection: Connection, chunk: Chunk, reason: str) -> None:
    """Move a chunk from the log to the damaged ones and leave a gap; twice is no error."""
    connection.execute(
        "INSERT OR IGNORE INTO damaged(first, last, found, reason, checksum, hashes, body) "
        "SELECT first, last, unixepoch('subsec'), ?, checksum, hashes, body FROM chunks WHERE first = ?",
        (reason, chunk.first),
    )
    for part in _unexplained(connection, chunk.first, chunk.last):
        connection.execute("INSERT INTO gaps VALUES (?, ?, 'damaged')", part)
    connection.execute("DELETE FROM chunks WHERE first = ?", (chunk.first,))


def _unexplained(connection: Connection, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of `first`..`last` that no gap names yet; what was erased of a chunk stays erased."""
    parts = []
    for gap in read_gaps(connection, first, last):
        if gap.first > first:
            parts.append((first, gap.first - 1))
        first = max(first, gap.last + 1)
    return [*parts, (first, last)] if first <= last else parts


def _load_or_salvage(path: Path, window: DedupWindow, vfs: str | None) -> int:
    try:
        return _load(path, window, vfs)
    except StorageDamaged as error:
        logger.error("%s is damaged: %s", path, error)  # noqa: TRY400 - salvaged next
        salvage(path, vfs=vfs)
        return _load(path, window, vfs)


def _load(path: Path, window: DedupWindow, vfs: str | None) -> int:
    """Make the file where it is missing, fill the dedup window; returns the head."""
    connection = schema.open_writer(path, vfs=vfs)
    try:
        with translated():
            head = schema.head(connection)
            recent = "SELECT hashes FROM chunks WHERE last > ? ORDER BY first"
            for (hashes,) in connection.execute(recent, (head - window.size,)):
                window.add(hashes)
    finally:
        with translated():  # closing checkpoints, and the disk may refuse that too
            connection.close()
    return head


def _resolver(future: Future[Any]) -> Callable[[Any, BaseException | None], None]:
    future.set_running_or_notify_cancel()

    def resolve(result: Any, error: BaseException | None) -> None:
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    return resolve
