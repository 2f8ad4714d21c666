"""What the service manager hears, on a real datagram socket: ready, reloading, alive, stopping."""

from __future__ import annotations

import os
import select
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
from support.logged import held
from touchline_collector import notify


class Manager:
    """The service manager's end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("\0" + address[1:] if address.startswith("@") else address)
        self._socket.settimeout(DEADLINE)

    def hears(self) -> dict[str, str]:
        """The next message, its lines as assignments."""
        lines = self._socket.recv(4096).decode().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def hears_after(self, *passed_over: str) -> dict[str, str]:
        """The next message that is none of these."""
        while (found := self.hears()).keys() <= set(passed_over):
            pass
        return found

    def speaks_within(self, seconds: float) -> bool:
        """Whether a message comes in this time."""
        readable, _, _ = select.select([self._socket], [], [], seconds)
        return bool(readable and self.hears())

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest) -> Iterator[Manager]:
    """Both forms of the address: a socket in the file system, and Linux's abstract names."""
    with tempfile.TemporaryDirectory() as folder:  # short: an address has 107 bytes
        made = Manager(f"{folder}/notify" if request.param == "path" else f"@{folder}")
        yield made
        made.close()


def test_the_manager_hears_of_every_turn(tmp_path: Path, manager: Manager) -> None:
    """READY only when events are taken; RELOADING with its moment, and READY again at its end; STOPPING."""
    begun = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    config = tmp_path / "c.toml"
    config.write_text("")
    with Collector(tmp_path, "--config", str(config), env={"NOTIFY_SOCKET": manager.address}) as collector:
        assert manager.hears() == {"READY": "1"}
        assert collector.post(order()).status_code == 202
        for text in ("[consent]\nrequire = []\n", "[nonsense"):
            config.write_text(text)
            collector.process.send_signal(signal.SIGHUP)
            reloading = manager.hears()
            assert reloading.pop("RELOADING") == "1"
            assert int(reloading["MONOTONIC_USEC"]) > begun
            assert manager.hears() == {"READY": "1"}
        assert collector.stop() == 0
        assert manager.hears() == {"STOPPING": "1"}


def test_the_watchdog_is_fed_while_the_log_answers(tmp_path: Path, manager: Manager) -> None:
    """Again and again, each time after a commit of the log's writer."""
    env = {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "300000"}
    with Collector(tmp_path, env=env) as collector:
        assert manager.hears() == {"READY": "1"}
        assert [manager.hears() for _ in range(3)] == [{"WATCHDOG": "1"}] * 3
        assert collector.stop() == 0
        assert manager.hears_after("WATCHDOG") == {"STOPPING": "1"}


def test_a_log_that_does_not_answer_feeds_nothing(tmp_path: Path, manager: Manager) -> None:
    """Silence for several periods while the log's file is in another hand, and signs of life after."""
    env = {"NOTIFY_SOCKET": manager.address, "WATCHDOG_USEC": "300000"}
    with Collector(tmp_path, env=env) as collector:
        assert manager.hears() == {"READY": "1"}
        with held(collector.data / "log" / "log.db"):
            until(lambda: not manager.speaks_within(0.5))
        assert manager.hears() == {"WATCHDOG": "1"}


def test_a_manager_that_went_away_stops_nothing(tmp_path: Path) -> None:
    """Nobody at the socket is no reason to end."""
    with Collector(tmp_path, env={"NOTIFY_SOCKET": str(tmp_path / "gone"), "WATCHDOG_USEC": "60000"}) as collector:
        assert collector.post(order()).status_code == 202
        assert collector.stop() == 0
        assert "Traceback" not in collector.errors()


@pytest.mark.parametrize(
    ("env", "seconds"),
    [
        ({}, 0),
        ({"WATCHDOG_USEC": "60000000"}, 60),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 60),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, 0),
        ({"WATCHDOG_USEC": "soon"}, 0),
    ],
)
def test_the_watchdogs_time_is_the_managers(env: dict[str, str], seconds: float) -> None:
    """Only where it waits for this process."""
    assert notify._watchdog_seconds(env) == seconds
