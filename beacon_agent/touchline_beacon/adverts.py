"""Advertisements: whether this is a member's phone, and what it says.

An advertisement is a list of structures `length, type, data` (Bluetooth Core, Vol 3, Part C, 11). Members are marked in
one of these ways; everything else is a bystander and leaves no trace but a count:

| kind | bytes | who |
|---|---|---|
| `service_data` | our 128-bit UUID, then the 10 bytes of `touchline_spec.tokens.ServiceData` | Android |
| `eddystone_eid` | 0xFEAA, `30`, power at 0 m, 8-byte id | tags, Android; only where the programme has tags |
| `ibeacon` | Apple `02 15`, programme prefix, EID, major and minor 0, power at 1 m | iPhone, app on screen |
| `altbeacon` | any company, `BE AC`, programme prefix, EID, 4 bytes, power at 1 m | Android |
| `service_uuid` | a second service UUID made of programme prefix and EID | iPhone, app on screen |
| `offer` | our service UUID alone, or its bit in Apple's overflow mask: the token must be read over GATT | iPhone |

Everything here is pure and takes bytes from strangers: no input may raise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from touchline_beacon.overflow import MASK_BYTES, has_bit, overflow_bit
from touchline_spec import tokens

Kind = Literal["service_data", "eddystone_eid", "ibeacon", "altbeacon", "service_uuid", "offer"]

# Assigned numbers of the Bluetooth SIG.
APPLE = 0x004C
EDDYSTONE = UUID("0000feaa-0000-1000-8000-00805f9b34fb")
_UUID16_LISTS, _UUID128_LISTS = (0x02, 0x03), (0x06, 0x07)
_SERVICE_DATA_16, _SERVICE_DATA_128, _MANUFACTURER = 0x16, 0x21, 0xFF
_BASE = "0000{:04x}-0000-1000-8000-00805f9b34fb"

_EID_FRAME, _EID_FRAME_BYTES = 0x30, 10
_IBEACON, _IBEACON_BYTES = b"\x02\x15", 23
_ALTBEACON, _ALTBEACON_BYTES = b"\xbe\xac", 24
_APPLE_OVERFLOW = 0x01
# Eddystone gives the power at 0 m; free space takes 41 dB on the first metre (Eddystone protocol specification).
_FIRST_METRE = 41


@dataclass(frozen=True, slots=True)
class Fields:
    """An advertisement and its scan response, taken apart: the shape that Bluetooth stacks hand out."""

    manufacturer_data: tuple[tuple[int, bytes], ...] = ()
    """Company id and payload, in order; one company may appear twice."""
    service_data: Mapping[str, bytes] = ()  # type: ignore[assignment]
    """Payload by service UUID, lower-case with dashes."""
    service_uuids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """What a member's phone says."""

    kind: Kind
    eid: bytes | None = None
    """The ephemeral id; None for an offer."""
    power: int | None = None
    """Signal strength at 1 m in dBm, where the packet tells."""


class Programme:
    """Which markers belong to one loyalty programme: its service, its prefix, its overflow bit.

    `eddystone`: whether it has Eddystone-EID tags. Nothing in such a packet says whose tag it is, so a programme
    without tags takes each for what it is, somebody else's.
    """

    __slots__ = ("bit", "eddystone", "id", "prefix", "service")

    def __init__(
        self, programme: str, *, service: UUID = tokens.SERVICE, bit: int | None = None, eddystone: bool = False
    ) -> None:
        self.id = programme
        self.eddystone = eddystone
        self.service = str(service)
        self.prefix = tokens.programme_prefix(programme)
        self.bit = overflow_bit(service) if bit is None else bit

    def find(self, fields: Fields) -> Marker | None:
        """The member's marker, or None for a bystander. A token in the packet goes before an offer to read one."""
        return (
            self._service_data(fields)
            or self._manufacturer(fields.manufacturer_data)
            or self._uuids(fields.service_uuids)
        )

    def find_raw(self, advertisement: bytes) -> Marker | None:
        """Like `find`, from the bytes on air (a scan response may be appended)."""
        return self.find(parse(advertisement))

    def _service_data(self, fields: Fields) -> Marker | None:
        if not fields.service_data:
            return None
        raw = fields.service_data.get(self.service)
        if raw is not None:
            try:
                token = tokens.ServiceData.decode(raw)
            except tokens.TokenError:
                return None
            return Marker("service_data", token.eid, token.power)
        return eddystone_eid(fields.service_data.get(str(EDDYSTONE), b"")) if self.eddystone else None

    def _manufacturer(self, records: Iterable[tuple[int, bytes]]) -> Marker | None:
        offer = None
        for company, raw in records:
            if raw[:2] == _ALTBEACON:
                found = self._altbeacon(raw)
            elif company != APPLE:
                continue
            elif raw[:2] == _IBEACON:
                found = self._ibeacon(raw)
            else:
                found = None
                if offer is None and has_bit(overflow_in(raw), self.bit):
                    offer = Marker("offer")
            if found:
                return found
        return offer

    def _ibeacon(self, raw: bytes) -> Marker | None:
        if len(raw) < _IBEACON_BYTES or raw[2:10] != self.prefix:
            return None
        return Marker("ibeacon", raw[10:18], _signed(raw[22]))

    def _altbeacon(self, raw: bytes) -> Marker | None:
        if len(raw) < _ALTBEACON_BYTES - 1 or raw[2:10] != self.prefix:
            return None
        return Marker("altbeacon", raw[10:18], _signed(raw[22]))

    def _uuids(self, uuids: tuple[str, ...]) -> Marker | None:
        if self.service not in uuids:
            return None
        prefix = self.prefix.hex()
        for text in uuids:
            plain = text.replace("-", "")
            if plain.startswith(prefix):
                return Marker("service_uuid", bytes.fromhex(plain[16:]))
        return Marker("offer")


