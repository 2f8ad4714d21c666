"""What the log forgets, what it refuses when full, and what it saves from damage."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import apsw
import pytest

from support.logged import new_event, new_events
from support.small_disk import small_disk
from touchline_collector.config import Config, Log
from touchline_collector.core import Core
from touchline_collector.errors import StorageFull, StorageUnsupported
from touchline_collector.eventlog import (
    EventLog,
    Gap,
    Rejected,
    Run,
    cursors,
    deadletters,
    handoffs,
    members,
    space,
    visits,
)
from touchline_collector.eventlog.filesystem import kind_of, require_local
from touchline_collector.eventlog.retention import Policy, settled_limit
from touchline_collector.eventlog.salvage import salvage
from touchline_collector.eventlog.schema import FILE
from touchline_collector.eventlog.space import RESERVE_FILE, Space
from touchline_collector.folder import Folder
from touchline_collector.forward.progress import Progress
from touchline_collector.forward.steps import Burial
from touchline_collector.sinks.base import Person
from touchline_collector.sinks.event import Event

DEADLINE = 20
MIB = 1 << 20
EVERYTHING = {"limit": 1_000_000, "max_bytes": 1 << 40}


def ids(log: EventLog) -> list[str]:
    return [event.id for event in log.read(0, **EVERYTHING)]


def filled(folder: Path, chunks: int = 10, **settings: int) -> EventLog:
    log = EventLog.open(folder, **settings)
    for start in range(0, chunks * 10, 10):
        log.append(new_events(10, start=start)).result(DEADLINE)
    return log


@pytest.mark.parametrize(
    ("floor", "head", "window", "limit"), [(None, 100, 10, 0), (50, 100, 10, 50), (100, 100, 10, 90), (5, 3, 10, -7)]
)
def test_only_the_settled_beyond_the_window_may_go(floor: int | None, head: int, window: int, limit: int) -> None:
    """Without any sink nothing is settled."""
    assert settled_limit(floor, head, window) == limit


def test_retention_drops_settled_chunks_and_says_so(tmp_path: Path) -> None:
    """Whole chunks, oldest first, explained as one expired gap; positions and duplicates stay known."""
    with filled(tmp_path, window=20) as log:
        assert log.retain(Policy(20, time.time() + 1), floor=55) == 50
        assert log.gaps(1, 100) == [Gap(1, 50, "expired")]
        assert log.read(0, **EVERYTHING)[0].position == 51
        assert log.retain(Policy(20, time.time() + 1), floor=100) == 30
        assert log.gaps(1, 100) == [Gap(1, 80, "expired")]
        assert log.append(new_events(1, start=85)).result(DEADLINE)[0].status == "duplicate"
    with EventLog.open(tmp_path, window=20) as log:
        assert log.head() == 100


def test_retention_waits_for_every_sink_and_for_its_time(tmp_path: Path) -> None:
    """A pending event is never dropped, nor one younger than asked."""
    with filled(tmp_path, window=1) as log:
        assert log.retain(Policy(1, time.time() + 1), floor=0) == 0
        assert log.retain(Policy(1, time.time() + 1), floor=None) == 0
        assert log.retain(Policy(1, time.time() - 3600), floor=100) == 0


def test_expiry_must_be_allowed(tmp_path: Path) -> None:
    """Only `allow_expire` drops what is pending, and only above `max_bytes`."""
    with filled(tmp_path, window=1) as log:
        assert log.retain(Policy(1, 0.0, max_bytes=1, allow_expire=False), floor=0) == 0
        assert log.retain(Policy(1, 0.0, max_bytes=1 << 40, allow_expire=True), floor=0) == 0
        assert log.retain(Policy(1, 0.0, max_bytes=1, allow_expire=True), floor=0) == 90
        assert log.append(new_events(1, start=100)).result(DEADLINE)[0].position == 101


def test_a_log_at_its_bound_refuses_and_recovers(tmp_path: Path) -> None:
    """Beyond `max_bytes` appends are StorageFull, jobs go on, and what the sinks have settled makes room again."""
    with EventLog.open(tmp_path, max_bytes=2 * MIB) as log:
        accepted = _fill(log)
        assert accepted > 20
        assert log.submit(lambda c: c.execute("SELECT 1").get).result(DEADLINE) == 1
        assert log.space.full
        assert log.retain(Policy(1, time.time() + 1), floor=accepted) == accepted - 1
        log.space._asked = -1.0
        assert log.append([new_event("after")]).result(DEADLINE)[0].position == accepted + 1


def test_a_log_at_its_bound_may_expire(tmp_path: Path) -> None:
    """What no sink has had goes, oldest first and no more than makes room, instead of events being refused."""
    config = Config(log=Log(max_bytes=8 * MIB, allow_expire=True, window=1))
    with Folder.lock(tmp_path) as folder, Core.open(folder, config) as core:
        core.log.submit(cursors.install).result(DEADLINE)
        accepted = _fill(core.log)
        # How far the bound was passed is the machine's pace: it is measured now and then. What is left is not.
        assert core.retain(time.time()) > 0
        assert 6 * MIB < core.log.used_bytes() <= 7 * MIB
        core.log.space._asked = -1.0
        assert core.log.append([new_event("after")]).result(DEADLINE)[0].position == accepted + 1
        (gap,) = core.log.gaps(1, accepted)
        assert (gap.first, gap.reason) == (1, "expired")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Says how many bytes are free."""

    def free(count: int) -> None:
        stat = os.statvfs("/")
        fields = list(stat)
        fields[1], fields[4] = 1, count  # f_frsize, f_bavail
        monkeypatch.setattr(space.os, "statvfs", lambda _: os.statvfs_result(fields))

    return free


