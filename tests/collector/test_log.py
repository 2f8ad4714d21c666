"""The durable log, on a real disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from support.logged import new_event, new_events
from touchline_collector.errors import StorageClosed, StorageError, StorageFailed, StorageUnsupported
from touchline_collector.eventlog import Appended, EventLog, Gap
from touchline_collector.eventlog import log as log_module
from touchline_collector.eventlog.schema import FILE
from touchline_collector.sqlite import Connection, require_safe_version

DEADLINE = 20
EVERYTHING = {"limit": 1_000_000, "max_bytes": 1 << 40}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with EventLog.open(tmp_path) as opened:
        yield opened


def ids(log: EventLog, after: int = 0) -> list[str]:
    return [event.id for event in log.read(after, **EVERYTHING)]


def test_positions_are_contiguous_from_one(log: EventLog) -> None:
    """Every accepted event gets the next position, across requests."""
    first = log.append(new_events(3)).result(DEADLINE)
    second = log.append(new_events(2, start=3)).result(DEADLINE)
    assert [a.position for a in first + second] == [1, 2, 3, 4, 5]
    assert log.head() == 5


def test_an_event_comes_back_as_it_went_in(log: EventLog) -> None:
    """Bytes, overlay and names are kept exactly, from memory and from disk."""
    facts = {"time": "2026-11-20T09:00:00Z", "subject": "O-1", "channel": "web"}
    event = new_event(raw=b'{ "id":\t"e-1" }', overlay={"receivedtime": "x", "adjustedtime": "y"}, **facts)
    log.append([event]).result(DEADLINE)
    fresh = log.read(0, **EVERYTHING)
    log._cache.clear()  # as after a restart
    stored = log.read(0, **EVERYTHING)
    assert fresh == stored
    assert stored[0] == (1, event.raw, event.overlay, event.source, event.id, event.type, *facts.values())


def test_a_second_copy_is_a_duplicate(log: EventLog) -> None:
    """In the same request, in a later one, and after a restart; the same id of another source is another event."""
    twice = log.append([new_event("a"), new_event("a"), new_event("a", source="//other")]).result(DEADLINE)
    again = log.append([new_event("a")]).result(DEADLINE)
    assert twice == [Appended("accepted", 1), Appended("duplicate", 0), Appended("accepted", 2)]
    assert again == [Appended("duplicate", 0)]


def test_a_restart_remembers_everything(tmp_path: Path) -> None:
    """Positions go on, duplicates stay known, events are there."""
    with EventLog.open(tmp_path) as log:
        log.append(new_events(5)).result(DEADLINE)
    with EventLog.open(tmp_path) as log:
        fates = log.append(new_events(6)).result(DEADLINE)
        assert [a.status for a in fates] == ["duplicate"] * 5 + ["accepted"]
        assert fates[-1].position == log.head() == 6
        assert ids(log) == [f"e-{n}" for n in range(6)]


def test_many_threads_share_commits_and_lose_nothing(log: EventLog) -> None:
    """Concurrent appends all get distinct positions, each event exactly once in the log."""
    results: list[Appended] = []

    def produce(number: int) -> None:
        for step in range(20):
            results.extend(log.append(new_events(5, start=1000 * number + 5 * step)).result(DEADLINE))

    threads = [threading.Thread(target=produce, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE)
    assert sorted(a.position for a in results) == list(range(1, 801))
    assert len(set(ids(log))) == 800


def test_what_waits_together_is_one_chunk(log: EventLog) -> None:
    """One commit, one frame, one checksum for all requests of that moment; a second copy among them is a duplicate."""
    hold, release = threading.Event(), threading.Event()
    log.submit(lambda _: (hold.set(), release.wait(DEADLINE)))
    hold.wait(DEADLINE)
    waiting = [log.append(new_events(3, start=2 * number)) for number in range(4)]
    release.set()
    fates = [[fate.status for fate in one.result(DEADLINE)] for one in waiting]
    assert fates == [["accepted"] * 3, *[["duplicate", "accepted", "accepted"]] * 3]
    chunks = log.query(lambda c: c.execute("SELECT first, last, length(checksum) FROM chunks").fetchall())
    assert chunks == [(1, 9, 16)]


@pytest.mark.parametrize("after", [0, 1, 4, 5, 9, 10])
def test_reading_starts_after_any_position(log: EventLog, after: int) -> None:
    """A cursor may stand in the middle of a chunk."""
    for start in (0, 5):
        log.append(new_events(5, start=start)).result(DEADLINE)
    assert [e.position for e in log.read(after, **EVERYTHING)] == list(range(after + 1, 11))
    log._cache.clear()
    assert [e.position for e in log.read(after, **EVERYTHING)] == list(range(after + 1, 11))


def test_reading_keeps_to_its_limits_but_always_moves(log: EventLog) -> None:
    """Limits of count and bytes hold; a single event larger than the budget is still returned."""
    log.append([new_event(f"e-{n}", raw=b"x" * 100) for n in range(10)]).result(DEADLINE)
    assert len(log.read(0, limit=3, max_bytes=1 << 20)) == 3
    assert len(log.read(0, limit=100, max_bytes=250)) == 2
    assert len(log.read(0, limit=100, max_bytes=1)) == 1


def test_a_large_group_is_cut_into_chunks(log: EventLog) -> None:
    """No chunk grows beyond its bounds, and the order stays."""
    log.append([new_event(f"e-{n}", raw=b"x" * 1000) for n in range(5000)]).result(DEADLINE)
    counts = log.query(lambda c: [last - first + 1 for first, last in c.execute("SELECT first, last FROM chunks")])
    assert sum(counts) == 5000
    assert max(counts) <= 2000
    assert len(counts) >= 5
    assert ids(log) == [f"e-{n}" for n in range(5000)]


def test_a_listener_is_woken_after_the_commit(log: EventLog) -> None:
    """When it hears of an append, the events can be read."""
    heads: list[int] = []
    woken = threading.Event()

    def listen() -> None:
        heads.append(len(ids(log)))
        woken.set()

    log.on_append(listen)
    log.append(new_events(3)).result(DEADLINE)
    assert woken.wait(DEADLINE)
    assert heads == [3]


def test_a_job_commits_with_its_result(log: EventLog) -> None:
    """`submit` runs in the writer's transaction, `query` sees it afterwards and cannot write."""

    def job(connection: Connection) -> str:
        connection.execute("CREATE TABLE mine(x)")
        connection.execute("INSERT INTO mine VALUES (42)")
        return "done"

    assert log.submit(job).result(DEADLINE) == "done"
    assert log.query(lambda c: c.execute("SELECT x FROM mine").get) == 42
    with pytest.raises(StorageError):
        log.query(lambda c: c.execute("INSERT INTO mine VALUES (43)"))


