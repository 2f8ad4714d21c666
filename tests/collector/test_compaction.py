"""Joining small chunks at rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.logged import new_event
from touchline_collector.config import Config
from touchline_collector.core import Core, Maintenance
from touchline_collector.eventlog import EventLog, compaction
from touchline_collector.eventlog.compaction import Extent, Group, plan
from touchline_collector.eventlog.log import set_aside
from touchline_collector.eventlog.reader import next_chunk
from touchline_collector.eventlog.schema import FILE
from touchline_collector.folder import Folder

DEADLINE = 20
TEN = 10
EXTENTS = st.lists(st.tuples(st.integers(1, 14), st.integers(0, 60), st.sampled_from([0, 0, 0, 3])), max_size=60)


@pytest.fixture(autouse=True)
def small_bounds() -> Iterator[None]:
    """Chunks of at most ten events and a hundred bytes, as far as joining goes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compaction, "MAX_EVENTS", TEN)
        patch.setattr(compaction, "MAX_BYTES", 100)
        yield


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with EventLog.open(tmp_path, reserve=1 << 20) as log:
        yield log


def singles(log: EventLog, count: int, start: int = 0) -> None:
    for n in range(start, start + count):
        log.append([new_event(f"e-{n}", raw=b'"%d"' % n)]).result(DEADLINE)


def chunks(log: EventLog) -> list[tuple[int, int]]:
    return log.query(lambda c: c.execute("SELECT first, last FROM chunks ORDER BY first").fetchall())


def positions(log: EventLog) -> list[int]:
    log._cache.clear()
    return [event.position for event in log.read(0, limit=1_000, max_bytes=1 << 30)]


def laid_out(shape: list[tuple[int, int, int]]) -> list[Extent]:
    found, first = [], 1
    for count, size, hole in shape:
        found.append(Extent(first, first + count - 1, size))
        first += count + hole
    return found


@given(EXTENTS)
def test_a_plan_joins_neighbours_within_the_bounds_of_a_chunk(shape: list[tuple[int, int, int]]) -> None:
    """No group is too large, reaches over a hole, or touches a chunk that is large enough; a second plan adds none."""
    found = laid_out(shape)
    groups, start = plan(found)
    assert (start is None) == (not found)
    for group in groups:
        inside = [extent for extent in found if group.first <= extent.first <= group.last]
        assert len(inside) > 1
        assert sum(e.last - e.first + 1 for e in inside) == group.last - group.first + 1 <= TEN
        assert sum(extent.size for extent in inside) <= 100
        assert all(e.last - e.first < TEN // 2 and e.size <= 50 for e in inside)
        assert start is not None
        assert group.last < start
    joined = [Extent(g.first, g.last, 100) for g in groups]
    kept = [e for e in found if not any(g.first <= e.first <= g.last for g in groups)]
    assert plan(sorted(joined + kept))[0] == []


def test_single_commits_become_few_chunks(log: EventLog) -> None:
    """Nothing is lost, moved or forgotten, and the newest chunks wait for company."""
    singles(log, 35)
    before = log.read(0, limit=100, max_bytes=1 << 30)
    assert log.compact() == 3
    assert chunks(log) == [(1, 10), (11, 20), (21, 30), *[(n, n) for n in range(31, 36)]]
    log._cache.clear()
    assert log.read(0, limit=100, max_bytes=1 << 30) == before
    assert log.read(14, limit=1, max_bytes=1)[0].position == 15
    assert log.compact() == 0
    singles(log, 10, start=35)
    assert log.compact() == 1
    assert chunks(log)[3] == (31, 40)


def test_a_joined_log_knows_its_duplicates_after_a_start(log: EventLog, tmp_path: Path) -> None:
    """The dedup keys move with their events."""
    singles(log, 25)
    log.compact()
    log.close()
    with EventLog.open(tmp_path, reserve=1 << 20) as again:
        fates = again.append([new_event(f"e-{n}") for n in range(26)]).result(DEADLINE)
        assert [fate.status for fate in fates] == ["duplicate"] * 25 + ["accepted"]
        assert positions(again) == list(range(1, 27))


def test_what_is_erased_stays_erased(log: EventLog) -> None:
    """Chunks with holes are joined as they are, and a joined chunk can be erased from."""
    singles(log, 15)
    assert log.erase(lambda raw: raw in (b'"3"', b'"4"')) == 2
    assert log.compact() == 1
    assert positions(log) == [1, 2, 3, *range(6, 16)]
    assert log.erase(lambda raw: raw == b'"7"') == 1
    assert positions(log) == [1, 2, 3, 6, 7, *range(9, 16)]


def test_a_damaged_chunk_keeps_its_neighbours_apart(log: EventLog, tmp_path: Path) -> None:
    """It costs its own events, not those it would have been joined with."""
    singles(log, 15)
    log.close()
    with apsw.Connection(str(tmp_path / FILE)) as db:
        db.execute("UPDATE chunks SET body = x'00' WHERE first = 5")
    with EventLog.open(tmp_path, reserve=1 << 20) as again:
        assert again.compact() == 0
        assert positions(again) == [n for n in range(1, 16) if n != 5]


def test_a_chunk_that_changed_meanwhile_is_left_alone(log: EventLog) -> None:
    """An erasure between making and placing wins."""
    singles(log, 15)
    joined = log.query(lambda connection: compaction.join(connection, Group(1, 10)))
    assert joined is not None
    log.erase(lambda raw: raw == b'"2"')
    assert log.submit(lambda connection: compaction.replace(connection, joined)).result(DEADLINE) is False
    assert positions(log) == [1, 2, *range(4, 16)]


def test_a_chunk_set_aside_meanwhile_is_left_alone(log: EventLog) -> None:
    """What a reader moved away does not come back."""
    singles(log, 15)
    joined = log.query(lambda connection: compaction.join(connection, Group(1, 10)))
    chunk = log.query(lambda connection: next_chunk(connection, 0))
    assert joined is not None
    assert chunk is not None
    log.submit(lambda connection: set_aside(connection, chunk, "a test")).result(DEADLINE)
    assert log.submit(lambda connection: compaction.replace(connection, joined)).result(DEADLINE) is False
    assert positions(log) == list(range(2, 16))


def test_a_running_collector_joins_and_stops_when_told(tmp_path: Path) -> None:
    """In its pauses, and whoever waits for it to end waits for one step at most."""
    with Folder.lock(tmp_path) as folder, Core.open(folder, Config()) as core:
        core.forwarding.start()
        singles(core.log, 25)
        maintenance = Maintenance(core)
        maintenance.ended.set()
        maintenance.run()
        assert len(chunks(core.log)) == 25
        maintenance.ended.clear()
        maintenance.run()
        assert len(chunks(core.log)) == 2 + 5
