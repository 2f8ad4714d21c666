"""Joining small chunks at rest: a commit of one event makes a chunk of one event, and a million of those start slowly.

Planned from the chunks' sizes, made by whoever has time, and put in place by the writer in one short transaction,
unless a chunk has changed in between. Every event is rewritten about once: a group is joined when what follows it no
longer fits, and what is half full stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog.chunks import MAX_BYTES, MAX_EVENTS, Chunk, merged, pack
from touchline_collector.eventlog.reader import try_unpack
from touchline_collector.sqlite import Connection

# Chunks looked at in one query, some of their pages with them: a few megabytes.
LOOK_AT_ONCE = 4 * MAX_EVENTS

_COLUMNS = "first, last, CAST(hashes AS BLOB), CAST(body AS BLOB), CAST(checksum AS BLOB)"


class Extent(NamedTuple):
    """Where a chunk lies, and its raw bytes."""

    first: int
    last: int
    size: int


class Group(NamedTuple):
    """Neighbouring chunks to be joined, from position `first` to `last`."""

    first: int
    last: int


class Joined(NamedTuple):
    """The chunk that takes the place of others, which had these checksums; `size`: its raw bytes."""

    chunk: Chunk
    size: int
    replaced: list[bytes]


def extents(connection: Connection, start: int) -> list[Extent]:
    """The next chunks from position `start` on."""
    rows = connection.execute(
        "SELECT first, last, size FROM chunks WHERE first >= ? ORDER BY first LIMIT ?", (start, LOOK_AT_ONCE)
    )
    return [Extent(*row) for row in rows]


def plan(found: Iterable[Extent]) -> tuple[list[Group], int | None]:
    """The groups to be joined, and the position from which to plan again; None where there was no chunk.

    Groups are complete: of the last one nobody knows yet what follows, so that it waits.
    """
    groups: list[Group] = []
    held: list[Extent] = []
    for extent in found:
        if held and not _joins(held, extent):
            groups += [Group(held[0].first, held[-1].last)] if len(held) > 1 else []
            held = []
        held.append(extent)
    return groups, held[0].first if held else None


def _joins(held: Sequence[Extent], extent: Extent) -> bool:
    """Whether a chunk follows the others without a hole, all are small, and together they make one."""
    if extent.first != held[-1].last + 1 or not (_small(extent) and _small(held[-1])):
        return False
    return extent.last - held[0].first < MAX_EVENTS and sum(one.size for one in held) + extent.size <= MAX_BYTES


def _small(extent: Extent) -> bool:
    return extent.last - extent.first + 1 <= MAX_EVENTS // 2 and extent.size <= MAX_BYTES // 2


def join(connection: Connection, group: Group) -> Joined | None:
    """The chunk of a group; None where one of them is damaged, which is the reader's to set aside."""
    sql = f"SELECT {_COLUMNS} FROM chunks WHERE first BETWEEN ? AND ? ORDER BY first"  # noqa: S608
    chunks = [Chunk(*row) for row in connection.execute(sql, group)]
    found = [try_unpack(chunk) for chunk in chunks]
    runs = [stretch.run for one in found if not isinstance(one, StorageDamaged) for stretch in one]
    if len(chunks) < 2 or any(isinstance(one, StorageDamaged) for one in found):  # noqa: PLR2004
        return None
    chunk = pack(group.first, b"".join([one.hashes for one in chunks]), list(merged(runs)))
    return Joined(chunk, sum([run.size for run in runs]), [one.checksum for one in chunks])


def replace(connection: Connection, joined: Joined) -> bool:
    """Put a joined chunk in its place; False where those it replaces are no longer what they were."""
    chunk = joined.chunk
    place = (chunk.first, chunk.last)
    rows: Iterator[Any] = connection.execute(
        "SELECT CAST(checksum AS BLOB), written FROM chunks WHERE first BETWEEN ? AND ? ORDER BY first", place
    )
    found = list(rows)
    if [checksum for checksum, _ in found] != joined.replaced:
        return False
    # Else an erasure that comes later would find no copy to overwrite, and one would lie in a free page.
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("DELETE FROM chunks WHERE first BETWEEN ? AND ?", place)
    connection.execute(
        "INSERT INTO chunks(first, last, checksum, size, written, hashes, body) VALUES (?,?,?,?,?,?,?)",
        (*place, chunk.checksum, joined.size, max(written for _, written in found), chunk.hashes, chunk.body),
    )
    return True
