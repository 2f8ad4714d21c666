"""Looking at a log without writing: beside a running collector, or at a copy of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from touchline_collector.errors import StorageDamaged, StorageError
from touchline_collector.eventlog import erasure, schema
from touchline_collector.eventlog.chunks import Chunk, events_of
from touchline_collector.eventlog.reader import next_chunk, read_gaps, try_unpack
from touchline_collector.eventlog.records import Gap, Logged
from touchline_collector.sqlite import number, translated


@dataclass(frozen=True, slots=True)
class Statistics:
    """A log in numbers. Bytes: `raw` as received, `stored` after compression."""

    head: int
    oldest: int
    events: int
    chunks: int
    raw: int
    stored: int
    rejects: int
    damaged_chunks: int


class LogView:
    """A read-only look at a log folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / schema.FILE
        if not self.path.exists():
            raise StorageError(f"there is no log in {folder}")
        self._connection = schema.open_reader(self.path)

    def head(self) -> int:
        """The newest position ever given out."""
        with translated():
            return schema.head(self._connection)

    def tombstones(self) -> tuple[bytes, dict[bytes, datetime]]:
        """Key and cut-offs of those who were erased."""
        with translated():
            return erasure.tombstones_at_rest(self._connection)

    def statistics(self) -> Statistics:
        """The log in numbers; reads only the columns before the bodies."""
        with translated():
            return Statistics(
                head=schema.head(self._connection),
                oldest=number(self._connection, "SELECT min(first) FROM chunks"),
                events=number(self._connection, "SELECT sum(last - first + 1) FROM chunks"),
                chunks=number(self._connection, "SELECT count(*) FROM chunks"),
                raw=number(self._connection, "SELECT sum(size) FROM chunks"),
                stored=number(self._connection, "SELECT sum(length(body)) FROM chunks"),
                rejects=number(self._connection, "SELECT count(*) FROM rejects"),
                damaged_chunks=number(self._connection, "SELECT count(*) FROM damaged"),
            )

    def chunks(self, after: int = 0) -> Iterator[tuple[Chunk, list[Logged] | StorageDamaged]]:
        """Every chunk with a position above `after`, unpacked or with what is wrong with it."""
        while True:
            with translated():
                chunk = next_chunk(self._connection, after)
            if chunk is None:
                return
            found = try_unpack(chunk)
            yield chunk, found if isinstance(found, StorageDamaged) else list(events_of(found))
            after = chunk.last

    def read(self, after: int, *, limit: int) -> list[Logged]:
        """Up to `limit` events above `after`, of the next chunk that has any; damaged ones are passed over."""
        for _, events in self.chunks(after):
            if not isinstance(events, StorageDamaged) and (found := [e for e in events if e.position > after]):
                return found[:limit]
        return []

    def skip(self, after: int) -> int:
        """The position up to which nothing follows `after`, as far as is known now: an erased tail is no news."""
        return after if self.read(after, limit=1) else self.head()

    def gaps(self) -> list[Gap]:
        """Every known gap."""
        with translated():
            return read_gaps(self._connection, 1, self.head())

    def __enter__(self) -> Self:
        """The view."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close."""
        self._connection.close()
