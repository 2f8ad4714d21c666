"""A disk that is really full: a small file system of its own, filled to the last block."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.odd_server import OddServer, Seen, http, ok, verdicts
from support.small_disk import small_disk
from touchline import Client, Problem

TYPE = "com.acme.kiosk.slush_poured.v1"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """An empty disk of 256 KiB."""
    with small_disk(tmp_path / "disk", "256k") as made:
        yield made


def fill(disk: Path) -> Path:
    """Take every block that is left."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


def client(server: OddServer, disk: Path, **options: Any) -> Client:
    return Client(server.url, source="//till/3", outbox=disk / "outbox", linger=0.01, **options)


@pytest.mark.parametrize("level", ["process", "power"])
def test_events_beyond_a_full_disk_wait_in_memory_and_all_arrive_once(disk: Path, level: str) -> None:
    """The disk fills up under the outbox, and is mended later: nothing lost, nothing twice, the host told."""
    told: list[Problem] = []
    with OddServer(lambda _: http(503)) as server:
        tl = client(server, disk, on_error=told.append, level=level)
        ids = [tl.track(TYPE, {"n": n, "pad": "x" * 500}) for n in range(100)]
        filler = fill(disk)
        ids += [tl.track(TYPE, {"n": n, "pad": "x" * 500}) for n in range(100, 400)]
        assert None not in ids
        stats = tl.stats()
        assert (stats.spooled >= 100, stats.pending > 200, stats.waiting) == (True, True, 400)
        filler.unlink()
        ids += [tl.track(TYPE, {"n": n}) for n in range(400, 410)]
        assert tl.stats().spooled >= stats.spooled + 10
        server.reply = ok
        assert tl.close(30).delivered == 410
        assert dict(server.accepted) == dict.fromkeys(ids, 1)
    assert "outbox.storage" in {problem.reason for problem in told}


@pytest.mark.parametrize("overflow", ["block", "drop_newest", "spill"])
def test_only_what_neither_disk_nor_memory_can_take_is_declined(disk: Path, overflow: Any) -> None:
    """Both full: None from `track` and a word to the host, and everything that got an id arrives."""
    told: list[Problem] = []
    with OddServer(lambda _: http(503)) as server:
        tl = client(server, disk, on_error=told.append, memory_bytes=20_000, overflow=overflow)
        tl.track(TYPE)
        fill(disk)
        ids = [tl.track(TYPE, {"n": n, "pad": "x" * 500}) for n in range(100)]
        declined = ids.count(None)
        assert 50 < declined < 90
        assert tl.stats().not_taken == {"full": declined}
        (disk / "filler").unlink()
        server.reply = ok
        assert tl.close(30).delivered == 101 - declined
        assert server.events
    assert set(server.accepted) >= {id_ for id_ in ids if id_}
    full = [problem for problem in told if problem.reason == "outbox.full"]
    assert sum(problem.count for problem in full) == declined


def test_a_killed_process_leaves_whole_lines_on_a_full_disk(disk: Path) -> None:
    """What was on disk before it filled up is delivered by the next process; no line is torn by the refusal."""
    with OddServer(lambda _: http(503)) as server:
        if (pid := os.fork()) == 0:  # pragma: no cover  # in the child
            tl = client(server, disk, on_error=lambda _: None)
            names = [str(tl.track(TYPE, {"n": n, "pad": "x" * 700})) for n in range(50)]
            fill(disk)
            for n in range(50):
                tl.track(TYPE, {"n": n, "pad": "x" * 700})
            (disk / "filler").write_text("\n".join(names))
            os.kill(os.getpid(), 9)
        os.waitpid(pid, 0)
        names = (disk / "filler").read_text().split()
        server.reply = ok
        told: list[Problem] = []
        with client(server, disk, on_error=told.append) as again:
            assert again.flush(20)
        assert len(names) == 50
        assert set(names) <= set(server.accepted)
    assert "outbox.damaged" not in {problem.reason for problem in told}


def test_a_client_starts_on_a_full_disk(disk: Path) -> None:
    """The till is switched on with its disk full: it sells, and what it sells is delivered."""
    (disk / "outbox").mkdir()
    (disk / "outbox/sender.lock").touch()
    fill(disk)
    with OddServer() as server, client(server, disk) as tl:
        ids = [tl.track(TYPE, {"n": n}) for n in range(50)]
        assert None not in ids
        assert tl.flush(20)
        assert dict(server.accepted) == dict.fromkeys(ids, 1)


def test_a_refused_event_that_cannot_be_kept_holds_up_nobody(disk: Path) -> None:
    """The kept file cannot grow: the refusal is told by callback and report, and everything else is delivered."""

    def refuse_odd(seen: Seen) -> bytes:
        odd = [i for i, event in enumerate(seen.events) if event["data"]["n"] % 2]
        results = [{"index": i, "id": seen.events[i]["id"], "status": "rejected", "findings": []} for i in odd]
        return verdicts(len(seen.events), results, 400 if len(odd) == len(seen.events) else 202)

    told: list[Problem] = []
    refused: list[str] = []
    with OddServer(lambda _: http(503)) as server:
        tl = client(server, disk, on_error=told.append, on_reject=lambda refusal, _: refused.append(refusal.id))
        ids = [tl.track(TYPE, {"n": n}) for n in range(40)]
        fill(disk)
        server.reply = refuse_odd
        report = tl.close(20)
        assert (report.delivered, report.stats.rejected, report.waiting) == (20, 20, 0)
        assert {refusal.id for refusal in report.refused} == set(ids[1::2]) == set(refused)
    assert "could not be kept" in " ".join(problem.message for problem in told)


def test_damage_on_a_full_disk_holds_up_nobody(disk: Path) -> None:
    """Damaged lines that cannot be copied aside are told and passed; the good ones behind them are delivered."""
    told: list[Problem] = []
    with OddServer(listen=False) as nobody, OddServer() as server:
        tl = client(nobody, disk, exit_timeout=0.0)
        ids = [tl.track(TYPE, {"n": n}) for n in range(30)]
        tl.close()
        (segment,) = (disk / "outbox").glob("*.events")
        rotten = bytearray(segment.read_bytes())
        rotten[rotten.index(str(ids[0]).encode())] ^= 1
        segment.write_bytes(rotten)
        fill(disk)
        with client(server, disk, on_error=told.append) as again:
            assert again.flush(20)
        assert set(server.accepted) == set(ids[1:])
    assert {"outbox.damaged", "outbox.storage"} <= {problem.reason for problem in told}
