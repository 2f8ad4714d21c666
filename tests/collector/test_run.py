"""`touchline-collector run` as a process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order
from touchline_collector.eventlog import EventLog


def start(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "touchline_collector.cli", "run", "--data-dir", str(folder / "touchline-data")]
    return subprocess.run([*command, *flags], capture_output=True, text=True, timeout=DEADLINE, check=False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_clean(tmp_path: Path, number: int) -> None:
    """Exit 0, no traceback, everything acknowledged in the log."""
    with Collector(tmp_path) as collector:
        ids = [collector.post(event := order()).status_code == 202 and event["id"] for _ in range(5)]
        assert collector.stop(number) == 0
        assert "Traceback" not in collector.errors()
    with EventLog.open(collector.data / "log") as log:
        assert [e.id for e in log.read(0, limit=100, max_bytes=1 << 30)] == ids


def test_a_kill_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """After SIGKILL the next start has every acknowledged event, and knows the duplicates."""
    with Collector(tmp_path) as collector:
        events = [order() for _ in range(20)]
        assert all(collector.post(event).json()["accepted"] == 1 for event in events)
        collector.kill()
    with Collector(tmp_path) as collector:
        assert {r["status"] for r in collector.post(events).json()["results"]} == {"duplicate"}


def test_a_taken_port_is_said_clearly(tmp_path: Path) -> None:
    """One sentence with the port and the flag, exit 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = start(tmp_path, "--port", port)
    assert ended.returncode == 2
    assert f"port {port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_collector_on_the_same_data_is_refused(tmp_path: Path) -> None:
    """The lock of the data folder holds; the message names the folder."""
    with Collector(tmp_path):
        ended = start(tmp_path, "--port", "0")
    assert ended.returncode == 2
    assert str(tmp_path) in ended.stderr


def test_a_folder_that_cannot_be_made_is_said_clearly(tmp_path: Path) -> None:
    """A file in the way ends in one sentence."""
    (tmp_path / "touchline-data").write_text("in the way")
    ended = start(tmp_path, "--port", "0")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "touchline-data" in ended.stderr
