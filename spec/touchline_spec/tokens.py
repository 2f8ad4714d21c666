"""Rotating presence tokens: how a member's phone is recognised by nobody but its own programme.

Every installation of a loyalty app makes 16 random bytes at opt-in, the installation key, and sends them once, over
TLS, to the programme. From then on phone and programme derive the same 8-byte ephemeral id (EID) for each quarter of an
hour; a box in a shop passes it on without understanding it, and whoever listens in can follow a phone for one window at
most. Deleting the key ends recognition at once::

    day key  = HKDF-SHA256(installation key, salt = programme id, info = "day" date [NUL chain id]), 16 bytes
    window   = floor(unix time / 900)
    EID      = first 8 bytes of HMAC-SHA256(day key, 0x01 window)
    proof    = first 8 bytes of HMAC-SHA256(day key, 0x02 window challenge)

The date is the window's UTC date as `2026-11-22`, the window four bytes, big-endian. 96 windows make a day exactly, so
a window has one date. A chain id keeps two chains of one programme from joining their visits. Everything here is pure
and needs the standard library only; published vectors: `conformance/vectors/tokens/presence.json`.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from math import floor
from secrets import token_bytes
from uuid import UUID

__all__ = [
    "CHALLENGE_BYTES",
    "CHALLENGE_CHARACTERISTIC",
    "DAY_KEY_BYTES",
    "EID_BYTES",
    "EID_LABEL",
    "GATT_TOKEN_BYTES",
    "KEY_BYTES",
    "PREFIX_BYTES",
    "PROOF_LABEL",
    "SERVICE",
    "SERVICE_DATA_BYTES",
    "TOKEN_CHARACTERISTIC",
    "VERSION",
    "WINDOW_SECONDS",
    "GattToken",
    "Platform",
    "ServiceData",
    "TokenError",
    "challenge",
    "day_key",
    "day_of",
    "eid",
    "eid_at",
    "expand_day",
    "expansion",
    "extract",
    "new_key",
    "programme_prefix",
    "proof",
    "quantise_power",
    "window_of",
]

# A quarter of an hour: about how often phones change their Bluetooth address, so that neither outlives the other.
WINDOW_SECONDS = 900
# 128 bits: as strong as the day key derived from it; an installation's key is made once and never typed by anyone.
KEY_BYTES = 16
# 128 bits keep a million day keys in 16 MiB; HMAC-SHA256 loses nothing by it, the installation key has no more.
DAY_KEY_BYTES = 16
# What a legacy advertisement leaves: 31 bytes - 3 flags - 18 service data header = 10, two of them header and power.
EID_BYTES = 8
SERVICE_DATA_BYTES = 10
# One read at the smallest ATT MTU: 23 - 3 header bytes.
GATT_TOKEN_BYTES = 20
CHALLENGE_BYTES = 16
NONCE_BYTES = 8
# The fixed half of an iBeacon or AltBeacon id; the other half is the EID.
PREFIX_BYTES = 8

VERSION = 1
SERVICE = UUID("9e920001-5916-46cd-99ec-063afa2ba27b")
TOKEN_CHARACTERISTIC = UUID("9e920002-5916-46cd-99ec-063afa2ba27b")
CHALLENGE_CHARACTERISTIC = UUID("9e920003-5916-46cd-99ec-063afa2ba27b")

_VERSION_SHIFT, _PLATFORM_SHIFT, _PLATFORM_MASK, _RESERVED = 5, 3, 0b11, 0b111
EID_LABEL, PROOF_LABEL = b"\x01", b"\x02"
_WINDOW_BYTES = 4
# A phone model's exact transmit power is a weak fingerprint; 4 dB steps leave a few dozen values for all models.
_POWER_STEP = 4
_POWER_LOWEST, _POWER_HIGHEST = -100, 20


class TokenError(ValueError):
    """Bytes that are no token of this version: names the part and what was expected."""


class Platform(IntEnum):
    """What sends the token (two bits)."""

    UNKNOWN = 0
    ANDROID = 1
    IOS = 2
    TAG = 3


def new_key() -> bytes:
    """Make an installation key: 16 random bytes from the operating system."""
    return token_bytes(KEY_BYTES)


def window_of(unix: float) -> int:
    """Number of the window that holds a moment, given in seconds since 1970 UTC."""
    return int(unix // WINDOW_SECONDS)


def day_of(window: int) -> str:
    """UTC date of a window as `2026-11-22`."""
    return datetime.fromtimestamp(window * WINDOW_SECONDS, UTC).strftime("%Y-%m-%d")


def extract(key: bytes, programme: str) -> bytes:
    """First half of HKDF (RFC 5869), which depends on no date: a resolver of a million members keeps its result."""
    if len(key) != KEY_BYTES:
        raise TokenError(f"installation key has {len(key)} bytes, expected {KEY_BYTES}")
    return hmac.digest(programme.encode(), key, "sha256")


def expand_day(extracted: bytes, day: str, chain: str = "") -> bytes:
    """Second half of HKDF: the key of one UTC day (`2026-11-22`), for one chain where the programme has several."""
    return hmac.digest(extracted, expansion(day, chain), "sha256")[:DAY_KEY_BYTES]


def expansion(day: str, chain: str = "") -> bytes:
    """What the second half of HKDF hashes under the extracted key: the info, and the number of its only block."""
    return b"day" + day.encode() + (b"\x00" + chain.encode() if chain else b"") + b"\x01"


def day_key(key: bytes, *, programme: str, day: str, chain: str = "") -> bytes:
    """The 16-byte key of one UTC day; a phone may forget yesterday's at midnight."""
    return expand_day(extract(key, programme), day, chain)