def test_new_events_are_refused_while_cursors_still_fit(tmp_path: Path, disk: Callable[[int], None]) -> None:
    """Below the reserve no more is taken; it resumes only with twice as much, so that it does not flap."""
    now = [0.0]
    room = Space(tmp_path, reserve=MIB, clock=lambda: now[0])

    def judged(free: int) -> bool:
        now[0] += 1
        disk(free)
        return room.admit(1) is None

    assert [judged(n * MIB // 2) for n in (10, 3, 1, 3, 5)] == [True, True, False, False, True]


def test_the_reserve_is_given_up_and_laid_down_again(tmp_path: Path, disk: Callable[[int], None]) -> None:
    """When the disk is full to the last byte it makes room for the sinks."""
    now = [0.0]
    room = Space(tmp_path, reserve=MIB, clock=lambda: now[0])
    room.keep_reserve()
    assert (tmp_path / RESERVE_FILE).stat().st_blocks * 512 >= MIB
    room.give_up_reserve()
    assert not (tmp_path / RESERVE_FILE).exists()
    assert isinstance(room.admit(1), StorageFull)
    now[0] += 1
    disk(10 * MIB)
    assert room.admit(1) is None
    assert (tmp_path / RESERVE_FILE).exists()


def test_a_really_full_disk_refuses_and_recovers(tmp_path: Path) -> None:
    """On a file system of 24 MiB: StorageFull, nothing acknowledged is lost, jobs go on, room lets events in again."""
    with small_disk(tmp_path / "disk", "24m") as disk:
        filler = disk / "filler"
        with EventLog.open(disk / "log", reserve=MIB) as log:
            filler.write_bytes(bytes(12 * MIB))
            taken = _fill(log)
            assert taken > 10
            log.submit(lambda c: c.execute("CREATE TABLE cursor(x)")).result(DEADLINE)
            filler.unlink()
            log.space._asked = -1.0
            assert log.append([new_event("after")]).result(DEADLINE)[0].position == taken + 1
            assert len(ids(log)) == taken + 1


@pytest.mark.parametrize("settled", [True, False], ids=["delivered", "expiring"])
def test_a_disk_that_the_log_itself_has_filled_recovers(tmp_path: Path, *, settled: bool) -> None:
    """Nobody deletes anything: what every sink has had goes, or where that is allowed the oldest of what waits."""
    config = Config(log=Log(window=1, reserve_bytes=4 * MIB, allow_expire=not settled))
    with small_disk(tmp_path / "disk", "48m") as disk, Folder.lock(disk) as folder, Core.open(folder, config) as core:
        core.log.submit(cursors.install).result(DEADLINE)
        accepted = _fill(core.log)
        if settled:
            done = Progress()
            done.skip_to(accepted)
            core.log.submit(lambda c: cursors.begin(c, "sink", done)).result(DEADLINE)
        for _ in range(5):
            gone = core.retain(time.time() + 1)
            core.log.space._asked = -1.0
            core.log.submit(lambda _: core.log.space.admit(0)).result(DEADLINE)
            if not core.log.space.full:
                break
        assert 0 < gone < accepted
        assert core.log.append([new_event("after")]).result(DEADLINE)[0].position == accepted + 1


def _fill(log: EventLog) -> int:
    for number in range(10_000):
        raw = os.urandom(50_000)
        try:
            log.append([new_event(f"fill-{number}", raw=raw)]).result(DEADLINE)
        except StorageFull:
            return number
    raise AssertionError(errno.ENOSPC)


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /srv/nfs rw - nfs4 server:/export rw
31 22 0:41 / /srv/nfs/local rw - ext4 /dev/vdb rw
32 22 0:42 / /srv/with\\040space rw shared:1 master:2 - fuse.sshfs host:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/x", "ext4"),
        ("/srv/nfs/log", "nfs4"),
        ("/srv/nfs/local/log", "ext4"),
        ("/srv/with space/a", "fuse.sshfs"),
        ("/srv/nfsx", "ext4"),
    ],
)
def test_the_file_system_of_a_folder_is_found(folder: str, kind: str) -> None:
    """The longest mount point wins."""
    assert kind_of(Path(folder), MOUNTS) == kind


