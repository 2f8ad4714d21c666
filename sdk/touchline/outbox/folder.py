"""Events in a folder: on disk before `track` returns, shared by several processes, sent by one of them at a time.

Every process appends to segments of its own (one a lane), so that writers never wait for each other. Who holds the
lock on `sender.lock` sends for all, a batch of each process in turn, of each from the oldest segment on; when it dies
the kernel frees the lock and another process takes over within a second. A segment whose writer ended it or died is
deleted when its last event is settled.

Why files and not a database: an append of one line measures 4 microseconds here, an insert through apsw 15 (WAL, not
synced), and a slice of the file is, checksums aside, the body of a request.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from touchline.batch import MAX_BYTES, MAX_EVENTS, Batch, Limits
from touchline.errors import OutboxError
from touchline.outbox.commit import GroupCommit
from touchline.outbox.keyring import Keyring, LockedError
from touchline.outbox.lead import LOCK, Lead
from touchline.outbox.lines import parsed, whole
from touchline.outbox.listing import bytes_of, changed_at, segments
from touchline.outbox.own import SEGMENT_BYTES, OwnSegments
from touchline.outbox.segment import HEADER_BYTES, Reader, lane_of, make_folder, sync_file, sync_folder, writer_of
from touchline.outbox.store import FAILED, FULL, OK, WAKE, Size

# A day of a busy shop (400,000 events) fits; a till's disk has it to spare.
DISK_BYTES = 1024 * 1024 * 1024
# A folder is looked through this often for the segments of other processes, and this often while some are alive.
SCAN_S = 1.0
SCAN_SHARED_S = 0.2
# A process that is not the sender looks this often whether it must become one, or whether its events are gone.
FOLLOW_S = 0.5
FOLLOW_HURRY_S = 0.02
# One read covers a batch: the body, nine bytes of checksum an event, and what it grows by where it is sealed.
_READ_BYTES = MAX_BYTES + MAX_EVENTS * 9 + 64 * 1024
_READ_SEALED_BYTES = (_READ_BYTES + MAX_EVENTS * 28) * 4 // 3

Told = Callable[[str, str, list[bytes]], None]


class _Taken(NamedTuple):
    reader: Reader
    used: int


class Tally(NamedTuple):
    """Own events ever taken, those that wait, those that another process sent, and those taken over from others."""

    accepted: int
    waiting: int
    elsewhere: int
    adopted: int


class FolderStore:
    """See the module's text; the verbs are those of `store`."""

    def __init__(
        self,
        path: Path,
        *,
        told: Told,
        power: bool = False,
        max_bytes: int = DISK_BYTES,
        max_age: float | None = None,
        keys: Keyring | None = None,
        moving: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.path = path
        self.accepted = 0
        self.elsewhere = 0
        self.adopted = 0
        self.last_error: OSError | None = None
        self._told = told
        self._moving = moving
        self._power = power
        self._max_bytes = max_bytes
        self._max_age = max_age
        self._keys = keys or Keyring()
        self._segment_bytes = min(SEGMENT_BYTES, max(64 * 1024, max_bytes // 8))
        self._fresh()
        try:
            make_folder(path)
            (path / LOCK).touch(mode=0o600)
            next(path.iterdir(), None)
        except OSError as error:
            raise OutboxError(f"outbox {str(path)!r} cannot be used: {error.strerror or error}") from error

    def _fresh(self) -> None:
        # Reentrant: a signal handler or a finaliser may track an event while its own thread is inside `put`.
        self._lock = threading.RLock()
        # Around the readers; taken before `_lock`, never the other way, so that a long read holds up no `put`.
        self._sending = threading.RLock()
        self._commit = GroupCommit(self._sync_all)
        self._own = OwnSegments(self.path, self._segment_bytes, self._keys, durable=self._power)
        self._readers: dict[Path, Reader] = {}
        # Segments that none of our keys opens, with the ids of theirs: they are counted, and wait.
        self._locked: dict[Path, str] = {}
        self._taken: tuple[_Taken, Batch] | None = None
        self._lead = Lead(self.path / LOCK, FOLLOW_HURRY_S)
        self._waiting = 0
        self._first_put = 0.0
        self._scanned = float("-inf")
        self._changed = 0
        # Of the processes whose events wait: when each had its turn, so that a busy one does not hold up the others.
        self._served: dict[str, int] = {}
        self._live_others = False
        self._others_bytes = 0

    # -- the producer's side ---------------------------------------------------------------------------------------

    def put(self, line: bytes, lane: int = 0) -> int:
        """Append one line to this process's segment; `FAILED` when the disk refuses (`last_error` says how)."""
        size = self._keys.at_rest(len(line))
        try:
            with self._lock:
                if self._own.bytes + self._others_bytes + size > self._max_bytes:
                    return FULL
                self._own.append(line, lane)
                self._waiting = waiting = self._waiting + 1
                ticket = self._own.written
                self.accepted += 1
                if waiting == 1:
                    self._first_put = time.monotonic()
            if self._power:
                self._commit.reach(ticket)
        except OSError as error:
            self.last_error = error
            return FAILED
        return WAKE if waiting == 1 or waiting % MAX_EVENTS == 0 else OK

    def sync(self) -> None:
        """Return when everything put so far is on the medium."""
        self._commit.reach(self._own.written)

    def _sync_all(self) -> int:
        """Sync every segment that needs it, beside those who append; return the ticket that is safe then."""
        return self._sync_open() if self._power else self._sync_late()

    def _sync_late(self) -> int:
        """Sync what was not synced as it was written: ended segments and the folder's names too."""
        with self._lock:
            reached, paths = self._own.written, self._own.unsynced()
        for path in paths:
            sync_file(path)
        sync_folder(self.path)
        with self._lock:
            self._own.synced(paths)
        return reached

    def _sync_open(self) -> int:
        """Sync the open segments; the ended ones were as they ended, the names as they were made."""
        with self._lock:
            reached, descriptors = self._own.written, self._own.descriptors()
        try:
            for descriptor in descriptors:
                os.fdatasync(descriptor)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return reached

    # -- the sender's side -----------------------------------------------------------------------------------------

    def due(self, now: float, linger: float) -> float | None:
        """Return seconds until a batch is worth sending; the folder is shared, so that is never 'never'."""
        with self._sending:
            if self._taken is not None:
                return 0.0
            if not self._leads(now):
                self._follow()
                return FOLLOW_HURRY_S if linger == 0 else FOLLOW_S
            self._scan(now)
            if self._waiting >= MAX_EVENTS or self._backlog():
                return 0.0
            rest = SCAN_SHARED_S if self._live_others else SCAN_S
            return min(rest, max(0.0, self._first_put + linger - now)) if self._waiting else rest

    def _leads(self, now: float) -> bool:
        if not self._lead.held and self._lead.seek(now):
            self._scanned = float("-inf")
        return self._lead.held

    def _scan(self, now: float) -> None:
        """Look for segments: our own new ones at once, those of other processes now and then."""
        for path in self._active() - self._readers.keys():
            self._open(path)
        changed = changed_at(self.path)
        if changed == self._changed and now - self._scanned < (SCAN_SHARED_S if self._live_others else SCAN_S):
            return
        self._scanned, self._changed = now, changed
        self._find(segments(self.path))
        others = [reader for path, reader in self._readers.items() if path not in self._own]
        self._others_bytes = sum(HEADER_BYTES + reader.unread() for reader in others) + bytes_of(self._locked)
        writers = {writer_of(path) for path in self._readers}
        self._served = {writer: turn for writer, turn in self._served.items() if writer in writers}
        self._live_others = not all(reader.claim() for reader in others)
        if self._max_age is not None:
            self._expire(self._max_age)

    def _active(self) -> set[Path]:
        with self._lock:
            return self._own.open_paths()

    def _find(self, paths: list[Path]) -> None:
        before, self._locked = self._locked, self._keys.locked(paths)
        for path in paths:
            self._open(path)
        if self._locked.keys() - before.keys():
            self._told("outbox.locked", self._keys.sentence(self._locked), [])

    def _open(self, path: Path) -> None:
        if path not in self._readers and path not in self._locked:
            with suppress(FileNotFoundError):
                self._readers[path] = Reader(path, self._keys.opener(path))

    def _backlog(self) -> bool:
        """Tell whether a segment of another process, or an ended one of ours, has something to send."""
        active = self._active()
        return any(path not in active and reader.unread() for path, reader in self._readers.items())

    def peek(self, limits: Limits, ahead: int = 0) -> Batch | None:
        """Return the oldest batch of the most important lane; one at a time, since only one may be sent twice."""
        if ahead:
            return None
        with self._sending:
            if self._taken is not None:
                taken, batch = self._taken
                if batch.count <= limits.events and len(batch.body) <= limits.bytes:
                    return batch
                self._taken = None
                return self._take(taken.reader, limits)
            for path in sorted(self._readers, key=self._turn):
                found = self._take(self._readers[path], limits)
                if found is not None:
                    self._served[writer_of(path)] = max(self._served.values(), default=0) + 1
                    return found
            return None

    def _turn(self, path: Path) -> tuple[int, int, str]:
        """Order segments by lane, then by how long ago their process had its turn, then by age."""
        return lane_of(path), self._served.get(writer_of(path), 0), path.name

    def _take(self, reader: Reader, limits: Limits) -> Batch | None:
        while data := reader.read(_READ_BYTES if reader.opener is None else _READ_SEALED_BYTES):
            piece = parsed(data, limits, reader.opener)
            if piece.count:
                batch = Batch(piece.body, piece.count)
                self._taken = (_Taken(reader, piece.used), batch)
                return batch
            if not piece.used:
                break
            self._told("outbox.damaged", "damaged lines in the outbox were set aside", piece.damaged)
            reader.advance(piece.used, 0)
        self._finish(reader)
        return None

    def _finish(self, reader: Reader) -> None:
        """Delete a segment that is complete and sent; a torn last line of a dead writer is set aside."""
        if reader.path in self._active() or not reader.claim():
            return
        tail = reader.read(_READ_BYTES)
        if b"\n" in tail:  # the writer appended between our read and our claim
            return
        if tail:
            self._told("outbox.damaged", "a torn line was set aside", [tail])
            reader.advance(len(tail), 0)
        if not reader.unread():
            self._forget(reader)
            reader.remove()

    def _forget(self, reader: Reader) -> None:
        self._readers.pop(reader.path, None)
        with self._lock, suppress(OSError):
            self._own.forget(reader.path)

    def settle(self, batch: Batch, keep: Sequence[bytes] = ()) -> None:
        """Move the cursor past the batch; `keep` is appended anew first, so that a crash in between loses nothing."""
        with self._sending:
            if self._taken is None:
                return
            reader, used = self._taken[0]
            with self._lock:
                for line in keep:
                    self._own.append(line + b"\n", reader.lane)
                self._count_settled(reader.path, batch.count, len(keep))
            reader.advance(used, batch.count)
            self._taken = None
            if not reader.unread():
                self._finish(reader)

    def _count_settled(self, path: Path, settled: int, kept: int) -> None:
        if path in self._own:
            self._own.settle(path, settled)
            self._waiting -= settled
        else:
            self.adopted += settled
        self._waiting += kept
        self._first_put = time.monotonic()

    # -- what else a store does ------------------------------------------------------------------------------------

    def size(self) -> Size:
        """Return what waits: this process's events, and as the sender those that dead processes left."""
        with self._sending:
            now = time.monotonic()
            if not self._leads(now):
                self._follow()
                return Size(self._waiting, self._own.bytes)
            self._scan(now)
            left = [r for path, r in self._readers.items() if path not in self._own and r.unread() and r.claim()]
            return Size(self._waiting + sum(reader.rest().count(b"\n") for reader in left), self._own.bytes)

    def inherited(self) -> bool:
        """Tell whether the folder holds segments of others, which a sender should look at."""
        return any(path not in self._own for path in segments(self.path))

    def tally(self) -> Tally:
        """Return this process's own books, of one moment."""
        with self._sending, self._lock:
            if not self._lead.held:
                self._follow()
            return Tally(self.accepted, self._waiting, self.elsewhere, self.adopted)

    def _follow(self) -> None:
        """Learn from the headers which of our events another process has sent."""
        with self._lock:
            more = self._own.follow()
            self.elsewhere += more
            self._waiting -= more

    def evict(self) -> list[bytes]:
        """Drop the oldest segment of the least important lane that nobody is sending."""
        with self._sending, self._lock:
            busy = self._taken[0].reader.path if self._taken else None
            for path in sorted(segments(self.path), key=lambda path: (-lane_of(path), path.name)):
                if path != busy and (lines := self._evict(path)):
                    return lines
        return []

    def _evict(self, path: Path) -> list[bytes]:
        self._own.end(path)
        try:
            reader = self._readers.pop(path, None) or Reader(path, self._keys.opener(path))
        except LockedError:
            return []
        if not reader.claim():
            reader.close()
            return []
        return self._drop(reader)

    def _drop(self, reader: Reader) -> list[bytes]:
        lines = whole(reader.rest(), reader.opener)
        with self._lock:
            if reader.path in self._own:
                self._waiting -= len(lines)
            else:
                self.adopted += len(lines)
        self._forget(reader)
        reader.remove()
        return lines

    def _expire(self, max_age: float) -> None:
        busy = self._taken[0].reader if self._taken else None
        oldest = time.time() - max_age
        for path, reader in list(self._readers.items()):
            if reader is not busy and not reader.gone() and reader.claim() and path.stat().st_mtime < oldest:
                with self._moving():
                    lines = self._drop(reader)
                    if lines:
                        self._told("dropped.expired", "events waited longer than max_age", lines)

    def forked(self) -> None:
        """Leave the parent's segments and lock to the parent."""
        self._own.disown()
        for reader in self._readers.values():
            reader.close()
        self._lead.leave()
        self.accepted = self.elsewhere = self.adopted = 0
        self._fresh()

    def close(self) -> None:
        """Seal our segments, delete those that are sent, and let another process send."""
        with self._sending, self._lock:
            self._own.close()
            for reader in list(self._readers.values()):
                if self._lead.held and not reader.unread() and reader.claim():
                    self._forget(reader)
                    reader.remove()
                else:
                    reader.close()
            self._readers.clear()
            self._taken = None
            self._lead.leave()
