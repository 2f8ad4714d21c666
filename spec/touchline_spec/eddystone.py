"""Eddystone-EID: the published ephemeral ids of tags and key rings, so that a member may carry one instead of a phone.

Rule: google/eddystone, `eddystone-eid/eid-computation.md`. A tag holds a 16-byte identity key and a clock that counts
seconds from any beginning; it shows a new id every 2^K seconds::

    temporary key = AES-128(identity key, 11 zero bytes, FF, 2 zero bytes, upper 16 bits of the clock)
    EID           = first 8 bytes of AES-128(temporary key, 11 zero bytes, K, clock with its low K bits cleared)

Who resolves knows from the registration what the clock showed at one moment. Since then it may have run wrong by 150
parts in a million, and a tag changes its id anywhere within a period: `eids` gives every id that may be on air.
Vectors: `conformance/vectors/tokens/eddystone.json`. Needs the extra `touchline[eddystone]`, for the cipher.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

__all__ = ["EID_BYTES", "KEY_BYTES", "LONGEST", "SHORTEST", "Rotation", "eid", "eids"]

KEY_BYTES = 16
EID_BYTES = 8
# The exponents a registration may have: ids of less than 2^8 = 256 s hide nobody better, for the address of the tag is
# heard as well, and every halving doubles what must be derived of each tag. The specification ends at 15.
SHORTEST, LONGEST = 8, 15
# What the specification allows a tag's clock to be wrong, of the time since its registration.
_DRIFT = 150e-6
_CLOCK_MASK, _HALF, _MOST = 0xFFFF_FFFF, 16, 15
# A temporary key holds for 65,536 s: the ones of yesterday, today and tomorrow of some thousand tags.
_TEMPORARY_KEYS = 4_096


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a registration says beside the key."""

    exponent: int
    """A new id every 2^exponent seconds."""
    clock: int
    """What the tag's clock showed, in seconds,"""
    at: float
    """at this moment, in seconds since 1970 UTC."""

    def clock_at(self, unix: float) -> float:
        """What the tag's clock shows at a moment, if it runs right; not reduced to 32 bits."""
        return self.clock + unix - self.at


def eid(identity_key: bytes, exponent: int, clock: int) -> bytes:
    """The 8 bytes on air while the tag's clock shows `clock` (seconds, modulo 2^32); `exponent` 0 to 15."""
    if len(identity_key) != KEY_BYTES:
        raise ValueError(f"identity key has {len(identity_key)} bytes, expected {KEY_BYTES}")
    if not 0 <= exponent <= _MOST:
        raise ValueError(f"rotation exponent is {exponent}, expected 0 to {_MOST}")
    clock &= _CLOCK_MASK
    held = clock >> exponent << exponent
    block = bytes(11) + bytes((exponent,)) + held.to_bytes(4, "big")
    return _aes(_temporary_key(identity_key, clock >> _HALF), block)[:EID_BYTES]


def eids(identity_key: bytes, rotation: Rotation, begin: float, end: float) -> Iterator[bytes]:
    """Every id that may be on air from `begin` to before `end` (seconds since 1970 UTC), oldest first."""
    drift = _DRIFT * max(abs(begin - rotation.at), abs(end - rotation.at))
    period = 1 << rotation.exponent
    # An id may stay for one period more: the change is dated anywhere within a period.
    first = floor((rotation.clock_at(begin) - drift) / period) - 1
    for number in range(first, ceil((rotation.clock_at(end) + drift) / period)):
        yield eid(identity_key, rotation.exponent, number * period)


@lru_cache(maxsize=_TEMPORARY_KEYS)
def _temporary_key(identity_key: bytes, upper: int) -> bytes:
    return _aes(identity_key, bytes(11) + b"\xff" + bytes(2) + upper.to_bytes(2, "big"))


def _aes(key: bytes, block: bytes) -> bytes:
    # One block, whose content never repeats under a key: the mode of the specification, and no chaining to need.
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(block)  # noqa: S305
