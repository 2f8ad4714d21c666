"""Virtual phones and a virtual controller: real HCI reports and ATT, no Bluetooth hardware, no root.

Stock bumble reports every packet at -50 dBm, repeats the advertisement as scan response, loses nothing, and loses all
data of a central that connects with its public address, as BlueZ does; here each of these is as on the air.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from bumble import hci, ll
from bumble.controller import Controller
from bumble.core import UUID
from bumble.device import Device, DeviceConfiguration, Peer
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.hci import Address
from bumble.link import LocalLink

from touchline_beacon import adverts
from touchline_beacon.errors import RadioError, RadioTimeout
from touchline_beacon.radio import Heard, Mode
from touchline_beacon.radio.contract import Count, Hear, nobody
from touchline_spec import tokens

Report = hci.HCI_LE_Advertising_Report_Event
Level = Callable[[str, str], int | None]


class Air(LocalLink):
    """`level(phone, receiver)` is dBm, or None for a packet that is not heard."""

    def __init__(self, level: Level = lambda _phone, _receiver: -50) -> None:
        super().__init__()
        self.level = level
        self.advertisers: dict[str, Controller] = {}
        self.sent: Counter[str] = Counter()
        """Advertisements by phone, heard or not."""

    def send_advertising_pdu(self, sender_controller: Controller, packet: Any) -> None:
        if not isinstance(packet, ll.AdvInd | ll.AdvExtInd):
            super().send_advertising_pdu(sender_controller, packet)
            return
        sender = str(packet.advertiser_address)
        self.advertisers[sender] = sender_controller
        self.sent[sender.split("/", maxsplit=1)[0]] += 1
        loop = asyncio.get_running_loop()
        for one in self.controllers:
            if one is not sender_controller and (one.le_scan_enable or one.pending_le_connection):
                loop.call_soon(one.on_ll_advertising_pdu, packet)

    def send_acl_data(
        self, sender_controller: Controller, destination_address: Address, transport: Any, data: bytes
    ) -> None:
        connection = sender_controller.le_connections.get(destination_address)
        other = self.find_le_controller(destination_address)
        if connection is None or other is None:
            super().send_acl_data(sender_controller, destination_address, transport, data)
            return
        loop = asyncio.get_running_loop()
        loop.call_soon(other.on_link_acl_data, connection.self_address, transport, data)


class Chip(Controller):
    """A controller that reports levels and real scan responses; `strict` honours the host's filter of duplicates."""

    active = True
    strict = False

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        # Legacy commands keep the virtual controller on its simplest path.
        self.le_features &= ~(hci.LeFeatureMask.LL_PRIVACY | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING)
        self._reported: set[str] = set()

    def on_hci_le_set_scan_enable_command(self, command: Any) -> Any:
        self._reported.clear()
        return super().on_hci_le_set_scan_enable_command(command)

    def on_hci_le_set_scan_parameters_command(self, command: Any) -> Any:
        self.active = bool(command.le_scan_type)
        return super().on_hci_le_set_scan_parameters_command(command)

    def on_advertising_pdu(self, pdu: Any) -> None:
        air: Air = self.link  # type: ignore[assignment]
        phone = str(pdu.advertiser_address)
        level = air.level(phone.split("/", maxsplit=1)[0], self.name)
        if level is None:
            return
        if self.le_scan_enable and self._fresh(phone):
            self._report(pdu, Report.EventType.ADV_IND, pdu.data, level)
            sender = air.advertisers.get(phone)
            if self.active and sender is not None:
                response = bytes(sender.le_legacy_advertiser.scan_response_data)
                self._report(pdu, Report.EventType.SCAN_RSP, response, level)
        pending = self.pending_le_connection
        if pending and pending.peer_address == pdu.advertiser_address:
            self.create_le_connection(pdu.advertiser_address)

    def _fresh(self, phone: str) -> bool:
        if not (self.strict and self.filter_duplicates):
            return True
        before = len(self._reported)
        self._reported.add(phone)
        return len(self._reported) > before

    def _report(self, pdu: Any, kind: Any, data: bytes, level: int) -> None:
        address = pdu.advertiser_address
        one = Report.Report(event_type=kind, address_type=address.address_type, address=address, data=data, rssi=level)
        self.send_hci_packet(Report([one]))


