"""The unit files: systemd takes every line of them, and each process has no more rights than it needs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from touchline_beacon import outbox_key

FOLDER = Path(__file__).parents[2] / "beacon_agent" / "systemd"


@pytest.mark.parametrize("unit", sorted(FOLDER.glob("*.service")), ids=lambda unit: unit.stem)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say, but for the program's place."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed; on Debian: apt-get install systemd")
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/touchline/bin/touchline-beacon", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(copy)], capture_output=True, text=True, check=False, timeout=30
    )
    said = [line for line in done.stderr.splitlines() if unit.name in line]
    assert (done.returncode, said) == (0, [])


def test_only_the_reader_has_a_right_and_it_has_no_network() -> None:
    """The agent holds no capability; the reader one, and speaks no protocol that leaves the box."""
    agent, reader = ((FOLDER / name).read_text().splitlines() for name in ("touchline-beacon.service", READER))
    assert "CapabilityBoundingSet=" in agent
    assert not any(line.startswith("AmbientCapabilities") for line in agent)
    assert "CapabilityBoundingSet=CAP_NET_ADMIN" in reader
    assert "RestrictAddressFamilies=AF_UNIX AF_BLUETOOTH" in reader


def test_the_key_of_the_outbox_is_handed_over_and_stays_in_memory() -> None:
    """By systemd, which alone opens it; no swap file and no core dump gets it. A box without one starts too."""
    agent = (FOLDER / "touchline-beacon.service").read_text().splitlines()
    # A path in its place would make a missing credential fatal.
    assert f"LoadCredentialEncrypted={outbox_key.NAME}" in agent
    assert {"MemorySwapMax=0", "LimitCORE=0"} <= set(agent)


def test_the_agent_may_ask_whether_the_clock_is_synchronised() -> None:
    """The question is a call that can set it too: filtered away, it ends the process, or is always answered with no."""
    agent = (FOLDER / "touchline-beacon.service").read_text().splitlines()
    assert "SystemCallFilter=adjtimex clock_adjtime" in agent
    assert not any(line.startswith("ProtectClock") for line in agent)
    assert all("SystemCallErrorNumber=EPERM" in unit.read_text().splitlines() for unit in FOLDER.glob("*.service"))


def test_bluetoothd_is_started_again() -> None:
    """Debian's unit does not; phones were seen to crash it."""
    lines = (FOLDER / "bluetooth.conf").read_text().splitlines()
    assert "Restart=on-failure" in lines
    # Seen under a real systemd: a state directory is mounted over the memory, and strangers' addresses reach the disk.
    assert lines.index("StateDirectory=") < lines.index("TemporaryFileSystem=/var/lib/bluetooth:mode=0700")


READER = "touchline-beacon-reader.service"
