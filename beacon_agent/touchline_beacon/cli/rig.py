"""The configured receivers' radios, for the verbs that listen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from touchline_beacon import neighbours
from touchline_beacon.cli import arguments
from touchline_beacon.config import Config
from touchline_beacon.errors import RadioLost
from touchline_beacon.radio import Radio
from touchline_beacon.radio.packets import Packets

if TYPE_CHECKING:
    from touchline_beacon.radio.bus import Bus


@dataclass(slots=True)
class Rig:
    """Radios by receiver, and what they share."""

    radios: dict[str, Radio]
    bus: Bus
    packets: Packets | None

    def watch(self, lost: Callable[[str, str | None], None]) -> None:
        """Have the loss of daemon, adapter or packet reader told."""
        self.bus.on_lost = lost
        if self.packets is not None:
            self.packets.on_lost = lost

    async def listen(self, seconds: float | None = None) -> AsyncIterator[None]:
        """Yield about once a second, for so long or for ever; RadioLost once daemon, adapter or reader is gone."""
        lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def fail(reason: str, adapter: str | None) -> None:
            if not lost.done():
                lost.set_exception(RadioLost(f"{reason}: {adapter}" if adapter else reason))

        self.watch(fail)
        end = None if seconds is None else time.monotonic() + seconds
        while end is None or time.monotonic() < end:
            rest = 1.0 if end is None else min(1.0, end - time.monotonic())
            done, _ = await asyncio.wait([lost], timeout=max(rest, 0.0))
            if done:
                lost.result()
            yield

    async def announce(self, adapter: str, data: bytes) -> None:
        """Advertise a neighbour's frame from an adapter, named by its address; RadioError where it cannot."""
        found = await self.bus.adapter(adapter)
        await self.bus.advertise(found.name, neighbours.SERVICE, data)


@asynccontextmanager
async def rigged(config: Config) -> AsyncIterator[Rig]:
    """The radios, none of them started, until the block ends; raises RadioError, and ConfigError without the extra."""
    bus = await arguments.connect()
    packets = Packets(config.reader) if config.reader else None
    try:
        yield Rig(
            {name: _radio(config, address, bus, packets) for name, address in config.adapters.items()}, bus, packets
        )
    finally:
        if packets is not None:
            packets.close()
        bus.close()


def _radio(config: Config, address: str, bus: Bus, packets: Packets | None) -> Radio:
    from touchline_beacon.radio.over_bleak import BleakRadio  # noqa: PLC0415 - only boxes have it
    from touchline_beacon.radio.over_mgmt import MgmtRadio  # noqa: PLC0415 - only boxes have it

    scanner = BleakRadio(bus, address, time.monotonic, service=config.service)
    return scanner if packets is None else MgmtRadio(scanner, address, packets, config.marked(), time.monotonic)
