"""Events in memory, bounded in bytes.

Lines rest in the form in which they travel: chunks of NDJSON, each at most one batch large. Putting is an append to a
bytearray, taking a batch copies nothing, and the bytes held are the bytes counted.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence

from touchline.batch import MAX_BYTES, MAX_EVENTS, Batch, Limits
from touchline.outbox.store import FULL, OK, WAKE, Size


class _Chunk:
    __slots__ = ("body", "born", "count", "lane")

    def __init__(self, body: bytearray, count: int, born: float, lane: int) -> None:
        self.body = body
        self.count = count
        self.born = born
        self.lane = lane


class MemoryStore:
    """Holds at most `max_bytes`; lane 0 is sent first and dropped last."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._reset()

    def _reset(self) -> None:
        # Reentrant: a signal handler or a finaliser may track an event while its own thread is inside `put`.
        self._lock = threading.RLock()
        self._lanes: dict[int, deque[_Chunk]] = {0: deque()}
        self._taken: list[_Chunk] = []
        self._bytes = 0
        self._events = 0
        self.accepted = 0

    def put(self, line: bytes, lane: int = 0) -> int:
        """Take one line: `OK`, `WAKE` or `FULL`."""
        size = len(line)
        with self._lock:
            if self._bytes + size > self._max_bytes:
                return FULL
            self._bytes += size
            self._events += 1
            self.accepted += 1
            chunks = self._lanes.get(lane)
            if chunks:
                chunk = chunks[-1]
                if chunk.count < MAX_EVENTS and len(chunk.body) + size <= MAX_BYTES:
                    chunk.body += line
                    chunk.count += 1
                    return WAKE if chunk.count == MAX_EVENTS else OK
            self._lanes.setdefault(lane, deque()).append(_Chunk(bytearray(line), 1, time.monotonic(), lane))
            return WAKE

    def peek(self, limits: Limits, ahead: int = 0) -> Batch | None:
        """Return the oldest chunk of the most important lane, cut to the limits; ahead of time only full ones."""
        with self._lock:
            if ahead >= len(self._taken):
                lane = next((chunks for _, chunks in sorted(self._lanes.items()) if chunks), None)
                if lane is None or (ahead and len(lane) == 1 and lane[0].count < MAX_EVENTS):
                    return None
                self._taken.append(lane.popleft())
            chunk = self._taken[ahead]
            if chunk.count > limits.events or len(chunk.body) > limits.bytes:
                chunk = self._cut(ahead, limits)
            return Batch(chunk.body, chunk.count, chunk)

    def _cut(self, at: int, limits: Limits) -> _Chunk:
        """Split a taken chunk that is too large; the rest goes back to where it comes next."""
        chunk = self._taken[at]
        end, count = 0, 0
        while count < limits.events:
            newline = chunk.body.index(b"\n", end) + 1
            if count and newline > limits.bytes:
                break
            end, count = newline, count + 1
            if count == chunk.count:
                return chunk
        rest = _Chunk(chunk.body[end:], chunk.count - count, chunk.born, chunk.lane)
        if at + 1 < len(self._taken):
            self._taken.insert(at + 1, rest)
        else:
            self._lanes[chunk.lane].appendleft(rest)
        self._taken[at] = first = _Chunk(chunk.body[:end], count, chunk.born, chunk.lane)
        return first

    def settle(self, batch: Batch, keep: Sequence[bytes] = ()) -> None:
        """Remove the peeked batch; `keep` goes to the end, beyond the bound if it must."""
        with self._lock:
            if batch.token not in self._taken:  # given up meanwhile
                return
            self._taken.remove(batch.token)
            kept = b"".join(line + b"\n" for line in keep)
            self._bytes += len(kept) - len(batch.body)
            self._events += len(keep) - batch.count
            if keep:
                self._lanes[0].append(_Chunk(bytearray(kept), len(keep), time.monotonic(), 0))

    def due(self, now: float, linger: float) -> float | None:
        """Return 0 for a batch in hand or full, else what is left of the oldest chunk's linger."""
        with self._lock:
            if self._taken:
                return 0.0
            waiting = [chunks for chunks in self._lanes.values() if chunks]
            if not waiting:
                return None
            if any(len(chunks) > 1 or chunks[0].count >= MAX_EVENTS for chunks in waiting):
                return 0.0
            return max(0.0, min(chunks[0].born for chunks in waiting) + linger - now)

    def size(self) -> Size:
        """Return what waits, the batch in flight included."""
        with self._lock:
            return Size(self._events, self._bytes)

    def tally(self) -> tuple[int, int]:
        """Return the events ever taken and those that wait, of one moment."""
        with self._lock:
            return self.accepted, self._events

    def evict(self) -> list[bytes]:
        """Drop the oldest chunk of the least important lane."""
        with self._lock:
            lane = next((chunks for _, chunks in sorted(self._lanes.items(), reverse=True) if chunks), None)
            if lane is None:
                return []
            chunk = lane.popleft()
            self._bytes -= len(chunk.body)
            self._events -= chunk.count
            return bytes(chunk.body).splitlines()

    def abandon(self) -> list[bytes]:
        """Give up everything, a batch in flight included, and return it."""
        with self._lock:
            lines = self.lines()
            self._lanes, self._taken, self._bytes, self._events = {0: deque()}, [], 0, 0
            return lines

    def lines(self) -> list[bytes]:
        """Return everything that waits, a batch in flight included, and leave it."""
        with self._lock:
            chunks = [chunk for _, lane in sorted(self._lanes.items()) for chunk in lane]
            return [line for chunk in [*self._taken, *chunks] for line in bytes(chunk.body).splitlines()]

    def forked(self) -> None:
        """Start empty: the parent sends what it holds."""
        self._reset()

    def close(self) -> None:
        """Nothing is held outside memory."""
