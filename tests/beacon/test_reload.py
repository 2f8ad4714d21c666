"""SIGHUP to a running agent, a process of its own on a scripted BlueZ: checked whole first, taken without a gap."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.bluez_scenario import scenario
from support.fake_bluez import FakeBluez
from support.private_bus import private_bus
from touchline_beacon.radio.bus import Bus


@pytest.fixture(autouse=True)
def bus_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from private_bus(tmp_path, monkeypatch)


def text(folder: Path, address: str, name: str, more: str = "") -> str:
    return (
        f'[box]\nstore = "store-1"\nname = "{name}"\nstate = "{folder / "state"}"\n[programme]\nid = "club"\n'
        f'[collector]\nurl = "http://127.0.0.1:9"\n[[receivers]]\nname = "ble-1"\nadapter = "{address}"\n{more}'
    )


def test_sighup_takes_a_good_configuration_and_keeps_the_old_one_of_a_bad_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault is named and changes nothing; a good file is in force, told to systemd; SIGTERM ends with 0."""
    file = tmp_path / "beacon.toml"
    systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    systemd.bind(str(tmp_path / "notify"))
    systemd.setblocking(False)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

    async def told() -> str:
        while (state := await asyncio.get_running_loop().sock_recv(systemd, 1000)) == b"WATCHDOG=1":
            pass
        return state.decode().partition("\n")[0]

    async def test(bluez: FakeBluez, _: Bus) -> None:
        address = bluez.add_adapter()
        file.write_text(text(tmp_path, address, "before"))
        agent = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from touchline_beacon.cli import main; raise SystemExit(main())"),
            *("run", "--config", str(file)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert agent.stdout is not None
        assert agent.stderr is not None
        assert b"before in store-1: listening" in await agent.stdout.readline()
        assert await told() == "READY=1"
        file.write_text(text(tmp_path, address, "broken", "zonne = 3\n"))
        agent.send_signal(signal.SIGHUP)
        while b"the old one stays" not in (line := await agent.stderr.readline()):
            assert line
        assert b"[[receivers]]" in line
        file.write_text(text(tmp_path, address, "after"))
        agent.send_signal(signal.SIGHUP)
        assert b"after in store-1: listening" in await agent.stdout.readline()
        assert [await told(), await told()] == ["RELOADING=1", "READY=1"]
        agent.send_signal(signal.SIGTERM)
        assert await agent.wait() == 0
        assert await told() == "STOPPING=1"

    scenario(test)
    systemd.close()
