"""A scriptable org.bluez on a private bus, against which bleak's real BlueZ backend runs.

It models what a presence agent depends on: adapters, one object per device, discovery with its filter, advertisement
monitors with their patterns, GATT, BlueZ's habits (RSSI forgotten when discovery ends), and every fault we know of:
methods refused or never answered, adapters that hear nothing or vanish, a daemon that goes away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Self

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from touchline_beacon import adverts

ADAPTER, DEVICE = "org.bluez.Adapter1", "org.bluez.Device1"
MANAGER, PROPERTIES = "org.freedesktop.DBus.ObjectManager", "org.freedesktop.DBus.Properties"
MONITORS, MONITOR = "org.bluez.AdvertisementMonitorManager1", "org.bluez.AdvertisementMonitor1"
SERVICE, CHARACTERISTIC = "org.bluez.GattService1", "org.bluez.GattCharacteristic1"

Answer = Message | None
Read = Callable[[], bytes]


class FakeBluez:
    """The daemon. `calls` are the methods called, `fault[method]` an error's name or "hang"."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, dict[str, Variant]]] = {}
        self.discovering: dict[str, dict[str, Any]] = {}
        self.filters: dict[str, dict[str, Any]] = {}
        self.monitors: dict[str, dict[tuple[str, str], list[Any]]] = {}
        self.gatt: dict[str, dict[str, dict[str, Read]]] = {}
        self.written: list[bytes] = []
        self.sent: dict[str, dict[str, bytes]] = {}
        """Service data that each adapter advertises for its clients."""
        self.fault: dict[str, str] = {}
        self.silent: set[str] = set()
        self.calls: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._handlers: dict[str, Callable[[Message], Answer | bool]] = {
            "GetManagedObjects": lambda m: self._ok(m, "a{oa{sa{sv}}}", [self.objects]),
            "GetAll": lambda m: self._ok(m, "a{sv}", [self.objects.get(m.path, {}).get(m.body[0], {})]),
            "Set": self._set_property,
            "SetDiscoveryFilter": self._filter,
            "StartDiscovery": self._start,
            "StopDiscovery": self._stop,
            "RegisterMonitor": self._register,
            "UnregisterMonitor": self._unregister,
            "RegisterAdvertisement": self._sent,
            "UnregisterAdvertisement": self._unsent,
            "Connect": self._connect,
            "Disconnect": self._disconnect,
            "ReadValue": self._read,
            "WriteValue": self._write,
        }

    async def start(self) -> Self:
        """Take the name on the bus."""
        self.bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        self.bus.add_message_handler(self._on_message)
        await self.bus.request_name("org.bluez")
        return self

    async def stop(self) -> None:
        """Go away, as a crashed daemon does."""
        for task in self._tasks:
            task.cancel()
        self.bus.disconnect()
        await self.bus.wait_for_disconnect()

    # -- the world -------------------------------------------------------------------------------------------

    def add_adapter(self, name: str = "hci0", *, powered: bool = True) -> str:
        """Plug a controller in; returns its address."""
        address = f"02:00:00:00:00:{int(name[3:]):02X}"
        shape = {
            "Address": Variant("s", address),
            "Powered": Variant("b", powered),
            "Discovering": Variant("b", False),
            "Roles": Variant("as", ["central"]),
            "Name": Variant("s", name),
            "Alias": Variant("s", name),
            "UUIDs": Variant("as", []),
        }
        kinds = {"SupportedMonitorTypes": Variant("as", ["or_patterns"]), "SupportedFeatures": Variant("as", [])}
        self._add(f"/org/bluez/{name}", {ADAPTER: shape, MONITORS: kinds})
        return address

    def remove_adapter(self, name: str = "hci0") -> None:
        """Pull a controller out."""
        path = f"/org/bluez/{name}"
        self.discovering.pop(path, None)
        for gone in [one for one in self.objects if one.startswith(path + "/")] + [path]:
            self._remove(gone)

    def expire(self, address: str, adapter: str = "hci0") -> None:
        """Forget a device, as BlueZ does with what it has not heard for its `TemporaryTimeout`."""
        self._remove(self.device(address, adapter))

    def advertise(self, address: str, data: bytes, rssi: int, adapter: str = "hci0") -> bool:
        """One packet on air; returns whether any client could see it."""
        path = f"/org/bluez/{adapter}"
        active = path in self.discovering
        if path in self.silent or path not in self.objects or not (active or self._monitored(path, data)):
            return False
        if rssi < self.discovering.get(path, {}).get("RSSI", -200):
            return False
        fields = adverts.parse(data)
        new = {"RSSI": Variant("n", rssi)}
        if fields.service_data:
            data_of = {uuid: Variant("ay", raw) for uuid, raw in fields.service_data.items()}
            new["ServiceData"] = Variant("a{sv}", data_of)
        if fields.manufacturer_data:
            records = {company: Variant("ay", raw) for company, raw in fields.manufacturer_data}
            new["ManufacturerData"] = Variant("a{qv}", records)
        if fields.service_uuids:
            new["UUIDs"] = Variant("as", list(fields.service_uuids))
        device = self.device(address, adapter)
        if device not in self.objects:
            self._add(device, {DEVICE: self._fresh(address, path) | new})
        else:
            self.objects[device][DEVICE].update(new)
            self._changed(device, DEVICE, new)
        return True

    @staticmethod
    def device(address: str, adapter: str = "hci0") -> str:
        """The object of an address."""
        return f"/org/bluez/{adapter}/dev_{address.replace(':', '_')}"

    def touch(self, address: str, adapter: str = "hci0") -> None:
        """Change a property that is no advertisement: bleak calls back all the same."""
        self._put(self.device(address, adapter), DEVICE, Trusted=True)

    @staticmethod
    def _fresh(address: str, adapter: str) -> dict[str, Variant]:
        flags = ("Paired", "Bonded", "Trusted", "Blocked", "Connected", "ServicesResolved")
        return {
            "Address": Variant("s", address),
            "AddressType": Variant("s", "random"),
            "Alias": Variant("s", address.replace(":", "-")),
            "Adapter": Variant("o", adapter),
            "UUIDs": Variant("as", []),
            **{flag: Variant("b", False) for flag in flags},
        }

    def _monitored(self, adapter: str, data: bytes) -> bool:
        structures = list(adverts.structures(data))
        return any(
            kind == wanted and raw[start : start + len(content)] == bytes(content)
            for patterns in self.monitors.get(adapter, {}).values()
            for start, wanted, content in patterns
            for kind, raw in structures
        )

    # -- the bus ---------------------------------------------------------------------------------------------

    def _on_message(self, message: Message) -> Any:
        if message.message_type is not MessageType.METHOD_CALL or message.path is None:
            return None
        name = message.member or ""
        handler = self._handlers.get(name)
        if handler is None:
            return None
        self.calls.append(name)
        fault = self.fault.get(name)
        if fault == "hang":
            return True
        if fault:
            return Message.new_error(message, fault, "injected")
        return handler(message)

    @staticmethod
    def _ok(message: Message, signature: str = "", body: list[Any] | None = None) -> Message:
        return Message.new_method_return(message, signature, body or [])

    def _signal(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        self.bus.send(
            Message(
                message_type=MessageType.SIGNAL,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=body,
            )
        )

    def _add(self, path: str, interfaces: dict[str, dict[str, Variant]]) -> None:
        self.objects[path] = interfaces
        if hasattr(self, "bus"):
            self._signal("/", MANAGER, "InterfacesAdded", "oa{sa{sv}}", [path, interfaces])

    def _remove(self, path: str) -> None:
        interfaces = self.objects.pop(path, None)
        if interfaces is not None:
            self._signal("/", MANAGER, "InterfacesRemoved", "oas", [path, list(interfaces)])

    def _changed(self, path: str, interface: str, changed: dict[str, Variant]) -> None:
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, changed, []])

    def _put(self, path: str, interface: str, **flags: bool) -> None:
        changed = {name: Variant("b", value) for name, value in flags.items()}
        self.objects[path][interface].update(changed)
        self._changed(path, interface, changed)

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -- methods ---------------------------------------------------------------------------------------------

    def _set_property(self, message: Message) -> Answer:
        interface, name, value = message.body
        self.objects[message.path][interface][name] = value
        self._changed(message.path, interface, {name: value})
        return self._ok(message)

    def _filter(self, message: Message) -> Answer:
        self.filters[message.path] = {name: variant.value for name, variant in message.body[0].items()}
        return self._ok(message)

    def _start(self, message: Message) -> Answer:
        if message.path in self.discovering:
            return Message.new_error(message, "org.bluez.Error.InProgress", "Operation already in progress")
        self.discovering[message.path] = self.filters.get(message.path, {})
        self._put(message.path, ADAPTER, Discovering=True)
        return self._ok(message)

    def _stop(self, message: Message) -> Answer:
        if self.discovering.pop(message.path, None) is None:
            return Message.new_error(message, "org.bluez.Error.Failed", "No discovery started")
        self._put(message.path, ADAPTER, Discovering=False)
        return self._ok(message)

    def _register(self, message: Message) -> Answer:
        async def fetch() -> None:
            call = Message(
                destination=message.sender,
                path=message.body[0],
                interface=PROPERTIES,
                member="GetAll",
                signature="s",
                body=[MONITOR],
            )
            for _ in range(100):  # the client shows its monitor only after our reply
                reply = await self.bus.call(call)
                if reply.message_type is not MessageType.ERROR:
                    break
                await asyncio.sleep(0.01)
            monitors = self.monitors.setdefault(message.path, {})
            monitors[message.sender, message.body[0]] = reply.body[0]["Patterns"].value
            await self.bus.call(
                Message(destination=message.sender, path=message.body[0], interface=MONITOR, member="Activate")
            )

        self._spawn(fetch())
        return self._ok(message)

    def _unregister(self, message: Message) -> Answer:
        self.monitors.get(message.path, {}).pop((message.sender, message.body[0]), None)
        return self._ok(message)

    def _sent(self, message: Message) -> bool:
        async def fetch() -> None:
            reply = await self.bus.call(
                Message(
                    destination=message.sender,
                    path=message.body[0],
                    interface=PROPERTIES,
                    member="GetAll",
                    signature="s",
                    body=["org.bluez.LEAdvertisement1"],
                )
            )
            records = reply.body[0]["ServiceData"].value
            self.sent[message.path or ""] = {uuid: bytes(raw.value) for uuid, raw in records.items()}
            self.bus.send(self._ok(message))

        self._spawn(fetch())
        return True

    def _unsent(self, message: Message) -> Answer:
        self.sent.pop(message.path or "", None)
        return self._ok(message)

    def _connect(self, message: Message) -> bool:
        path = message.path

        async def later() -> None:
            self._put(path, DEVICE, Connected=True)
            self.bus.send(self._ok(message))
            handle = 0x10
            for service, characteristics in self.gatt.get(path, {}).items():
                at = f"{path}/service{handle:04x}"
                shape = {"UUID": Variant("s", service), "Device": Variant("o", path), "Primary": Variant("b", True)}
                self._add(at, {SERVICE: shape | {"Includes": Variant("ao", [])}})
                for uuid in characteristics:
                    handle += 1
                    value = {
                        "UUID": Variant("s", uuid),
                        "Service": Variant("o", at),
                        "Flags": Variant("as", ["read", "write"]),
                        "Value": Variant("ay", b""),
                        "MTU": Variant("q", 23),
                    }
                    self._add(f"{at}/char{handle:04x}", {CHARACTERISTIC: value})
                handle += 1
            self._put(path, DEVICE, ServicesResolved=True)

        self._spawn(later())
        return True

    def _disconnect(self, message: Message) -> Answer:
        for path in [path for path in self.objects if path.startswith(message.path + "/")]:
            self._remove(path)
        self._put(message.path, DEVICE, ServicesResolved=False, Connected=False)
        return self._ok(message)

    def _read(self, message: Message) -> Answer:
        uuid = self.objects[message.path][CHARACTERISTIC]["UUID"].value
        device = message.path.rsplit("/", 2)[0]
        for characteristics in self.gatt[device].values():
            if uuid in characteristics:
                return self._ok(message, "ay", [characteristics[uuid]()])
        return Message.new_error(message, "org.bluez.Error.Failed", "no such value")

    def _write(self, message: Message) -> Answer:
        self.written.append(bytes(message.body[0]))
        return self._ok(message)
