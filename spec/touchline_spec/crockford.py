"""Crockford's base 32: letters and digits that survive a printer, a QR code and a telephone."""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS: Final = 5
# What people and scanners make of the letters left out, and the separators they put in.
_READ = {letter: value for value, letter in enumerate(ALPHABET)}
_READ |= {letter.lower(): value for letter, value in _READ.items()} | {"O": 0, "o": 0, "I": 1, "i": 1, "L": 1, "l": 1}
_SEPARATORS = str.maketrans("", "", "- \u00a0")


def digits(text: str) -> list[int]:
    """Return the value of each symbol, separators left out; raise ValueError for any other sign."""
    try:
        return [_READ[letter] for letter in text.translate(_SEPARATORS)]
    except KeyError:
        raise ValueError("expected letters and digits of Crockford's base 32") from None


def encode(raw: bytes) -> str:
    """Return the symbols of the bytes, the last one filled up with zero bits."""
    length = -(-len(raw) * 8 // BITS)
    number = int.from_bytes(raw, "big") << (length * BITS - len(raw) * 8)
    return "".join(ALPHABET[number >> BITS * place & 31] for place in reversed(range(length)))


def decode(text: str) -> bytes:
    """Return the bytes of a text; raise ValueError for foreign signs or filling bits that are not zero."""
    values = digits(text)
    size, filling = divmod(len(values) * BITS, 8)
    number = 0
    for value in values:
        number = number << BITS | value
    if filling >= BITS or number & ((1 << filling) - 1):
        raise ValueError("the text is too short or too long by a symbol, or its last symbol was changed")
    return (number >> filling).to_bytes(size, "big")
