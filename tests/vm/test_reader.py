"""The packet reader before a real kernel: its one right, every packet, and nobody else's."""

from __future__ import annotations

import asyncio
from pathlib import Path

from support.box_process import NO_RIGHT, Configuration, Program, listening
from support.kernel_radio import Crowd, Receiver, Store, known, scenario, until
from support.member_phones import ANDROID, android
from touchline_beacon.radio import Mode
from touchline_beacon.radio.bus import Bus
from touchline_beacon.radio.over_bleak import BleakRadio
from touchline_beacon.radio.packets import Ear, Packets
from touchline_beacon.reader.records import Packet, Tally

NET_ADMIN = 1 << 12
BYSTANDER = bytes.fromhex("02011a0bff4c001006331e5f2b3f1a")
MGMT = 'backend = "mgmt"'


def test_a_reader_without_its_right_says_so(tmp_path: Path) -> None:
    """The kernel opens this socket to everybody and then tells of no packets; that is no box that hears nobody."""

    async def test(store: Store) -> None:
        box = Configuration(tmp_path, store, radio=MGMT)
        reader = await Program.reader(box, NO_RIGHT).start()
        assert await reader.ended() == 2
        assert "the reader needs CAP_NET_ADMIN" in reader.said

    scenario(tmp_path, test)


def test_every_packet_is_heard_with_one_right(tmp_path: Path) -> None:
    """CAP_NET_ADMIN alone; marked packets once each, bystanders a count, also at a controller plugged in later."""

    async def test(store: Store) -> None:
        box = Configuration(tmp_path, store, radio=MGMT)
        bus, packets = await Bus.connect(), Packets(box.socket)
        async with Program.reader(box) as reader:
            await listening(box)
            assert {reader.rights(name) for name in ("CapEff", "CapPrm", "CapBnd")} == {NET_ADMIN}
            packets.connect()
            await android(store.air, "ann")
            first, later = store.receivers
            await everything(store, bus, packets, first)
            await later.plug()
            await known([later])
            await everything(store, bus, packets, later)
        packets.close()
        bus.close()

    scenario(tmp_path, test, receivers=2, plugged=1)


async def everything(store: Store, bus: Bus, packets: Packets, receiver: Receiver) -> None:
    """Two hundred bystanders and a member are heard at a receiver, as a count and packet by packet."""
    heard: list[Packet] = []
    tallies: list[Tally] = []
    packets.ears = {receiver.address: Ear(heard.append, tallies.append)}
    begin = store.air.sent[ANDROID]
    radio = BleakRadio(bus, receiver.address, asyncio.get_running_loop().time)
    await radio.start(Mode.PASSIVE, lambda _: False)
    await until(lambda: heard)
    sent, before = store.air.sent[ANDROID], len(heard)
    crowd = Crowd(store.air)
    await crowd.walk_by((f"C0:00:00:00:00:{one:02X}" for one in range(200)), lambda _: BYSTANDER)
    await until(lambda: sum(tally.unmarked for tally in tallies) >= 200)
    sent = store.air.sent[ANDROID] - sent
    await until(lambda: len(heard) - before >= sent - 1)
    await radio.stop()
    await asyncio.sleep(1)
    assert len(heard) <= store.air.sent[ANDROID] - begin, "none of them twice"
    assert sum(tally.unmarked for tally in tallies) == 200
    assert {(packet.address, packet.adapter) for packet in heard} == {(ANDROID, receiver.address)}
