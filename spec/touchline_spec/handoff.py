"""Hand-off tokens: a journey carried across a break that no cookie survives.

A token holds an opaque reference, its expiry and whether it is for one use, signed; never an identity. Whoever issued
it knows what the reference stands for. Redeeming it links two identities *probabilistically* (e-mails get forwarded)
unless it is single-use and confirmed.

The sealed form is 26 bytes, 42 symbols of Crockford's base 32:

    1  version (high four bits, 1) and flags (low four; 1 = single use)
    1  key id
    4  expiry, Unix seconds, big endian
   10  reference
   10  HMAC-SHA256 over "touchline.handoff.v1", a zero byte and the 16 bytes above, cut

Upper case and digits only: a QR code stores it in its alphanumeric mode, a receipt printer prints it, and a person can
type it. Reading ignores case, hyphens and spaces.

A signature does not fit a spoken code. The voice form is ten symbols, nine of them random and one a check, and means
nothing by itself: it is looked up online, once, rate-limited.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from touchline_spec import crockford
from touchline_spec.keyring import Keyring, TokenError

PURPOSE: Final = b"touchline.handoff.v1"
VERSION: Final = 1
SINGLE_USE: Final = 1
REFERENCE_BYTES: Final = 10
# 80 bits: the reference is random too, so forging one means guessing both; a longer tag would cost the QR code a size.
TAG_BYTES: Final = 10
SIGNED_BYTES: Final = 2 + 4 + REFERENCE_BYTES
LAST_EXPIRY: Final = 2**32 - 1

VOICE_SYMBOLS: Final = 10
# 45 random bits: with ten thousand live codes and a hundred tries an hour, one hit in four thousand years.
_VOICE_RANDOM: Final = VOICE_SYMBOLS - 1


@dataclass(frozen=True, slots=True)
class Handoff:
    """What a token says. `reference` is 16 symbols of Crockford's base 32; `expires_at` is in UTC, whole seconds."""

    reference: str
    expires_at: datetime
    single_use: bool


def new_reference() -> str:
    """Return a fresh random reference of 80 bits."""
    return crockford.encode(secrets.token_bytes(REFERENCE_BYTES))


def issue(keyring: Keyring, handoff: Handoff) -> str:
    """Return the token of a hand-off, signed with the active key; raise ValueError for what does not fit one."""
    reference = crockford.decode(handoff.reference)
    if len(reference) != REFERENCE_BYTES:
        raise ValueError(f"reference {handoff.reference!r}; expected one made by new_reference()")
    flags = VERSION << 4 | (SINGLE_USE if handoff.single_use else 0)
    signed = bytes([flags, keyring.active]) + expiry_bytes(handoff.expires_at) + reference
    return crockford.encode(signed + keyring.tag(PURPOSE, keyring.active, signed, TAG_BYTES))


def read(keyring: Keyring, token: str, *, now: datetime) -> Handoff:
    """Return what a token says; raise TokenError, whose reason says why it cannot be trusted."""
    try:
        raw = crockford.decode(token) if len(token) <= _LONGEST else b""
    except ValueError as failure:
        raise TokenError("malformed", str(failure)) from None
    if len(raw) != SIGNED_BYTES + TAG_BYTES:
        raise TokenError("malformed", "not the length of a hand-off token")
    signed = raw[:SIGNED_BYTES]
    if signed[0] >> 4 != VERSION or signed[0] & 15 & ~SINGLE_USE:
        raise TokenError("version", "made by a newer version of the specification")
    keyring.verify(PURPOSE, signed[1], signed, raw[SIGNED_BYTES:])
    expires_at = checked_expiry(signed[2:6], now)
    return Handoff(crockford.encode(signed[6:]), expires_at, bool(signed[0] & SINGLE_USE))


# 42 symbols, and a separator after each.
_LONGEST: Final = 2 * 42


def grouped(token: str, size: int = 6) -> str:
    """Return a token in groups for print and for people; reading takes either form."""
    return "-".join(token[at : at + size] for at in range(0, len(token), size))


def expiry_bytes(moment: datetime) -> bytes:
    """Return Unix seconds in four bytes; raise ValueError for a naive time or one beyond the year 2106."""
    if moment.tzinfo is None:
        raise ValueError("expected an expiry with a time zone")
    seconds = int(moment.timestamp())
    if not 0 <= seconds <= LAST_EXPIRY:
        raise ValueError(f"expiry {moment.isoformat()}; expected 1970 to 2106")
    return seconds.to_bytes(4, "big")


def checked_expiry(raw: bytes, now: datetime) -> datetime:
    """Return the moment of four bytes; raise TokenError when it has come."""
    expires_at = datetime.fromtimestamp(int.from_bytes(raw, "big"), UTC)
    if now >= expires_at:
        raise TokenError("expired", f"expired at {expires_at.isoformat()}")
    return expires_at


def new_voice_reference() -> str:
    """Return a fresh code to be spoken, such as "7K2QF-9XM1V"."""
    return voice_reference([secrets.randbelow(32) for _ in range(_VOICE_RANDOM)])


def voice_reference(random: list[int]) -> str:
    """Return the code of nine values from 0 to 31, with its check symbol, in two groups of five."""
    if len(random) != _VOICE_RANDOM or any(not 0 <= value < len(crockford.ALPHABET) for value in random):
        raise ValueError(f"expected {_VOICE_RANDOM} values from 0 to 31")
    symbols = "".join(crockford.ALPHABET[value] for value in [*random, _check(random)])
    return f"{symbols[:5]}-{symbols[5:]}"


def read_voice(text: str) -> str:
    """Return the code as it was issued, whatever the case and the separators; raise TokenError("malformed").

    The check symbol finds every single wrong symbol and every two that changed places.
    """
    try:
        values = crockford.digits(text) if len(text) <= 4 * VOICE_SYMBOLS else []
    except ValueError as failure:
        raise TokenError("malformed", str(failure)) from None
    if len(values) != VOICE_SYMBOLS or _check(values[:-1]) != values[-1]:
        raise TokenError("malformed", "not a spoken code; a symbol was misheard")
    return voice_reference(values[:-1])


def _check(values: list[int]) -> int:
    """Return the sum of the values, each times its own power of two, in the field of 32 elements.

    Distinct weights that are never zero: a change in one place, or a swap of two, changes the sum.
    """
    total, weight = 0, 1
    for value in values:
        weight = _times(weight, 2)
        total ^= _times(value, weight)
    return total


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) modulo x^5 + x^2 + 1, of which x (2) generates every element but zero."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0b100101 if left & 16 else 0)
        right >>= 1
    return product