def test_a_failing_job_undoes_only_itself(log: EventLog) -> None:
    """Neighbours in the same group commit."""
    hold, release = threading.Event(), threading.Event()

    def wait(_: Connection) -> None:
        hold.set()
        release.wait(DEADLINE)

    def fail(connection: Connection) -> None:
        connection.execute("CREATE TABLE gone(x)")
        raise LookupError("no such thing")

    log.submit(wait)
    hold.wait(DEADLINE)
    before, job, wrong_sql, after = (
        log.append(new_events(2)),
        log.submit(fail),
        log.submit(lambda c: c.execute("SELECT nothing")),
        log.append(new_events(2, start=2)),
    )
    release.set()
    assert [a.position for a in before.result(DEADLINE) + after.result(DEADLINE)] == [1, 2, 3, 4]
    with pytest.raises(LookupError, match="no such thing"):
        job.result(DEADLINE)
    with pytest.raises(StorageError, match="nothing"):
        wrong_sql.result(DEADLINE)
    assert log.query(lambda c: c.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'gone'").get) == 0


def test_an_event_may_be_completed_after_dedup(log: EventLog) -> None:
    """`complete` runs once per accepted event, in the transaction, and decides the kept bytes."""
    calls: list[str] = []

    def complete(connection: Connection) -> bytes:
        calls.append("called")
        connection.execute("CREATE TABLE IF NOT EXISTS visits(x)")
        return b'{"completed":true}'

    fates = log.append([new_event("a", complete=complete), new_event("a", complete=complete)]).result(DEADLINE)
    assert [a.status for a in fates] == ["accepted", "duplicate"]
    assert calls == ["called"]
    assert log.read(0, **EVERYTHING)[0].raw == b'{"completed":true}'


def test_a_failing_completion_leaves_no_trace(log: EventLog) -> None:
    """Its request fails as a whole, keeps its ids free, and does not consume positions."""

    def fail(_: Connection) -> bytes:
        raise RuntimeError("resolver broke")

    with pytest.raises(RuntimeError, match="resolver broke"):
        log.append([new_event("a"), new_event("b", complete=fail)]).result(DEADLINE)
    assert log.append([new_event("a"), new_event("b")]).result(DEADLINE) == [
        Appended("accepted", 1),
        Appended("accepted", 2),
    ]


def test_an_event_that_cannot_be_stored_fails_alone(log: EventLog) -> None:
    """A lone surrogate that slipped through to the log does not fail the neighbours of its group."""
    hold, release = threading.Event(), threading.Event()
    log.submit(lambda _: (hold.set(), release.wait(DEADLINE)))
    hold.wait(DEADLINE)
    good, bad = log.append(new_events(1)), log.append([new_event("\ud800")])
    release.set()
    assert good.result(DEADLINE) == [Appended("accepted", 1)]
    with pytest.raises(UnicodeEncodeError):
        bad.result(DEADLINE)


def test_a_damaged_chunk_is_set_aside_and_the_rest_is_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Reading goes on behind it; gap and bytes stay for whoever looks, the journal tells, and positions go on."""
    with EventLog.open(tmp_path) as log:
        for start in (0, 3, 6):
            log.append(new_events(3, start=start)).result(DEADLINE)
    with apsw.Connection(str(tmp_path / FILE)) as db:
        body = db.execute("SELECT body FROM chunks WHERE first = 4").get
        db.execute("UPDATE chunks SET body = ? WHERE first = 4", (body[:20] + bytes([body[20] ^ 1]) + body[21:],))
    with EventLog.open(tmp_path) as log:
        assert ids(log) == ["e-0", "e-1", "e-2", "e-6", "e-7", "e-8"]
        assert ids(log, after=4) == ["e-6", "e-7", "e-8"]
        assert log.gaps(1, 9) == [Gap(4, 6, "damaged")]
        assert log.gaps(5, 9) == [Gap(5, 6, "damaged")]
        assert "chunk 4-6 is damaged and set aside" in caplog.text
        assert log.query(lambda c: c.execute("SELECT count(*) FROM damaged").get) == 1
        assert log.append(new_events(1, start=9)).result(DEADLINE) == [Appended("accepted", 10)]


def test_start_reads_hashes_of_the_window_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the backlog, a start loads at most the window and one chunk."""
    with EventLog.open(tmp_path) as log:
        for start in range(0, 100, 10):
            log.append(new_events(10, start=start)).result(DEADLINE)
    loaded: list[bytes] = []
    plain = log_module.DedupWindow.add
    monkeypatch.setattr(log_module.DedupWindow, "add", lambda self, run: (loaded.append(run), plain(self, run)))
    with EventLog.open(tmp_path, window=25) as log:
        assert sum(map(len, loaded)) // 16 == 30
        assert log.append(new_events(1, start=75)).result(DEADLINE)[0].status == "duplicate"


def test_work_after_close_is_refused(tmp_path: Path) -> None:
    """Close commits what waits; later work raises; closing twice is no error."""
    log = EventLog.open(tmp_path)
    future = log.append(new_events(1))
    log.close()
    log.close()
    assert future.result(0) == [Appended("accepted", 1)]
    with pytest.raises(StorageClosed):
        log.append(new_events(1))
    with pytest.raises(StorageClosed):
        log.query(lambda _: None)


def test_a_sqlite_that_loses_commits_is_refused() -> None:
    """Versions with the WAL-reset bug do not start, and the message says which would do."""
    with pytest.raises(StorageUnsupported, match=r"3\.51\.2 .* 3\.51\.3"):
        require_safe_version((3, 51, 2))


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    """A log of a later version is not misread."""
    EventLog.open(tmp_path).close()
    with apsw.Connection(str(tmp_path / FILE)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageUnsupported, match="format 99"):
        EventLog.open(tmp_path)


def test_a_file_in_the_place_of_the_logs_folder_is_named(tmp_path: Path) -> None:
    """Whoever starts a collector reads which path is in the way, not a traceback."""
    (tmp_path / "log").write_text("")
    with pytest.raises(StorageFailed, match="log cannot be used: File exists"):
        EventLog.open(tmp_path / "log")


@pytest.mark.parametrize("erased", [1, 2, 3])
def test_a_damaged_chunk_is_explained_around_what_was_erased_of_it(tmp_path: Path, erased: int) -> None:
    """Every position has one reason, whichever of the chunk's events an erasure took before."""
    with EventLog.open(tmp_path) as log:
        log.append([new_event(f"e-{n}", raw=b"%d" % n) for n in (1, 2, 3)]).result(DEADLINE)
        assert log.erase(lambda raw: raw == b"%d" % erased) == 1
    with closing(apsw.Connection(str(tmp_path / FILE))) as db:
        db.execute("UPDATE chunks SET checksum = zeroblob(length(checksum))")
    with EventLog.open(tmp_path) as log:
        assert log.read(0, limit=10, max_bytes=1 << 20) == []
        reasons = {p: gap.reason for gap in log.gaps(1, 3) for p in range(gap.first, gap.last + 1)}
        assert reasons == {p: "erased" if p == erased else "damaged" for p in (1, 2, 3)}
        assert sum(gap.last - gap.first + 1 for gap in log.gaps(1, 3)) == 3