def test_network_file_systems_are_refused() -> None:
    """With a message that says why and what to do."""
    with pytest.raises(StorageUnsupported, match=r"nfs4.*local disk"):
        require_local(Path("/srv/nfs/log"), MOUNTS)
    require_local(Path("/srv/nfs/local"), MOUNTS)


@pytest.mark.parametrize("offset", [0, 50, 4096, 5000])
def test_a_log_file_that_is_rubbish_is_salvaged_at_start(tmp_path: Path, offset: int) -> None:
    """No start needs a human: what is readable is kept, the rest is a named gap, positions go on."""
    with filled(tmp_path) as log:
        log.submit(lambda c: c.execute("CREATE TABLE cursors(sink TEXT, position INTEGER)")).result(DEADLINE)
        log.submit(lambda c: c.execute("INSERT INTO cursors VALUES ('s', 70)")).result(DEADLINE)
    path = tmp_path / FILE
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(os.urandom(300))
    with EventLog.open(tmp_path) as log:
        kept = {event.position for event in log.read(0, **EVERYTHING)}
        gone = {p for gap in log.gaps(1, log.head()) for p in range(gap.first, gap.last + 1)}
        assert kept | gone == set(range(1, log.head() + 1))
        assert not kept & gone
        head = log.head()
        assert log.append([new_event("new")]).result(DEADLINE)[0].position == head + 1


@pytest.mark.parametrize("size", [0, 100, 4096, 30_000])
def test_a_log_file_that_was_cut_is_salvaged_at_start(tmp_path: Path, size: int) -> None:
    """A file system check may cut a file; the collector starts all the same."""
    filled(tmp_path).close()
    os.truncate(tmp_path / FILE, size)
    with EventLog.open(tmp_path) as log:
        assert log.append([new_event("new")]).result(DEADLINE)[0].status == "accepted"


def test_everything_beside_the_chunks_is_salvaged(tmp_path: Path) -> None:
    """Cursors, books, refused events, the erased, hand-offs, members and open visits: whatever a collector keeps."""
    with Folder.lock(tmp_path) as folder, Core.open(folder, Config()) as core:
        core.forwarding.start()
        core.erase([Person("user", "u-1")], datetime.now(UTC))
        rejected = Rejected([], 1, "00", event=b"{}")
        core.log.enqueue(Run.of(()), [rejected], lambda *_: None)
        for job in (
            partial(handoffs.issue, reference="r", handoff_id="h", expires=1e12),
            partial(members.add, rows=[("L-1", bytes(16), {}, None)]),
            partial(visits.save, member="L-1", store="s", state={}, touched=1e12),
            partial(deadletters.bury, sink="s", burials=[Burial(Event(1, "//s", "e", "t", b"{}"), "c", "r")], at=0.0),
            lambda c: c.execute("INSERT INTO gaps VALUES (1, 2, 'erased')").fetchall(),
            lambda c: c.execute("INSERT INTO damaged VALUES (1, 2, 0, '', NULL, NULL, NULL)").fetchall(),
        ):
            core.log.submit(job).result(DEADLINE)
    path = tmp_path / "log" / FILE
    before = held(path)
    assert not [table for table, rows in before.items() if not rows and table != "chunks"]
    salvage(path)
    assert held(path) == before


def held(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a log's file."""
    with closing(apsw.Connection(str(path))) as db:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in db.execute(tables).fetchall()}


def test_damage_found_while_running_does_not_stop_the_readers(tmp_path: Path) -> None:
    """A page destroyed on the disk under a running log costs its chunks and nothing else."""
    noise = [new_event(f"n-{n}", raw=os.urandom(20_000)) for n in range(40)]
    with EventLog.open(tmp_path) as log:
        for event in noise:
            log.append([event]).result(DEADLINE)
    with apsw.Connection(str(tmp_path / FILE)) as db:
        page = db.execute("SELECT page_count / 2 FROM pragma_page_count").get
    with EventLog.open(tmp_path) as log:
        with (tmp_path / FILE).open("r+b") as file:
            file.seek(page * 4096)
            file.write(os.urandom(4096 * 3))
        kept = {event.position for event in log.read(0, **EVERYTHING)}
        assert 30 < len(kept) < 40
        assert log.append([new_event("new")]).result(DEADLINE)[0].position == 41
