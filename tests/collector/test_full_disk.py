"""A disk that is really full, under a running collector or at its start, or read-only: said clearly, nothing lost."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
from support.raw_http import MIB
from support.small_disk import small_disk
from touchline_collector.cli import main

CONFIG = '[log]\nreserve_bytes = 2097152\n[[sinks]]\nname = "out"\nkind = "jsonl"\npath = "{}"\n'


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 32 MiB."""
    with small_disk(tmp_path / "disk", "32m") as made:
        yield made


def test_a_full_disk_refuses_delivers_and_recovers(tmp_path: Path, disk: Path) -> None:
    """503 for events and for load balancers, with Retry-After; sinks go on; room is noticed though nobody sends."""
    config = tmp_path / "c.toml"
    config.write_text(CONFIG.format(tmp_path / "out"))
    filler = disk / "filler"
    with Collector(disk, "--config", str(config)) as collector:
        collector.order("sinks", do="pause", name="out")
        accepted = sum(collector.post([order() for _ in range(100)]).json()["accepted"] for _ in range(5))
        free = os.statvfs(disk)
        filler.write_bytes(bytes(free.f_bavail * free.f_frsize - MIB))
        until(lambda: collector.post(order()).status_code == 503)
        refused = collector.post(order())
        assert refused.json()["code"] == "storage_full"
        assert int(refused.headers["retry-after"]) > 0
        unready = collector.get("/readyz")
        assert (unready.status_code, unready.text, int(unready.headers["retry-after"]) > 0) == (
            503,
            "storage_full\n",
            True,
        )
        assert collector.get("/livez").status_code == 200
        assert collector.metrics()["touchline_log_full"] == 1
        collector.order("sinks", do="resume", name="out")
        until(lambda: collector.metrics()['touchline_sink_events{sink="out",state="delivered"}'] >= accepted)
        filler.unlink()
        until(lambda: collector.get("/readyz").status_code == 200)  # nobody sends: a balancer took it out
        assert collector.post(order()).json()["accepted"] == 1
        assert collector.stop() == 0
        assert "Traceback" not in collector.errors()


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(MIB)):
            pass
    assert os.statvfs(disk).f_bavail == 0
    return filler


def refused(folder: Path) -> str:
    """The one line with which a start ends."""
    command = [sys.executable, "-m", "touchline_collector.cli", "run", "--port", "0"]
    command += ["--data-dir", str(folder / "touchline-data")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)
    assert (ended.returncode, ended.stderr.count("\n"), ended.stdout) == (2, 1, ""), ended
    return ended.stderr


def test_a_start_on_a_full_disk_after_a_kill_takes_the_reserve(tmp_path: Path, disk: Path) -> None:
    """The reserve lets the log open: sinks go on, events are refused from the first on, and room is noticed."""
    config = tmp_path / "c.toml"
    config.write_text(CONFIG.format(tmp_path / "out"))
    with Collector(disk, "--config", str(config)) as collector:
        assert collector.post(event := order()).json()["accepted"] == 1
        collector.kill()
    filler = fill(disk)
    with Collector(disk, "--config", str(config)) as collector:
        assert collector.get("/readyz").status_code == 503
        assert collector.post(order()).json()["code"] == "storage_full"
        until(lambda: collector.metrics()['touchline_sink_events{sink="out",state="delivered"}'] == 1)
        filler.unlink()
        until(lambda: collector.get("/readyz").status_code == 200)
        assert collector.post([event, order()]).json()["accepted"] == 1
        assert collector.stop() == 0


def test_a_start_without_any_room_says_where(tmp_path: Path, disk: Path) -> None:
    """After a clean stop there is no reserve: one sentence, exit 2; the unit tries again until there is room."""
    with Collector(disk) as collector:
        assert collector.stop() == 0
    fill(disk)
    assert f"the log in {disk}/touchline-data/log cannot be opened: no room on the disk" in refused(disk)
    (disk / "filler").unlink()
    with Collector(disk) as collector:
        assert collector.stop() == 0


def test_a_little_room_is_refused_before_the_first_event(disk: Path) -> None:
    """Less than the reserve: a balancer that asks before anybody sends hears it."""
    with Collector(disk) as collector:  # 32 MiB, of which the default reserve wants 32
        assert collector.get("/readyz").status_code == 503


def test_a_file_system_that_is_read_only_is_named(disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the start and by the check; a log on it can be looked at."""
    with Collector(disk) as collector:
        assert collector.stop() == 0
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for folder in (disk, disk / "new"):
        assert "touchline-data cannot be used: Read-only file system" in refused(folder)
    assert main(["check", "--offline", "--data-dir", str(disk / "touchline-data")]) == 1
    assert f"{disk}/touchline-data cannot be written to" in capsys.readouterr().out
    for do in ("stat", "cat", "verify"):
        assert main(["log", do, "--data-dir", str(disk / "touchline-data")]) == 0
