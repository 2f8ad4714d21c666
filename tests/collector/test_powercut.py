"""The power goes, the disk refuses, at any moment: nothing acknowledged is lost, no start needs a human."""

from __future__ import annotations

import contextlib
import gc
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from support.logged import new_event
from support.powercut import Disk
from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog, NewEvent, compaction, schema

DEADLINE = 20
MIB = 1 << 20


@pytest.fixture(autouse=True)
def no_noise_of_dead_connections(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection that could not be closed tells of it when it is collected; here that is the point of the test."""
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def frequent_checkpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints write the main file; in ordinary life they are too rare for a short test to meet one."""
    monkeypatch.setattr(
        schema, "_WRITER", schema._WRITER.replace("wal_autocheckpoint = 4000", "wal_autocheckpoint = 12")
    )


@pytest.fixture(autouse=True)
def chunks_soon_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """At twenty events instead of two thousand, so that every history joins some."""
    monkeypatch.setattr(compaction, "MAX_EVENTS", 20)


def produce(log: EventLog, chance: random.Random, acknowledged: dict[str, int], *, batches: int = 60) -> None:
    """Append batches, and what was refused once more with the next; remember what was acknowledged and where.

    A copy of what was refused is no duplicate: nothing of it is durable.
    """
    refused: list[NewEvent] = []
    for batch in range(batches):
        sizes = [chance.randrange(2000) for _ in range(chance.randrange(1, 9))]
        events = [new_event(f"e-{batch}-{n}", raw=chance.randbytes(size)) for n, size in enumerate(sizes)] + refused
        try:
            fates = log.append(events).result(DEADLINE)
        except StorageError:
            refused = events[: len(sizes)]
            continue
        refused = []
        assert {fate.status for fate in fates} == {"accepted"}
        acknowledged |= {event.id: fate.position for event, fate in zip(events, fates, strict=True)}
        if batch % 8 == 0:
            with contextlib.suppress(StorageError):
                log.compact()


def verify(folder: Path, acknowledged: dict[str, int]) -> None:
    """A start without help, every acknowledged event at its position, and work goes on."""
    with EventLog.open(folder, reserve=MIB) as log:
        found = {event.id: event.position for event in log.read(0, limit=100_000, max_bytes=1 << 40)}
        assert acknowledged.items() <= found.items()
        assert len(set(found.values())) == len(found)
        head = log.head()
        assert log.append([new_event("after")]).result(DEADLINE)[0].position == head + 1


def survive(folder: Path, seed: int) -> int:
    """One power cut at a random operation; returns how many events had been acknowledged."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    left = [chance.randrange(1, 600)]

    def fault(disk: Disk, _: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            disk.cut(chance)

    acknowledged: dict[str, int] = {}
    disk = Disk(fault)
    try:
        log = EventLog.open(folder / "before", vfs=disk.name, reserve=MIB)
    except StorageError:  # the power went while the file was made
        log = None
    if log is not None:
        produce(log, chance, acknowledged)
        log.close()
    disk.restore(folder / "after")
    verify(folder / "after", acknowledged)
    disk.unregister()
    return len(acknowledged)


def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """At twelve random moments, with everything unsynced lost, done, torn or scrambled."""
    counts = [survive(_made(tmp_path / str(seed)), seed) for seed in range(12)]
    assert max(counts) > 50


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_power_cut_loses_nothing_acknowledged_at_length(tmp_path: Path) -> None:
    """At six hundred moments."""
    for seed in range(100, 700):
        survive(_made(tmp_path / str(seed)), seed)


def test_the_disk_can_tell_a_log_that_does_not_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof can fail: with synchronous=OFF the same cuts lose acknowledged events."""
    monkeypatch.setattr(schema, "_WRITER", schema._WRITER.replace("synchronous = FULL", "synchronous = OFF"))
    lost = 0
    for seed in range(8):
        try:
            survive(_made(tmp_path / str(seed)), seed)
        except AssertionError:
            lost += 1
    assert lost


def no_room(chance: random.Random) -> Callable[[Disk, str], None]:
    def fault(_: Disk, kind: str) -> None:
        if kind == "write" and chance.random() < 0.05:
            raise apsw.FullError("no room, says the disk")

    return fault


def sync_fails(chance: random.Random) -> Callable[[Disk, str], None]:
    def fault(_: Disk, kind: str) -> None:
        if kind == "sync" and chance.random() < 0.2:
            raise apsw.IOError("the sync failed")

    return fault


def write_fails(chance: random.Random) -> Callable[[Disk, str], None]:
    def fault(_: Disk, kind: str) -> None:
        if kind != "sync" and chance.random() < 0.05:
            raise apsw.IOError("the write failed")

    return fault


@pytest.mark.parametrize("make", [no_room, sync_fails, write_fails])
def test_a_disk_that_refuses_loses_nothing_acknowledged(
    tmp_path: Path, make: Callable[[random.Random], Callable[[Disk, str], None]]
) -> None:
    """ENOSPC and EIO at random: refused work is answered with an error, acknowledged work is there after a cut."""
    for seed in range(4):
        chance = random.Random(seed)  # noqa: S311
        faults = make(chance)
        armed: list[bool] = []
        disk = Disk(lambda disk, kind, faults=faults, armed=armed: faults(disk, kind) if armed else None)
        acknowledged: dict[str, int] = {}
        with EventLog.open(tmp_path / f"before-{seed}", vfs=disk.name, reserve=MIB) as log:
            armed.append(True)
            log.space._judge = lambda: None  # type: ignore[method-assign] # the real disk has room
            log._writer._on_full = lambda: None  # nor is it asked to give up the reserve
            produce(log, chance, acknowledged, batches=40)
            armed.clear()
            for position in acknowledged.values():
                assert log.read(position - 1, limit=1, max_bytes=1)[0].position == position
        disk.restore(tmp_path / f"after-{seed}")
        verify(tmp_path / f"after-{seed}", acknowledged)
        disk.unregister()
        assert acknowledged


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
