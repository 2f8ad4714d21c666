"""`touchline-collector run` as a process."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
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


@pytest.mark.parametrize(("host", "url"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")])
def test_a_start_says_where_and_with_what(tmp_path: Path, host: str, url: str) -> None:
    """Address, data folder, the file with the operator's token but not the token, and that there are no keys."""
    if host == "::1" and not Path("/proc/net/if_inet6").exists():
        pytest.skip("this machine has no IPv6")
    with Collector(tmp_path, "--host", host) as collector:
        assert collector.url.startswith(url)
        assert collector.post(order()).json()["accepted"] == 1
        token = collector.token()
        assert collector.stop() == 0
        assert collector.process.stdout
        told = collector.process.stdout.read() + collector.errors()
    assert f"data in {collector.data}\n" in told
    assert f"the token for /v1/admin is in {collector.data}/control.json\n" in told
    assert "no keys are configured" in told
    assert token not in told


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


@pytest.mark.parametrize(
    ("step", "number"),
    [
        ("", signal.SIGINT),
        ("touchline-data/lock", signal.SIGINT),
        ("touchline-data/log/log.db", signal.SIGINT),
        ("touchline-data/log/log.db", signal.SIGTERM),
        ("touchline-data/control.json", signal.SIGTERM),
    ],
    ids=["at once", "locked", "opened", "opened, terminated", "ready"],
)
def test_a_start_can_be_ended_at_any_moment(tmp_path: Path, step: str, number: int) -> None:
    """Without a traceback and without a process left; the next start on the same data is as any other."""
    command = [sys.executable, "-m", "touchline_collector.cli", "run", "--port", "0"]
    command += ["--data-dir", str(tmp_path / "touchline-data")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as starting:
        until((tmp_path / step).exists)
        starting.send_signal(number)
        _, told = starting.communicate(timeout=DEADLINE)
    assert starting.returncode in {0, 130, -number}
    # Before its first line of code an interpreter has its own words for Ctrl-C.
    assert "Traceback" not in told or not step
    until(lambda: not group(starting.pid))
    with Collector(tmp_path) as collector:
        assert collector.post(order()).json()["accepted"] == 1
        assert collector.stop() == 0


def group(leader: int) -> list[str]:
    """The processes of a session that are still there."""
    found = subprocess.run(["ps", "-o", "pid=", "-s", str(leader)], capture_output=True, text=True, check=False)
    return found.stdout.split()


@pytest.mark.parametrize("numbers", [(signal.SIGINT, signal.SIGINT), (signal.SIGTERM, signal.SIGINT)])
def test_a_second_signal_does_not_wait(tmp_path: Path, numbers: tuple[int, int]) -> None:
    """A stop that drains to a dead sink is cut short by whoever insists; nothing acknowledged is lost by it."""
    config = tmp_path / "c.toml"
    config.write_text(DEAD_SINK)
    with Collector(tmp_path, "--config", str(config)) as collector:
        assert collector.post(event := order()).json()["accepted"] == 1
        collector.process.send_signal(numbers[0])
        until(lambda: unreachable(collector))
        collector.process.send_signal(numbers[1])
        assert collector.process.wait(DEADLINE) in {0, -numbers[1]}
        assert "Traceback" not in collector.errors()
    with Collector(tmp_path) as collector:
        assert collector.post(event).json()["results"][0]["status"] == "duplicate"


DEAD_SINK = """
[server]
drain_seconds = 20.0
[[sinks]]
name = "dead"
kind = "webhook"
url = "http://127.0.0.1:9/nobody"
allow_private = true
"""


def unreachable(collector: Collector) -> bool:
    host, port = collector.url.removeprefix("http://").split(":")
    with socket.socket() as trial:
        return trial.connect_ex((host, int(port))) != 0
