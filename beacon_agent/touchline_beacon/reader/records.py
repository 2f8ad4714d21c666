"""What the reader hands to the agent, one record a datagram. Pure.

| first byte | then |
|---|---|
| `P` | adapter (6 bytes), phone (6), level in dBm (1, signed), advertising data: a marked packet |
| `T` | adapter (6), then three 32-bit counts since the last such record: packets without a marker, marked, lost |

Lost are marked packets that the agent did not take in time.

Numbers are little-endian, addresses as the kernel writes them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from touchline_beacon.reader.management import Found, plain, text

_PACKET = struct.Struct("<c6s6sb")
_TALLY = struct.Struct("<c6sIII")
# The longest extended advertisement, with its scan response.
MAX_BYTES = _PACKET.size + 2 * 1650
_MOST = 0xFFFFFFFF


class RecordError(ValueError):
    """A record that is none of ours."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A marked packet."""

    adapter: str
    address: str
    rssi: int
    data: bytes


@dataclass(slots=True)
class Tally:
    """What an adapter heard since the last tally; empty advertisements are not counted, for deaf radios send them."""

    adapter: str
    unmarked: int = 0
    marked: int = 0
    lost: int = 0

    def encode(self) -> bytes:
        """The tally as a record."""
        counts = (min(count, _MOST) for count in (self.unmarked, self.marked, self.lost))
        return _TALLY.pack(b"T", plain(self.adapter), *counts)


def encode(adapter: str, found: Found) -> bytes:
    """A packet as a record."""
    return _PACKET.pack(b"P", plain(adapter), plain(found.address), found.rssi) + found.data


def decode(raw: bytes) -> Packet | Tally:
    """A record; raises RecordError."""
    if raw[:1] == b"P" and _PACKET.size <= len(raw) <= MAX_BYTES:
        _, adapter, address, rssi = _PACKET.unpack_from(raw)
        return Packet(text(adapter), text(address), rssi, raw[_PACKET.size :])
    if raw[:1] == b"T" and len(raw) == _TALLY.size:
        _, adapter, unmarked, marked, lost = _TALLY.unpack(raw)
        return Tally(text(adapter), unmarked, marked, lost)
    raise RecordError(f"a record of {len(raw)} bytes that begins with {raw[:1]!r}, expected P or T")
