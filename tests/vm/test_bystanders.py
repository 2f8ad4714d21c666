"""Three thousand strangers walk past, and nothing that is written anywhere knows of any of them."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.box_process import Configuration, Program
from support.collectors import Collector
from support.kernel_radio import STORAGE, Bluetoothd, Crowd, Store, kernel_log, scenario, until
from support.member_phones import android
from touchline_beacon.radio import Mode
from touchline_beacon.radio.bus import Bus
from touchline_beacon.radio.over_bleak import BleakRadio

# Everything that was written to a disk since the machine began; what it only read lies below.
WRITTEN = Path("/run/written")
STRANGERS = 3_000
HEAD = bytes.fromhex("c5deadbe")
SPELLINGS = re.compile(
    b"|".join([sign.join(b"%02x" % byte for byte in HEAD) for sign in (b":", b"_", b"-", b"")])
    + b"|"
    + b"|".join(map(re.escape, (HEAD, HEAD[::-1]))),
    re.IGNORECASE,
)


def address(number: int) -> str:
    return (HEAD + number.to_bytes(2, "big")).hex(":").upper()


def named(number: int) -> bytes:
    """Discoverable, and with a name: what bluetoothd remembers for good."""
    name = b"Phone %d" % number
    return b"\x02\x01\x06" + bytes((len(name) + 1, 9)) + name


def advertisement(number: int) -> bytes:
    forms = [
        bytes.fromhex("02011a0bff4c001006331e5f2b3f1a"),
        bytes.fromhex("0201060303aafe0e16aafe10ee02676f6f676c6507"),
        named(number),
    ]
    return forms[number % len(forms)]


def traces(root: Path) -> Iterator[str]:
    """Files and names below a folder that know a stranger."""
    for path in root.rglob("*"):
        plain = path.is_file() and not path.is_symlink()
        if SPELLINGS.search(str(path.relative_to(root)).encode()) or (plain and SPELLINGS.search(path.read_bytes())):
            yield str(path)


async def settled(box: Program) -> float:
    """How many packets of strangers were counted, once no more come."""
    last, now = -1.0, 0.0
    while now != last:
        await asyncio.sleep(3)
        last, now = now, (await box.look()).get("bystander_packets_total", 0.0)
    return now


def test_strangers_leave_no_trace(tmp_path: Path, collector: Collector, results: dict[str, Any]) -> None:
    """Not in the agent's folder and log, its metrics, the daemon's log, nor anywhere else on the disk."""

    async def test(store: Store) -> None:
        # Unsealed: in a sealed outbox the search would find nothing whatever was there.
        box = Configuration(
            tmp_path, store, url=collector.url, radio='backend = "bleak"', name="strangers", sealed=False
        )
        async with Program.agent(box, "run"):
            await until(lambda: box.said("listening with"))
            await android(store.air, "ann")
            await box.reaches("present", 1)
            before = (await box.look())["bystander_packets_total"]
            await Crowd(store.air).walk_by(map(address, range(STRANGERS)), advertisement, rate=150)
            # The third that has nothing but a name counts nowhere: to presence its packets are empty.
            expected = STRANGERS * 2 // 3
            heard = await settled(box) - before
            results[f"strangers' packets counted, of {expected}"] = heard
            assert heard > expected / 2  # an emulated controller drops some while it is asked to start anew
            await asyncio.sleep(12)
            metrics = await asyncio.to_thread(box.page)
            assert not SPELLINGS.search(metrics)
            remembered = list(traces(store.daemon.storage()))
            results["strangers that bluetoothd wrote into its memory"] = len(remembered)
        assert box.state.joinpath("visits.json").exists()

    scenario(tmp_path, test)
    assert list(traces(WRITTEN)) == []
    assert not SPELLINGS.search(kernel_log().encode())


def test_without_the_drop_in_strangers_are_found(tmp_path: Path) -> None:
    """The search above can fail: bluetoothd on a plain folder keeps the names and addresses of strangers."""

    async def test(store: Store) -> None:
        (receiver,) = store.receivers
        bus = await Bus.connect()
        radio = BleakRadio(bus, receiver.address, asyncio.get_running_loop().time)
        heard: list[str] = []
        await radio.start(Mode.ACTIVE, lambda one: heard.append(one.address) or False)
        crowd = Crowd(store.air)
        for _ in range(3):
            await crowd.walk_by(map(address, range(20)), named)
        await until(lambda: len(set(heard)) == 20)
        await radio.stop()
        await until(lambda: list(traces(WRITTEN / STORAGE.relative_to("/"))))
        bus.close()

    try:
        scenario(tmp_path, test, daemon=lambda folder: Bluetoothd(folder, in_memory=False))
    finally:
        shutil.rmtree(STORAGE)
