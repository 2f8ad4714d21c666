"""Scans by BlueZ, packets from the kernel: what BlueZ keeps to itself is heard all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.bluez_scenario import Ear, scenario, until
from support.fake_bluez import FakeBluez
from support.packet_reader import BYSTANDER, MEMBER, PHONE, found, served
from support.private_bus import private_bus
from touchline_beacon import adverts
from touchline_beacon.errors import RadioMissing
from touchline_beacon.overflow import overflow_mask
from touchline_beacon.radio import Mode
from touchline_beacon.radio.bus import Bus
from touchline_beacon.radio.over_bleak import BleakRadio
from touchline_beacon.radio.over_mgmt import MgmtRadio
from touchline_beacon.radio.packets import Packets
from touchline_beacon.scanning import Scanning
from touchline_spec import tokens

IPHONE = adverts.ios_background(overflow_mask(tokens.SERVICE))
CLUB = adverts.Programme("club")


@pytest.fixture(autouse=True)
def bus_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from private_bus(tmp_path, monkeypatch)


def radio_on(bus: Bus, address: str, packets: Packets) -> MgmtRadio:
    clock = asyncio.get_running_loop().time
    return MgmtRadio(BleakRadio(bus, address, clock), address, packets, CLUB, clock)


def test_every_packet_is_heard_where_bluez_reports_one(tmp_path: Path) -> None:
    """A phone that stands still is told by BlueZ once; the kernel tells each packet, and bystanders as a number."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        packets, ear, passed = Packets(tmp_path / "reader"), Ear(), list[int]()
        with served(packets.path, address) as air:
            radio = radio_on(bus, address, packets)
            await radio.start(Mode.PASSIVE, ear, passed.append)
            await until(lambda: bluez.advertise(PHONE, MEMBER, -61))
            await until(lambda: radio.callbacks > 0)
            for _ in range(20):
                air.send(found(MEMBER))
                air.send(found(BYSTANDER, address="C0:FF:EE:C0:FF:EE"))
            await ear.wait(20)
            await until(lambda: sum(passed) == 20)
            await radio.stop()
            air.send(found(MEMBER))
        packets.close()
        assert len(ear.heard) == 20
        assert radio.callbacks < 5
        assert CLUB.find(ear.heard[0].fields) is not None

    scenario(test)


def test_a_token_is_read_from_a_phone_that_the_kernel_reported(tmp_path: Path) -> None:
    """BlueZ's own report, however rare, is what can be connected to."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        answer = tokens.GattToken(bytes(8), -60, 7, bytes(8)).encode()
        bluez.gatt[bluez.device(PHONE)] = {str(tokens.SERVICE): {str(tokens.TOKEN_CHARACTERISTIC): lambda: answer}}
        packets, ear = Packets(tmp_path / "reader"), Ear()
        with served(packets.path, address) as air:
            radio = radio_on(bus, address, packets)
            await radio.start(Mode.PASSIVE, ear)
            await until(lambda: bluez.advertise(PHONE, IPHONE, -61))
            await until(lambda: radio.callbacks > 0)
            air.send(found(IPHONE))
            await ear.wait(1)
            assert await radio.read(ear.heard[0].address, None) == answer
            await radio.stop()
        packets.close()

    scenario(test)


def test_an_iphone_is_offered_once_bluez_knows_it(tmp_path: Path) -> None:
    """The kernel is faster than BlueZ's report; a read in between would find nobody to connect to."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        packets, ear = Packets(tmp_path / "reader"), Ear()
        with served(packets.path, address) as air:
            radio = radio_on(bus, address, packets)
            await radio.start(Mode.PASSIVE, ear)
            air.send(found(IPHONE))
            air.send(found(MEMBER, address="F0:00:00:00:00:02"))
            await ear.wait(1)
            assert [heard.address for heard in ear.heard] == ["F0:00:00:00:00:02"]
            await until(lambda: bluez.advertise(PHONE, IPHONE, -61))
            await until(lambda: radio.callbacks > 0)
            air.send(found(IPHONE))
            await ear.wait(2)
            assert ear.heard[1].address == PHONE
            await radio.stop()
        packets.close()

    scenario(test)


def test_a_reader_that_went_away_is_found_again(tmp_path: Path) -> None:
    """Its loss is told, the scan is deaf meanwhile, and the next reader is used."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        packets, ear, states = Packets(tmp_path / "reader"), Ear(), asyncio.Queue[str]()
        loop = asyncio.get_running_loop()
        with pytest.raises(RadioMissing):
            await radio_on(bus, address, packets).start(Mode.PASSIVE, ear)
        scan = Scanning(
            "door",
            radio_on(bus, address, packets),
            lambda _, heard: ear(heard),
            loop.time,
            mode=Mode.PASSIVE,
            on_deaf=lambda _: states.put_nowait("deaf"),
            on_hearing=lambda _: states.put_nowait("hearing"),
            sleep=lambda _: asyncio.sleep(0.01),
        )
        packets.on_lost = lambda reason, _: scan.lost(reason)
        task = asyncio.create_task(scan.run())
        with served(packets.path, address):
            assert await states.get() == "hearing"
        assert await states.get() == "deaf"
        await until(lambda: scan.trouble is not None and "cannot be reached" in scan.trouble)
        with served(packets.path, address) as air:
            assert await states.get() == "hearing"
            air.send(found(MEMBER))
            await ear.wait(1)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        packets.close()

    scenario(test)