def eid(key_of_day: bytes, window: int) -> bytes:
    """The 8 bytes on air during one window."""
    return hmac.digest(key_of_day, EID_LABEL + _packed(window), "sha256")[:EID_BYTES]


def eid_at(key: bytes, unix: float, *, programme: str, chain: str = "") -> bytes:
    """What a phone with this installation key sends at a moment (seconds since 1970 UTC)."""
    window = window_of(unix)
    return eid(day_key(key, programme=programme, day=day_of(window), chain=chain), window)


def proof(key_of_day: bytes, window: int, challenged: bytes = b"") -> bytes:
    """Eight bytes that only the key's holder can answer; with a box's challenge they cannot be a recording."""
    return hmac.digest(key_of_day, PROOF_LABEL + _packed(window) + challenged, "sha256")[:EID_BYTES]


def challenge(nonce: bytes, store: str) -> bytes:
    """What a box writes before it reads: 8 random bytes and its store, so that no other store can relay."""
    if len(nonce) != NONCE_BYTES:
        raise TokenError(f"nonce has {len(nonce)} bytes, expected {NONCE_BYTES}")
    return nonce + sha256(store.encode()).digest()[: CHALLENGE_BYTES - NONCE_BYTES]


def programme_prefix(programme: str) -> bytes:
    """The fixed half of the programme's iBeacon and AltBeacon ids."""
    return sha256(b"touchline beacon prefix\x00" + programme.encode()).digest()[:PREFIX_BYTES]


def quantise_power(dbm: float) -> int:
    """Transmit power as measured at 1 m, rounded to 4 dB (halves up): finer values would tell phone models apart."""
    rounded = floor(dbm / _POWER_STEP + 0.5) * _POWER_STEP
    return min(max(rounded, _POWER_LOWEST), _POWER_HIGHEST)


def _packed(window: int) -> bytes:
    try:
        return window.to_bytes(_WINDOW_BYTES, "big")
    except OverflowError:
        raise TokenError(f"window {window} is outside 0..2^32-1") from None


def _header(platform: Platform) -> int:
    return VERSION << _VERSION_SHIFT | platform << _PLATFORM_SHIFT


def _platform(header: int) -> Platform:
    if header >> _VERSION_SHIFT != VERSION:
        raise TokenError(f"token version is {header >> _VERSION_SHIFT}, expected {VERSION}")
    return Platform(header >> _PLATFORM_SHIFT & _PLATFORM_MASK)


def _signed(byte: int) -> int:
    return int.from_bytes(bytes((byte,)), signed=True)


def _exactly(part: str, raw: bytes, length: int) -> None:
    if len(raw) != length:
        raise TokenError(f"{part} has {len(raw)} bytes, expected {length}")


@dataclass(frozen=True, slots=True)
class ServiceData:
    """What an Android phone puts behind our service UUID: header, power, EID; 10 bytes."""

    eid: bytes
    power: int
    """Signal strength at 1 m in dBm, a multiple of 4."""
    platform: Platform = Platform.ANDROID

    def encode(self) -> bytes:
        """Ten bytes; raises TokenError for an EID of another length."""
        _exactly("EID", self.eid, EID_BYTES)
        power = quantise_power(self.power).to_bytes(1, signed=True)
        return bytes((_header(self.platform),)) + power + self.eid

    @classmethod
    def decode(cls, raw: bytes) -> ServiceData:
        """Read ten bytes; TokenError for another length or version. Reserved bits are ignored, for later use."""
        _exactly("service data", raw, SERVICE_DATA_BYTES)
        return cls(bytes(raw[2:10]), _signed(raw[1]), _platform(raw[0]))


@dataclass(frozen=True, slots=True)
class GattToken:
    """What a phone answers to a read: needed for iPhones, whose apps may not choose data to advertise in background."""

    eid: bytes
    power: int
    window_low: int
    """The low 16 bits of the window's number: tells a resolver whose clock is off, and by how much."""
    proof: bytes
    platform: Platform = Platform.IOS

    def encode(self) -> bytes:
        """Twenty bytes; raises TokenError for an EID or proof of another length."""
        _exactly("EID", self.eid, EID_BYTES)
        _exactly("proof", self.proof, EID_BYTES)
        power = quantise_power(self.power).to_bytes(1, signed=True)
        low = (self.window_low & 0xFFFF).to_bytes(2, "big")
        return bytes((_header(self.platform),)) + power + self.eid + low + self.proof

    @classmethod
    def decode(cls, raw: bytes) -> GattToken:
        """Read twenty bytes; raises TokenError for another length or version."""
        _exactly("GATT token", raw, GATT_TOKEN_BYTES)
        low = int.from_bytes(raw[10:12], "big")
        return cls(bytes(raw[2:10]), _signed(raw[1]), low, bytes(raw[12:20]), _platform(raw[0]))

    def proven_by(self, key_of_day: bytes, window: int, challenged: bytes = b"") -> bool:
        """Whether the answer was made with this day key for this window and challenge (compared in constant time)."""
        return hmac.compare_digest(self.proof, proof(key_of_day, window, challenged))
