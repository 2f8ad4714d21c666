"""BlueZ for scanning and connecting, the kernel's management socket for hearing.

BlueZ reports a phone in a passive scan once and then only when its level moves by 8 dB; the kernel tells its management
sockets of every packet. So the scan is BlueZ's as before, and what is heard comes from the packet reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from touchline_beacon.adverts import Fields, Programme, parse
from touchline_beacon.radio.contract import Count, Hear, Heard, Mode, Radio, nobody
from touchline_beacon.radio.packets import Ear, Packets
from touchline_beacon.reader.records import Packet, Tally


class Scanner(Radio, Protocol):
    """A radio that knows which phones it can connect to."""

    def knows(self, address: str) -> bool:
        """Whether a phone's offer was reported."""


class MgmtRadio:
    """One adapter. `scanner` scans and connects; its own callbacks only tell it which phones can be connected to."""

    def __init__(
        self, scanner: Scanner, address: str, packets: Packets, programme: Programme, clock: Callable[[], float]
    ) -> None:
        self.address = address
        self.callbacks = 0
        """What BlueZ reported in the meantime: far below the number of packets where it filters."""
        self.lost = 0
        """Marked packets that the reader could not hand over in time."""
        self._scanner = scanner
        self._packets = packets
        self._programme = programme
        self._clock = clock

    async def start(self, mode: Mode, hear: Hear, passed: Count = nobody) -> None:
        """Begin to listen."""

        def packet(found: Packet) -> None:
            fields = parse(found.data)
            # The kernel is first: an offer counts once BlueZ has told of the phone too, for BlueZ has to connect to it.
            if not self._offers(fields) or self._scanner.knows(found.address):
                hear(Heard(self._clock(), found.address, found.rssi, fields))

        def tally(counts: Tally) -> None:
            self.lost += counts.lost
            passed(counts.unmarked)

        self._packets.connect()
        await self._scanner.start(mode, self._reported)
        self._packets.ears[self.address] = Ear(packet, tally)

    async def stop(self) -> None:
        """Listen no more."""
        self._packets.ears.pop(self.address, None)
        await self._scanner.stop()

    async def read(self, address: str, challenge: bytes | None) -> bytes | None:
        """Connect, challenge, read, leave."""
        return await self._scanner.read(address, challenge)

    async def power_cycle(self) -> None:
        """Switch the controller off and on."""
        await self._scanner.power_cycle()

    def _reported(self, heard: Heard) -> bool:
        self.callbacks += 1
        return self._offers(heard.fields)

    def _offers(self, fields: Fields) -> bool:
        marker = self._programme.find(fields)
        return marker is not None and marker.eid is None
