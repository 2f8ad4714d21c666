"""BlueZ over D-Bus, as far as bleak does not go: which adapters there are, power, and whether any of it went away."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Self
from uuid import UUID

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError

from touchline_beacon.errors import RadioBusy, RadioDenied, RadioError, RadioLost, RadioMissing, RadioTimeout
from touchline_beacon.radio.contract import Adapter

BLUEZ = "org.bluez"
_ADAPTER = "org.bluez.Adapter1"
_OBJECTS = "org.freedesktop.DBus.ObjectManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ADVERTISING, _ADVERTISEMENT = "org.bluez.LEAdvertisingManager1", "org.bluez.LEAdvertisement1"
_DBUS, _DBUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"

# The daemon answers in milliseconds; one that needs longer than this hangs.
_CALL_SECONDS = 5.0
# Firmware is loaded again when a controller is switched on.
_POWER_SECONDS = 10.0

_TRANSLATED: dict[str, type[RadioError]] = {
    "org.bluez.Error.InProgress": RadioBusy,
    "org.bluez.Error.NotReady": RadioBusy,
    "org.bluez.Error.NotAuthorized": RadioDenied,
    "org.freedesktop.DBus.Error.AccessDenied": RadioDenied,
    "org.freedesktop.DBus.Error.UnknownObject": RadioLost,
}
# The daemon does not run; where the bus tries to start it, that fails in ways of its own (`Spawn.ChildExited`, ...).
_ABSENT = ("ServiceUnknown", "NameHasNoOwner", "Spawn.", "systemd1.")


def translated(name: str | None, text: str) -> RadioError:
    """Our error for a D-Bus error's name."""
    if name and name.removeprefix("org.freedesktop.").removeprefix("DBus.Error.").startswith(_ABSENT):
        return RadioLost(f"bluetoothd does not run ({name})")
    return _TRANSLATED.get(name or "", RadioError)(f"{name}: {text}" if name else text)


class Bus:
    """One connection for the life of the process. `on_lost(reason)` is called when the daemon or an adapter goes."""

    def __init__(self, connection: MessageBus) -> None:
        self._connection = connection
        self.on_lost: Callable[[str, str | None], None] = lambda _reason, _adapter: None
        self._advertised: dict[str, dict[str, Variant]] = {}
        """What we advertise, by the object's path, for the daemon to ask."""

    @classmethod
    async def connect(cls) -> Self:
        """Reach the system bus; raises RadioMissing where there is none."""
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                connection = await MessageBus(bus_type=BusType.SYSTEM).connect()
        except TimeoutError:
            raise RadioTimeout("the system bus does not answer") from None
        except (OSError, DBusError, EOFError) as error:
            raise RadioMissing(f"no D-Bus system bus: {error}") from error
        bus = cls(connection)
        connection.add_message_handler(bus._signal)
        for rule in (
            f"type='signal',sender='{_DBUS}',member='NameOwnerChanged',arg0='{BLUEZ}'",
            f"type='signal',sender='{BLUEZ}',interface='{_OBJECTS}',member='InterfacesRemoved'",
        ):
            await bus._call(_DBUS, _DBUS_PATH, _DBUS, "AddMatch", signature="s", body=[rule])
        return bus

    async def adapters(self) -> list[Adapter]:
        """The machine's controllers by name; raises RadioLost when the daemon does not run."""
        (objects,) = await self._call(BLUEZ, "/", _OBJECTS, "GetManagedObjects")
        found = []
        for path, interfaces in objects.items():
            shape = interfaces.get(_ADAPTER)
            if shape is not None:
                name = path.rpartition("/")[2]
                discoverable = "Discoverable" in shape and bool(shape["Discoverable"].value)
                found.append(Adapter(name, shape["Address"].value.upper(), shape["Powered"].value, discoverable))
        return sorted(found, key=lambda adapter: adapter.name)

    async def adapter(self, wanted: str) -> Adapter:
        """A controller by its address (or name); raises RadioMissing with those that are there."""
        found = await self.adapters()
        for adapter in found:
            if wanted.upper() == adapter.address or wanted == adapter.name:
                return adapter
        there = ", ".join(f"{one.address} ({one.name})" for one in found) or "none"
        raise RadioMissing(f"no adapter {wanted}; there is: {there}")

    async def power(self, name: str, *, on: bool) -> None:
        """Switch a controller."""
        body = [_ADAPTER, "Powered", Variant("b", on)]
        path = f"/org/bluez/{name}"
        await self._call(BLUEZ, path, _PROPERTIES, "Set", signature="ssv", body=body, seconds=_POWER_SECONDS)

    async def stop_discovery(self, name: str) -> None:
        """End what an earlier life of this process may have left running; nothing running is no error."""
        try:
            await self._call(BLUEZ, f"/org/bluez/{name}", _ADAPTER, "StopDiscovery")
        except (RadioLost, RadioTimeout):
            raise
        except RadioError:
            return

    async def advertise(self, name: str, service: UUID, data: bytes) -> None:
        """Send service data from a controller, in place of what it sent before; RadioError where it cannot."""
        path, manager = f"/touchline/{name}", f"/org/bluez/{name}"
        if path in self._advertised:
            with contextlib.suppress(RadioError):
                await self._call(BLUEZ, manager, _ADVERTISING, "UnregisterAdvertisement", signature="o", body=[path])
        record = Variant("a{sv}", {str(service): Variant("ay", data)})
        self._advertised[path] = {"Type": Variant("s", "broadcast"), "ServiceData": record}
        await self._call(BLUEZ, manager, _ADVERTISING, "RegisterAdvertisement", signature="oa{sv}", body=[path, {}])

    def close(self) -> None:
        """Leave the bus."""
        self.on_lost = lambda _reason, _adapter: None
        self._connection.disconnect()

    async def _call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        *,
        signature: str = "",
        body: list[Any] | None = None,
        seconds: float = _CALL_SECONDS,
    ) -> list[Any]:
        message = Message(
            destination=destination,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=body or [],
        )
        try:
            # Not wait_for: before Python 3.12 it loses a cancellation that comes together with the answer.
            async with asyncio.timeout(seconds):
                reply = await self._connection.call(message)
        except TimeoutError:
            raise RadioTimeout(f"{member} was not answered within {seconds:g} s") from None
        except (OSError, EOFError) as error:
            raise RadioLost(f"the system bus went away: {error}") from error
        if reply.message_type is MessageType.ERROR:
            raise translated(reply.error_name, f"{member}: {reply.body}")
        return list(reply.body)

    def _signal(self, message: Message) -> Message | None:
        if message.message_type is MessageType.METHOD_CALL:
            return self._asked(message)
        if message.message_type is MessageType.SIGNAL:
            self._told(message)
        return None

    def _asked(self, message: Message) -> Message | None:
        """The daemon asks what to advertise, or says that it does so no more."""
        shape = self._advertised.get(message.path or "")
        if shape is None:
            return None
        if message.member == "GetAll" and message.body == [_ADVERTISEMENT]:
            return Message.new_method_return(message, "a{sv}", [shape])
        if message.member == "Release":
            return Message.new_method_return(message)
        return None

    def _told(self, message: Message) -> None:
        if message.member == "NameOwnerChanged" and message.body[0] == BLUEZ and not message.body[2]:
            self.on_lost("bluetoothd went away", None)
        elif message.member == "InterfacesRemoved" and _ADAPTER in message.body[1]:
            self.on_lost("adapter removed", message.body[0].rpartition("/")[2])