def _device(name: str, address: str, air: Air) -> Device:
    chip = Chip(name, link=air)
    return Device.from_config_with_hci(DeviceConfiguration(name=name, address=Address(address)), chip, chip)


async def phone(
    air: Air, address: str, advertisement: bytes, response: bytes = b"", services: Iterable[Service] = ()
) -> Device:
    """A phone that advertises ten times a second."""
    device = _device(f"phone {address}", address, air)
    device.add_services(list(services))
    await device.power_on()
    await device.start_advertising(
        advertising_data=advertisement,
        scan_response_data=response,
        advertising_interval_min=100,
        advertising_interval_max=100,
        auto_restart=True,
    )
    return device


def token_service(key_of_day: bytes, window: int, wrote: list[bytes]) -> Service:
    """What an iPhone's app serves: a challenge to write, a token to read that answers it."""

    def write(_: Any, value: bytes) -> None:
        wrote.append(bytes(value))

    def read(_: Any) -> bytes:
        challenge = wrote[-1] if wrote else b""
        proof = tokens.proof(key_of_day, window, challenge)
        return tokens.GattToken(tokens.eid(key_of_day, window), -60, window, proof).encode()

    properties, permissions = Characteristic.Properties, Characteristic.Permissions
    return Service(
        str(tokens.SERVICE),
        [
            Characteristic(
                str(tokens.CHALLENGE_CHARACTERISTIC),
                properties.WRITE,
                permissions.WRITEABLE,
                CharacteristicValue(write=write),
            ),
            Characteristic(
                str(tokens.TOKEN_CHARACTERISTIC), properties.READ, permissions.READABLE, CharacteristicValue(read=read)
            ),
        ],
    )


class VirtualRadio:
    """The agent's radio contract over a virtual controller."""

    def __init__(self, air: Air, name: str, clock: Callable[[], float]) -> None:
        self._air = air
        self._name = name
        self._clock = clock
        self._device: Device | None = None

    async def start(self, mode: Mode, hear: Hear, passed: Count = nobody) -> None:  # noqa: ARG002 - it hides nobody
        device = await self._ready()

        def advertised(report: Any) -> None:
            fields = adverts.parse(bytes(report.data))
            hear(Heard(self._clock(), report.address.to_string(False), report.rssi, fields))

        device.on("advertisement", advertised)
        await device.start_scanning(legacy=True, active=mode is Mode.ACTIVE)

    async def stop(self) -> None:
        if self._device is not None:
            device, self._device = self._device, None
            await device.stop_scanning(legacy=True)
            await device.power_off()
            self._air.remove_controller(device.host.controller)

    async def read(self, address: str, challenge: bytes | None) -> bytes | None:
        device = _device(f"{self._name}-reader", "C0:00:00:00:00:99", self._air)
        await device.power_on()
        try:
            async with asyncio.timeout(8):
                peer = Peer(await device.connect(Address(address)))
                await peer.discover_services()
                found = peer.get_services_by_uuid(UUID(str(tokens.SERVICE)))
                if not found:
                    return None
                await peer.discover_characteristics(service=found[0])
                (ask,) = found[0].get_characteristics_by_uuid(UUID(str(tokens.CHALLENGE_CHARACTERISTIC)))
                (token,) = found[0].get_characteristics_by_uuid(UUID(str(tokens.TOKEN_CHARACTERISTIC)))
                if challenge is not None:
                    await ask.write_value(challenge, with_response=True)
                return bytes(await token.read_value())
        except TimeoutError:
            raise RadioTimeout("read of a token") from None
        except hci.HCI_Error as error:
            raise RadioError(str(error)) from error
        finally:
            for connection in list(device.connections.values()):
                await connection.disconnect()
            await device.power_off()
            self._air.remove_controller(device.host.controller)

    async def power_cycle(self) -> None:
        await self.stop()

    async def _ready(self) -> Device:
        if self._device is None:
            self._device = _device(self._name, "C0:00:00:00:00:01", self._air)
            await self._device.power_on()
        return self._device
