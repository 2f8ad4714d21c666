"""A disk that is really full under a running collector: refused with a time to come again; it recovers by itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import Collector, order, until
from support.raw_http import MIB

CONFIG = '[log]\nreserve_bytes = 2097152\n[[sinks]]\nname = "out"\nkind = "jsonl"\npath = "{}"\n'


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 32 MiB."""
    made = tmp_path / "disk"
    made.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", made], check=False).returncode
    ):
        pytest.skip("mounting a small disk needs root, and a machine that allows it")
    yield made
    subprocess.run(["umount", made], check=True)


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
