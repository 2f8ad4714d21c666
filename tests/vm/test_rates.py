"""How much of what is on the air BlueZ tells, and how much the kernel does, scan by scan."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any

from support.box_process import Configuration, Program, listening
from support.kernel_radio import Crowd, Store, scenario, until
from support.member_phones import ANDROID, android
from touchline_beacon import adverts
from touchline_beacon.radio import Heard, Mode
from touchline_beacon.radio.bus import Bus
from touchline_beacon.radio.over_bleak import BleakRadio
from touchline_beacon.radio.over_mgmt import MgmtRadio
from touchline_beacon.radio.packets import Packets
from touchline_spec import tokens

MEMBER = adverts.android(tokens.ServiceData(bytes(8), -60))
# (scan, level's swing in dB, whether the controller drops repetitions, seconds)
SCANS = [
    (Mode.ACTIVE, 0, False, 8.0),
    (Mode.ACTIVE, 0, True, 25.0),
    (Mode.PASSIVE, 0, False, 8.0),
    (Mode.PASSIVE, 4, False, 8.0),
    (Mode.PASSIVE, 12, False, 8.0),
    (Mode.PASSIVE, 0, True, 12.0),
]


def test_the_kernel_tells_of_every_packet_and_bluez_of_some(tmp_path: Path, results: dict[str, Any]) -> None:
    """By the kernel's socket each packet of a passive scan is heard, whatever BlueZ makes of it."""

    async def test(store: Store) -> None:
        (receiver,) = store.receivers
        assert receiver.chip is not None
        box = Configuration(tmp_path, store, radio='backend = "mgmt"')
        loop = asyncio.get_running_loop()
        bus, packets = await Bus.connect(), Packets(box.socket)
        scanner = BleakRadio(bus, receiver.address, loop.time)
        async with Program.reader(box):
            await listening(box)
            await android(store.air, "ann")
            for mode, swing, strict, seconds in SCANS:
                radio = MgmtRadio(scanner, receiver.address, packets, adverts.Programme("club"), loop.time)
                heard: list[Heard] = []
                turn = itertools.count()
                receiver.chip.strict = strict
                store.air.level = lambda _phone, _receiver, swing=swing, turn=turn: -60 - swing * (next(turn) % 2)
                await radio.start(mode, lambda one, heard=heard: heard.append(one) or False)
                await until(lambda heard=heard: heard)
                sent, kernel, bluez = store.air.sent[ANDROID], len(heard), radio.callbacks
                await asyncio.sleep(seconds)
                sent, kernel, bluez = store.air.sent[ANDROID] - sent, len(heard) - kernel, radio.callbacks - bluez
                await radio.stop()
                name = f"{mode}, level moves by {swing} dB{', controller drops repetitions' if strict else ''}"
                results[name] = {"seconds": seconds, "sent": sent, "kernel": kernel, "bluez": bluez}
                if not strict or mode is Mode.PASSIVE:
                    assert abs(kernel - sent) <= 2
        packets.close()
        bus.close()

    scenario(tmp_path, test)


def test_a_crowd_of_members_is_heard(tmp_path: Path, results: dict[str, Any]) -> None:
    """Two hundred phones at once, as fast as the emulated machine goes, and each packet is heard or counted as lost."""

    async def test(store: Store) -> None:
        (receiver,) = store.receivers
        box = Configuration(tmp_path, store, radio='backend = "mgmt"')
        loop = asyncio.get_running_loop()
        bus, packets = await Bus.connect(), Packets(box.socket)
        scanner = BleakRadio(bus, receiver.address, loop.time)
        radio = MgmtRadio(scanner, receiver.address, packets, adverts.Programme("club"), loop.time)
        heard: list[Heard] = []
        crowd = Crowd(store.air)
        addresses = [f"C0:00:00:00:01:{one:02X}" for one in range(200)]
        async with Program.reader(box):
            await listening(box)
            await radio.start(Mode.PASSIVE, lambda one: heard.append(one) or False)
            while not heard:
                crowd.advertise("C0:00:00:00:02:00", MEMBER)
                await asyncio.sleep(0.1)
            await asyncio.sleep(2)
            heard.clear()
            begun = loop.time()
            for _ in range(10):
                await crowd.walk_by(addresses, lambda _: MEMBER, rate=5_000)
            sent = loop.time() - begun
            await until(lambda: len(heard) + radio.lost >= 2_000)
            name = "2,000 packets of 200 phones"
            results[name] = {"sent in": sent, "heard in": loop.time() - begun, "lost": radio.lost}
            await radio.stop()
        assert len(heard) + radio.lost == 2_000
        assert {one.address for one in heard} == set(addresses)
        packets.close()
        bus.close()

    scenario(tmp_path, test)
