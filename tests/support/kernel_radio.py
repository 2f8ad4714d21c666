"""Controllers made of software in a real kernel, a real bluetoothd above them, and the air between them and phones.

For a machine of its own, as root: see docs/beacon/virtual-machine.md.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shlex
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

from bumble import ll
from bumble.hci import Address
from bumble.transport import open_transport

from support.virtual_radio import Air, Chip
from touchline_beacon.errors import RadioError
from touchline_beacon.radio.bus import Bus

DROP_IN = Path(__file__).parents[2] / "beacon_agent/systemd/bluetooth.conf"
STORAGE = Path("/var/lib/bluetooth")
# Emulated, on a machine that does other things as well.
PATIENCE = 90.0


async def until(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait for a condition that no event announces; returns its first true value."""
    async with asyncio.timeout(seconds):
        while not (found := condition()):  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.1)
    return found


class Bluetoothd:
    """The daemon as our drop-in has it; while `keep` is true it is started again when it ends, as its unit does.

    `in_memory` gives it a storage folder of its own on a tmpfs, anew at each start, as the drop-in makes systemd do.
    """

    def __init__(self, folder: Path, *, in_memory: bool = True) -> None:
        self.log = folder / "bluetoothd.log"
        self.keep = True
        self._in_memory = in_memory
        self.ends: list[int] = []
        """How it ended, each time."""
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._kept())
        return self

    async def __aexit__(self, *_: object) -> None:
        self.keep = False
        self.kill(15)
        assert self._keeper is not None
        await self._keeper

    def kill(self, number: int = 9) -> None:
        """End it; whether it comes back says `keep`."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)

    def storage(self) -> Path:
        """Its storage folder as it sees it."""
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}/root") / STORAGE.relative_to("/")

    async def _kept(self) -> None:
        # Debian's unit waits a tenth of a second before it starts a failed service again.
        while self.keep:
            with self.log.open("ab") as log:
                self._process = await asyncio.create_subprocess_exec(*self._command(), stdout=log, stderr=log)
            self.ends.append(await self._process.wait())
            await asyncio.sleep(0.1)

    def _command(self) -> list[str]:
        """Its command line, as the drop-in has it; the guest may name another build of it."""
        lines = DROP_IN.read_text().splitlines()
        (start,) = (line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart=/"))
        program, *options = shlex.split(start)
        plain = [os.environ.get("BLUETOOTHD", program), "--nodetach", *options]
        if not self._in_memory:
            return plain
        assert {"StateDirectory=", f"TemporaryFileSystem={STORAGE}:mode=0700"} <= set(lines)
        hidden = f"mount -t tmpfs storage {STORAGE} && exec {shlex.join(plain)}"
        return ["unshare", "--mount", "sh", "-c", hidden]


class Receiver:
    """A controller that the kernel takes for hardware, while it is plugged in."""

    def __init__(self, air: Air, number: int) -> None:
        self.name = f"receiver-{number}"
        self.address = f"02:00:00:00:00:{0x10 + number:02X}"
        self.chip: Chip | None = None
        self._air = air
        self._transport: Any = None

    async def plug(self) -> None:
        """Appear."""
        self._transport = await open_transport("vhci")
        ends = {"host_source": self._transport.source, "host_sink": self._transport.sink}
        self.chip = Chip(self.name, link=self._air, public_address=self.address, **ends)

    async def pull(self) -> None:
        """Vanish, in the middle of whatever the kernel does with it."""
        if self.chip is not None:
            self._air.remove_controller(self.chip)
            self.chip = None
            await self._transport.close()


class Crowd:
    """Phones that pass by: packets straight onto the air, from as many addresses as one likes."""

    def __init__(self, air: Air) -> None:
        self._air = air
        self._chip = Chip("crowd", link=air)

    def advertise(self, address: str, data: bytes) -> None:
        """One packet."""
        self._air.send_advertising_pdu(self._chip, ll.AdvInd(advertiser_address=Address(address), data=data))

    async def walk_by(self, addresses: Iterable[str], data: Callable[[int], bytes], rate: int = 200) -> None:
        """Each sends one packet, `rate` of them a second."""
        for number, address in enumerate(addresses):
            self.advertise(address, data(number))
            if number % 10 == 0:
                await asyncio.sleep(10 / rate)


class Store:
    """What is under test: the air, its receivers, and the daemon."""

    def __init__(self, air: Air, receivers: list[Receiver], daemon: Bluetoothd) -> None:
        self.air = air
        self.receivers = receivers
        self.daemon = daemon


@asynccontextmanager
async def store(air: Air, rack: list[Receiver], daemon: Bluetoothd, plugged: int) -> AsyncIterator[Store]:
    """A store with the first receivers of a rack plugged in and known to the daemon."""
    async with daemon:
        try:
            for one in rack[:plugged]:
                await one.plug()
            await known(rack[:plugged])
            yield Store(air, rack, daemon)
        finally:
            for one in rack:
                await one.pull()


async def known(rack: list[Receiver]) -> None:
    """Wait until the daemon has every receiver."""
    bus = await Bus.connect()
    try:
        async with asyncio.timeout(PATIENCE):
            for one in itertools.cycle(rack):
                with suppress(RadioError):
                    if {adapter.address for adapter in await bus.adapters()} >= {each.address for each in rack}:
                        return
                await asyncio.sleep(0.1 if one is rack[-1] else 0)
    finally:
        bus.close()


def scenario(
    folder: Path,
    test: Callable[[Store], Awaitable[None]],
    *,
    receivers: int = 1,
    plugged: int | None = None,
    daemon: Callable[[Path], Bluetoothd] = Bluetoothd,
    seconds: float = 280,
) -> None:
    """Run a test in a store; of its receivers the first `plugged` are there from the beginning."""

    async def run() -> None:
        air = Air()
        rack = [Receiver(air, number) for number in range(receivers)]
        there = receivers if plugged is None else plugged
        try:
            async with asyncio.timeout(seconds), store(air, rack, daemon(folder), there) as one:
                await test(one)
        finally:
            goodbye()

    STORAGE.mkdir(parents=True, exist_ok=True)
    asyncio.run(run())


def goodbye() -> None:
    """Close the connection that bleak keeps for each loop, and for the life of the process."""
    from bleak.backends.bluezdbus import manager  # noqa: PLC0415

    for one in list(manager._global_instances.values()):
        if one._bus is not None and one._bus.connected:
            one._bus.disconnect()
    manager._global_instances.clear()


def kernel_log() -> str:
    """What the kernel had to say of late."""
    return subprocess.run(["dmesg"], capture_output=True, text=True, check=False).stdout
