"""The unit files under a real systemd: with everything they take away, the box still works."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from support import box_units
from support.box_units import BluetoothUnit, install, journal, process, systemctl, under_systemd
from support.clock_state import discipline
from support.collectors import Collector
from support.kernel_radio import Store, known, scenario, until
from support.member_phones import android

pytestmark = pytest.mark.skipif(not under_systemd(), reason="not booted with TOUCHLINE_VM_FIRST=systemd")
READER, AGENT = "touchline-beacon-reader", "touchline-beacon"


def of(unit: str, file: str) -> str:
    """A file of /proc about a unit's main process."""
    return Path(f"/proc/{process(unit)}/{file}").read_text()


def status(unit: str, name: str) -> int:
    lines = of(unit, "status").splitlines()
    return next(int(line.split()[1], 16) for line in lines if line.startswith(f"{name}:"))


def test_a_box_works_within_its_units(tmp_path: Path, collector: Collector, results: dict[str, Any]) -> None:
    """Storage in memory, one right in all, a member heard, and whatever is killed started anew."""

    async def test(store: Store) -> None:
        box = install(tmp_path, store, collector.url)
        systemctl("restart", "bluetooth")
        await store.receivers[0].plug()
        await known(store.receivers)
        mounts = of("bluetooth", "mountinfo").splitlines()
        storage = [line for line in mounts if line.split()[4] == "/var/lib/bluetooth"]
        results["units: bluetoothd's storage"] = storage
        assert " - tmpfs " in storage[-1]
        assert "--experimental" in of("bluetooth", "cmdline")

        discipline(synchronised=True)
        begun = time.monotonic()
        await asyncio.to_thread(systemctl, "start", READER, AGENT)
        results["units: seconds until reader and agent are ready"] = time.monotonic() - begun
        assert (status(READER, "CapEff"), status(AGENT, "CapEff")) == (1 << 12, 0)
        assert (status(READER, "Seccomp"), status(AGENT, "Seccomp")) == (2, 2)
        await android(store.air, "ann")
        await box.reaches("present", 1)
        # Made at enrolment, encrypted for this machine, handed over by systemd: nothing else here can open the outbox.
        assert not (box_units.ETC / "outbox.key").exists()
        state = Path("/var/lib/touchline-beacon")
        await until((state / "visits.sealed").exists)
        assert list((state / "outbox").glob("*.events")) == []
        assert (await box.look())["clock_synced"] == 1, "the kernel is asked through the filter of system calls"

        for unit in ("bluetooth", READER, AGENT):
            before = process(unit)
            await asyncio.to_thread(systemctl, "kill", "--signal=SIGKILL", unit)
            await until(lambda unit=unit, before=before: process(unit) not in (0, before))
            await until(box.metrics)
            await box.rises("marked_packets_total")
        await box.reaches("present", 1)
        before = process(AGENT)
        assert systemctl("show", "--property=CanReload", "--value", AGENT) == "yes"
        await asyncio.to_thread(systemctl, "reload", AGENT)
        await until(lambda: journal(AGENT).count("listening with") == 3)
        assert process(AGENT) == before
        await until(box.metrics)
        await box.rises("marked_packets_total")
        results["units: memory in MiB"] = {
            unit: int(systemctl("show", "--property=MemoryCurrent", "--value", unit)) / 2**20
            for unit in (READER, AGENT)
        }

    try:
        scenario(tmp_path, test, plugged=0, daemon=lambda _: BluetoothUnit())
    except BaseException:
        print(journal("bluetooth", READER, AGENT))  # noqa: T201 - pytest shows it with the failure
        raise
    assert box_units.OPT.exists()
