"""BlueZ through bleak.

bleak's defaults are not fit for presence: without an RSSI filter a newer BlueZ calls back once per phone and is then
silent while the level stays within 8 dB. The filter is therefore always set. Every call is in a time-out, because
`StartDiscovery` may never be answered.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from uuid import UUID

from bleak import BleakClient, BleakScanner
from bleak.args.bluez import BlueZDiscoveryFilters, BlueZScannerArgs, OrPattern
from bleak.assigned_numbers import AdvertisementDataType
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bleak.exc import BleakBluetoothNotAvailableError, BleakDBusError, BleakDeviceNotFoundError, BleakError

from touchline_beacon.adverts import Fields
from touchline_beacon.errors import RadioBusy, RadioError, RadioLost, RadioMissing, RadioTimeout
from touchline_beacon.radio.bus import Bus, translated
from touchline_beacon.radio.contract import Count, Hear, Heard, Mode, nobody
from touchline_spec import tokens

logger = logging.getLogger(__name__)

# Starting may switch a controller on; stopping never waits for anything.
START_SECONDS = 15.0
STOP_SECONDS = 5.0
# A phone that does not answer within this is walking away; the adapter hears nothing meanwhile.
READ_SECONDS = 8.0
# Any level: what matters is that the filter is there, since with it every packet is reported.
_FILTERS: BlueZDiscoveryFilters = {"RSSI": -120, "DuplicateData": True}
# Offers in reach at one time; the address of anybody else is not kept.
_REMEMBERED = 512
# Passive monitors need patterns. The flags are in nearly every advertisement, and BlueZ versions agree on them.
_PATTERNS: list[OrPattern | tuple[int, AdvertisementDataType, bytes]] = [
    OrPattern(0, AdvertisementDataType.FLAGS, bytes((flags,))) for flags in (0x02, 0x04, 0x05, 0x06, 0x1A, 0x18, 0x1B)
]


class BleakRadio:
    """One adapter, named by its address."""

    def __init__(self, bus: Bus, address: str, clock: Callable[[], float], *, service: UUID = tokens.SERVICE) -> None:
        self.address = address
        self._bus = bus
        self._clock = clock
        self._service = str(service)
        self._scanner: BleakScanner | None = None
        self._devices: OrderedDict[str, BLEDevice] = OrderedDict()

    async def start(self, mode: Mode, hear: Hear, passed: Count = nobody) -> None:  # noqa: ARG002 - BlueZ hides nobody
        """Begin to listen."""
        if self._scanner is not None:
            raise RadioBusy(f"{self.address} is scanning already")
        adapter = await self._bus.adapter(self.address)
        if not adapter.powered:
            await self._bus.power(adapter.name, on=True)
        await self._bus.stop_discovery(adapter.name)
        options: BlueZScannerArgs = {"adapter": adapter.name, "filters": _FILTERS}
        if mode is Mode.PASSIVE:
            options["or_patterns"] = _PATTERNS

        def detected(device: BLEDevice, seen: AdvertisementData) -> None:
            fields = Fields(tuple(seen.manufacturer_data.items()), seen.service_data, tuple(seen.service_uuids))
            if hear(Heard(self._clock(), device.address, seen.rssi, fields)):
                self._remember(device)

        scanner = BleakScanner(detected, scanning_mode=mode.value, bluez=options)
        async with _within(START_SECONDS, "start of the scan"):
            await scanner.start()
        self._scanner = scanner

    async def stop(self) -> None:
        """Listen no more."""
        scanner, self._scanner = self._scanner, None
        if scanner is None:
            return
        try:
            async with _within(STOP_SECONDS, "end of the scan"):
                await scanner.stop()
        except RadioError as error:
            # The daemon or the adapter is gone, and the scan with it; who needs to know is told by the bus.
            logger.info("%s: %s", self.address, error)

    def knows(self, address: str) -> bool:
        """Whether BlueZ has told of a phone with an offer, so that it can be connected to."""
        return address in self._devices

    async def read(self, address: str, challenge: bytes | None) -> bytes | None:
        """Connect, challenge, read, leave."""
        device = self._devices.get(address)
        if device is None:
            raise RadioMissing("the phone is not in reach any more")
        client = BleakClient(device, services=[self._service], timeout=READ_SECONDS)
        async with _within(READ_SECONDS, "read of a token"):
            try:
                await client.connect()
                return await self._token(client, challenge)
            finally:
                with contextlib.suppress(BleakError, TimeoutError, EOFError, OSError):
                    async with asyncio.timeout(STOP_SECONDS):
                        await client.disconnect()

    async def _token(self, client: BleakClient, challenge: bytes | None) -> bytes | None:
        service = client.services.get_service(self._service)
        token = service.get_characteristic(tokens.TOKEN_CHARACTERISTIC) if service else None
        if service is None or token is None:
            return None
        asked = service.get_characteristic(tokens.CHALLENGE_CHARACTERISTIC)
        if challenge is not None and asked is not None:
            await client.write_gatt_char(asked, challenge, response=True)
        return bytes(await client.read_gatt_char(token))

    async def power_cycle(self) -> None:
        """Switch the controller off and on."""
        adapter = await self._bus.adapter(self.address)
        await self._bus.power(adapter.name, on=False)
        await self._bus.power(adapter.name, on=True)

    def _remember(self, device: BLEDevice) -> None:
        self._devices[device.address] = device
        self._devices.move_to_end(device.address)
        if len(self._devices) > _REMEMBERED:
            self._devices.popitem(last=False)


@contextlib.asynccontextmanager
async def _within(seconds: float, what: str) -> AsyncIterator[None]:
    """A time-out around bleak, whose errors become ours."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise RadioTimeout(f"{what}: not answered within {seconds:g} s") from None
    except BleakDBusError as error:
        raise translated(error.dbus_error, f"{what}: {error.dbus_error_details}") from error
    except (BleakBluetoothNotAvailableError, BleakDeviceNotFoundError) as error:
        raise RadioMissing(f"{what}: {error}") from error
    except BleakError as error:
        raise RadioError(f"{what}: {error}") from error
    except (EOFError, OSError) as error:
        raise RadioLost(f"{what}: the bus went away: {error}") from error
