"""Capture files: what radios heard, to be played again. One JSON object per line.

The first line may describe the store, so that a capture can be played alone; `"eddystone": true` in it says that
members carry tags::

    {"capture": 1, "programme": "club", "receivers": {"door": {"zone": "entrance", "role": "door"}}}

Every other line is a packet::

    {"time": "2026-11-20T09:00:00.250Z", "receiver": "door", "rssi": -61, "advertisement": "0201061b21..."}

`time` has an offset and never goes back by more than a minute; `rssi` is dBm; `advertisement` is hexadecimal, with
a scan response simply appended. A packet whose token was read over a connection carries it as `gatt`: 20 bytes.
Captures hold no addresses, and only marked packets are ever written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from touchline_beacon.errors import ConfigError
from touchline_beacon.presence import Receiver
from touchline_spec import times

# The longest extended advertisement.
MAX_BYTES = 1650
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Packet:
    """One advertisement as one receiver heard it."""

    time: datetime
    receiver: str
    rssi: int
    advertisement: bytes
    gatt: bytes | None = None

    def line(self) -> str:
        """The packet as a line of a capture, without the newline."""
        shape: dict[str, Any] = {
            "time": times.format_utc(self.time),
            "receiver": self.receiver,
            "rssi": self.rssi,
            "advertisement": self.advertisement.hex(),
        }
        if self.gatt is not None:
            shape["gatt"] = self.gatt.hex()
        return json.dumps(shape, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of a capture may say."""

    programme: str | None = None
    receivers: dict[str, Receiver] = field(default_factory=dict)
    eddystone: bool = False
    """Whether members of that programme carry tags."""

    def line(self) -> str:
        """The header as a line of a capture, without the newline."""
        receivers = {name: _without_none(receiver) for name, receiver in self.receivers.items()}
        tags = {"eddystone": True} if self.eddystone else {}
        return json.dumps({"capture": _FORMAT, "programme": self.programme, **tags, "receivers": receivers})


def read(lines: Iterable[str]) -> tuple[Header, Iterator[Packet]]:
    """Header and packets of a capture, read as they are asked for; ConfigError names the line."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    first = next(numbered, None)
    if first is None:
        return Header(), iter(())
    shape = _object(*first)
    if "capture" in shape:
        return _header(shape), (_packet(number, _object(number, line)) for number, line in numbered)
    return Header(), _chain(_packet(first[0], shape), numbered)


def _chain(first: Packet, numbered: Iterator[tuple[int, str]]) -> Iterator[Packet]:
    yield first
    for number, line in numbered:
        yield _packet(number, _object(number, line))


def receivers(shape: Any, where: str) -> dict[str, Receiver]:
    """Receivers by name from their description; ConfigError names what is wrong, `where` it stands."""
    if not isinstance(shape, dict):
        raise ConfigError(f"{where}: receivers are {shape!r}, expected a table of names")
    return {str(name): _receiver(entry, f"{where}, receiver {name!r}") for name, entry in shape.items()}


def _receiver(shape: Any, where: str) -> Receiver:
    known = {"zone", "role", "offset", "enter_level"}
    if not isinstance(shape, dict) or not shape.keys() <= known:
        raise ConfigError(f"{where}: {shape!r}, expected a table of {', '.join(sorted(known))}")
    if shape.get("role", "inside") not in ("inside", "door"):
        raise ConfigError(f"{where}: role {shape['role']!r}, expected 'inside' or 'door'")
    for name in ("offset", "enter_level"):
        value = shape.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConfigError(f"{where}: {name} {value!r}, expected a number of dB")
    return Receiver(**shape)


def _header(shape: dict[str, Any]) -> Header:
    if shape["capture"] != _FORMAT:
        raise ConfigError(f"line 1: capture format {shape['capture']!r}, expected {_FORMAT}")
    known = receivers(shape.get("receivers") or {}, "line 1")
    return Header(shape.get("programme"), known, shape.get("eddystone", False) is True)


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        shape = json.loads(line)
    except ValueError as error:
        raise ConfigError(f"line {number}: not JSON ({error})") from None
    if not isinstance(shape, dict):
        raise ConfigError(f"line {number}: {type(shape).__name__}, expected an object")
    return shape


def _packet(number: int, shape: dict[str, Any]) -> Packet:
    try:
        gatt = shape.get("gatt")
        packet = Packet(
            times.parse(shape["time"]),
            shape["receiver"],
            shape["rssi"],
            bytes.fromhex(shape["advertisement"]),
            None if gatt is None else bytes.fromhex(gatt),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise ConfigError(
            f"line {number}: {error!r}; expected time, receiver, rssi and advertisement (hexadecimal)"
        ) from None
    readable = isinstance(shape["receiver"], str) and type(shape["rssi"]) is int
    if not readable or len(packet.advertisement) > MAX_BYTES:
        raise ConfigError(f"line {number}: expected a receiver's name, an integer rssi and at most {MAX_BYTES} bytes")
    return packet


def _without_none(receiver: Receiver) -> dict[str, Any]:
    shape = {"zone": receiver.zone, "role": receiver.role}
    extra = {"offset": receiver.offset or None, "enter_level": receiver.enter_level}
    return {key: value for key, value in {**shape, **extra}.items() if value is not None}
