"""The kernel's Bluetooth management protocol, as far as hearing goes (doc/mgmt-api.txt of BlueZ). Pure.

Every message is `code, controller's index, length` as three little-endian 16-bit numbers, then its parameters.
Addresses are on the wire with their last byte first.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

NO_CONTROLLER = 0xFFFF

READ_COMMANDS, READ_INDEX_LIST, READ_INFO = 0x0002, 0x0003, 0x0004


class Event(IntEnum):
    """Codes of what the kernel tells."""

    COMMAND_COMPLETE = 0x0001
    COMMAND_STATUS = 0x0002
    INDEX_ADDED = 0x0004
    INDEX_REMOVED = 0x0005
    DEVICE_FOUND = 0x0012
    MONITOR_DEVICE_FOUND = 0x002F


_HEADER = struct.Struct("<HHH")
# Address, its type, level, flags, length of the advertising data.
_FOUND = struct.Struct("<6sBbIH")
_HANDLE_BYTES = 2
_BREDR = 0
# What the kernel says where the controller gave no level.
_NO_LEVEL = 127


@dataclass(frozen=True, slots=True)
class Found:
    """One advertisement; a scan response is appended to its data by the kernel."""

    index: int
    address: str
    rssi: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Offered:
    """The answer to READ_COMMANDS: codes of the events that this socket will be told."""

    events: frozenset[int]

    @property
    def hearing(self) -> bool:
        """Whether packets are among them: sockets without CAP_NET_ADMIN are told of controllers and of nothing else."""
        return Event.DEVICE_FOUND in self.events


@dataclass(frozen=True, slots=True)
class Controllers:
    """The answer to READ_INDEX_LIST, or one that was plugged in."""

    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Controller:
    """The answer to READ_INFO."""

    index: int
    address: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A controller was pulled out."""

    index: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The kernel refused a command, with its own status number."""

    command: int
    status: int


Message: TypeAlias = "Found | Offered | Controllers | Controller | Removed | Refused"


def command(code: int, index: int = NO_CONTROLLER) -> bytes:
    """A command without parameters."""
    return _HEADER.pack(code, index, 0)


def parse(raw: bytes) -> Message | None:
    """What a message says; None for what does not concern hearing, and for anything cut short."""
    if len(raw) < _HEADER.size:
        return None
    code, index, length = _HEADER.unpack_from(raw)
    body = raw[_HEADER.size :]
    if len(body) != length:
        return None
    read = _READ.get(code)
    return read(index, body) if read else None


def _found(index: int, body: bytes) -> Found | None:
    if len(body) < _FOUND.size:
        return None
    address, kind, level, _flags, length = _FOUND.unpack_from(body)
    data = body[_FOUND.size :]
    if kind == _BREDR or level == _NO_LEVEL or len(data) != length:
        return None
    return Found(index, text(address), level, data)


def _complete(index: int, body: bytes) -> Message | None:
    if len(body) < 3:  # noqa: PLR2004 - command and status
        return None
    done, status, answer = int.from_bytes(body[:2], "little"), body[2], body[3:]
    if status:
        return Refused(done, status)
    if done == READ_INFO and len(answer) >= 6:  # noqa: PLR2004 - the address
        return Controller(index, text(answer[:6]))
    if done == READ_COMMANDS and len(answer) >= 4:  # noqa: PLR2004 - two counts
        commands, events = struct.unpack_from("<HH", answer)
        return Offered(frozenset(_numbers(answer[4 + 2 * commands :], events)))
    if done == READ_INDEX_LIST and len(answer) >= 2:  # noqa: PLR2004 - the count
        return Controllers(_numbers(answer[2:], int.from_bytes(answer[:2], "little")))
    return None


def _numbers(raw: bytes, count: int) -> tuple[int, ...]:
    whole = raw[: 2 * min(count, len(raw) // 2)]
    return tuple(number for (number,) in struct.iter_unpack("<H", whole))


def _status(_: int, body: bytes) -> Refused | None:
    if len(body) < 3:  # noqa: PLR2004 - command and status
        return None
    return Refused(int.from_bytes(body[:2], "little"), body[2])


_READ: dict[int, Callable[[int, bytes], Message | None]] = {
    Event.COMMAND_COMPLETE: _complete,
    Event.COMMAND_STATUS: _status,
    Event.INDEX_ADDED: lambda index, _: Controllers((index,)),
    Event.INDEX_REMOVED: lambda index, _: Removed(index),
    Event.DEVICE_FOUND: _found,
    Event.MONITOR_DEVICE_FOUND: lambda index, body: _found(index, body[_HANDLE_BYTES:]),
}


def text(address: bytes) -> str:
    """An address in its usual spelling."""
    return address[::-1].hex(":").upper()


def plain(address: str) -> bytes:
    """An address as it is on the wire."""
    return bytes.fromhex(address.replace(":", ""))[::-1]