def eddystone_eid(raw: bytes) -> Marker | None:
    """The marker of an Eddystone-EID frame; None for its other frames and for truncated ones."""
    if len(raw) < _EID_FRAME_BYTES or raw[0] != _EID_FRAME:
        return None
    return Marker("eddystone_eid", raw[2:10], _signed(raw[1]) - _FIRST_METRE)


def overflow_in(apple: bytes) -> bytes:
    """The 16-byte mask among the records behind Apple's company id; empty where there is none or it is cut off.

    Several records `type, length, data` share one structure; the overflow record alone has no length byte and is last.
    """
    at = 0
    while at < len(apple):
        if apple[at] == _APPLE_OVERFLOW:
            mask = apple[at + 1 : at + 1 + MASK_BYTES]
            return mask if len(mask) == MASK_BYTES else b""
        if at + 1 >= len(apple):
            break
        at += 2 + apple[at + 1]
    return b""


def structures(advertisement: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and data of each structure, up to the first that is cut off; zero lengths are padding and skipped."""
    at, end = 0, len(advertisement)
    while at < end:
        length = advertisement[at]
        if at + 1 + length > end:
            return
        if length:
            yield advertisement[at + 1], advertisement[at + 2 : at + 1 + length]
        at += 1 + length


def parse(advertisement: bytes) -> Fields:
    """Take an advertisement apart; whatever is malformed is left out."""
    companies: list[tuple[int, bytes]] = []
    data: dict[str, bytes] = {}
    uuids: list[str] = []
    for kind, raw in structures(advertisement):
        if kind == _MANUFACTURER and len(raw) >= 2:  # noqa: PLR2004 - the company id
            companies.append((int.from_bytes(raw[:2], "little"), raw[2:]))
        elif kind == _SERVICE_DATA_128 and len(raw) >= 16:  # noqa: PLR2004 - the UUID
            data[uuid_text(raw[:16])] = raw[16:]
        elif kind == _SERVICE_DATA_16 and len(raw) >= 2:  # noqa: PLR2004 - the UUID
            data[_BASE.format(int.from_bytes(raw[:2], "little"))] = raw[2:]
        elif kind in _UUID128_LISTS:
            uuids += [uuid_text(raw[at : at + 16]) for at in range(0, len(raw) - 15, 16)]
        elif kind in _UUID16_LISTS:
            uuids += [_BASE.format(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw) - 1, 2)]
    return Fields(tuple(companies), data, tuple(uuids))


def uuid_text(little_endian: bytes) -> str:
    """A 128-bit UUID as it is on air (little-endian) in its usual spelling."""
    text = little_endian[::-1].hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte  # noqa: PLR2004 - two's complement


# -- writing ------------------------------------------------------------------------------------------------

# A legacy advertisement has 31 bytes; flags take three: general discoverable, no classic Bluetooth.
LEGACY_BYTES = 31
_FLAGS = b"\x02\x01\x06"


def _structure(kind: int, raw: bytes) -> bytes:
    return bytes((len(raw) + 1, kind)) + raw


def android(token: tokens.ServiceData, service: UUID = tokens.SERVICE) -> bytes:
    """The 31 bytes of an Android phone."""
    return _FLAGS + _structure(_SERVICE_DATA_128, service.bytes[::-1] + token.encode())


def ibeacon(programme: Programme, eid: bytes, power: int) -> bytes:
    """The 30 bytes of an iPhone with the app on screen."""
    body = _IBEACON + programme.prefix + eid + bytes(4) + power.to_bytes(1, signed=True)
    return _FLAGS + _structure(_MANUFACTURER, APPLE.to_bytes(2, "little") + body)


def altbeacon(programme: Programme, eid: bytes, power: int, company: int = 0x0118) -> bytes:
    """An AltBeacon of the programme: 28 bytes, without flags, for they would not fit."""
    body = _ALTBEACON + programme.prefix + eid + bytes(4) + power.to_bytes(1, signed=True) + b"\0"
    return _structure(_MANUFACTURER, company.to_bytes(2, "little") + body)


def eddystone(eid: bytes, power_at_0m: int) -> bytes:
    """An Eddystone-EID frame with its service list."""
    uuid = (0xFEAA).to_bytes(2, "little")
    frame = bytes((_EID_FRAME,)) + power_at_0m.to_bytes(1, signed=True) + eid
    return _FLAGS + _structure(0x03, uuid) + _structure(_SERVICE_DATA_16, uuid + frame)


def ios_background(mask: bytes) -> bytes:
    """An iPhone whose app is in the background: Apple's overflow record and nothing else."""
    return _FLAGS + _structure(_MANUFACTURER, APPLE.to_bytes(2, "little") + bytes((_APPLE_OVERFLOW,)) + mask)
