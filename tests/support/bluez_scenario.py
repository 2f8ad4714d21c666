"""A test's frame around a scripted daemon: our connection, the daemon, somebody who listens, and the end of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from support.fake_bluez import FakeBluez
from touchline_beacon.radio import Heard
from touchline_beacon.radio.bus import Bus


def scenario(test: Callable[[FakeBluez, Bus], Awaitable[None]]) -> None:
    """Run a test with a daemon and our own connection."""

    async def run() -> None:
        bluez = await FakeBluez().start()
        bus = await Bus.connect()
        try:
            async with asyncio.timeout(55):
                await test(bluez, bus)
        finally:
            bus.close()
            with suppress(Exception):
                await bluez.stop()
            # bleak keeps one connection a loop for the life of the process; this loop ends.
            from bleak.backends.bluezdbus import manager  # noqa: PLC0415

            for one in list(manager._global_instances.values()):
                if one._bus is not None and one._bus.connected:
                    one._bus.disconnect()
            manager._global_instances.clear()

    asyncio.run(run())


class Ear:
    """Collects what is heard."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self._more = asyncio.Event()

    def __call__(self, heard: Heard) -> bool:
        self.heard.append(heard)
        self._more.set()
        return True

    async def wait(self, count: int) -> None:
        """Until so many packets came."""
        async with asyncio.timeout(40):
            while len(self.heard) < count:
                self._more.clear()
                await self._more.wait()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something at the other end of the bus, which announces nothing."""
    async with asyncio.timeout(40):
        while not condition():  # noqa: ASYNC110 - the far side has no event for it
            await asyncio.sleep(0.01)
