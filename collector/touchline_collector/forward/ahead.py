"""Reading ahead: a sink that is behind has the next part of the log fetched while it still writes the last one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from touchline_collector.forward.selection import Gap, Selected
from touchline_collector.forward.steps import Read


@dataclass(frozen=True, slots=True)
class Found:
    """What the log holds after a position, as the sink gets it, and why positions are missing in between."""

    selected: Sequence[Selected]
    gaps: Sequence[Gap]


class Ahead:
    """At most one read under way, in a thread that is made for the first; to be used from one thread.

    `read` is never run twice at a time. What it raises comes out of `take`.
    """

    def __init__(self, name: str, read: Callable[[Read], Found]) -> None:
        self._name, self._read = name, read
        self._thread: ThreadPoolExecutor | None = None
        self._after = -1
        self._under_way: Future[Found] | None = None

    def begin(self, read: Read) -> None:
        """Fetch this, unless something is being fetched already."""
        if self._under_way is None:
            self._thread = self._thread or ThreadPoolExecutor(1, f"{self._name}-ahead")
            self._after, self._under_way = read.after, self._thread.submit(self._read, read)

    def take(self, read: Read) -> Found:
        """What follows `read.after`: fetched already, perhaps more or less of it than asked for, or else read now."""
        if self._after != read.after:
            self.drop()
        fetched, self._under_way = self._under_way, None
        return self._read(read) if fetched is None else fetched.result()

    def drop(self) -> None:
        """Forget what was fetched; returns once nothing is being read."""
        if self._under_way is not None:
            wait([self._under_way])
            self._under_way = None

    def close(self) -> None:
        """End the thread; `begin` makes another."""
        self.drop()
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
