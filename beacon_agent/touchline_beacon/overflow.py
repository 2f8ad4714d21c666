"""Where a service UUID lands in the bit mask that iPhones advertise from the background.

An iPhone whose app is not on screen may not advertise its service UUID; iOS sends, behind Apple's company id, type 0x01
and a mask of 128 bits instead, with one bit set for each service any app on the phone offers. Apple publishes no rule.
Three published tables of 128 UUIDs each are exactly affine over GF(2), and one CRC explains them and every pair seen on
air that we found::

    bit = CRC-8 (polynomial 0x09, start 0, not reflected) over the 16 UUID bytes, big-endian, AND 0x7F
    mask[bit // 8] = 1 << (bit % 8)

The bit is a hint and never an identity: about 2^121 other UUIDs share it, so whoever acts on it must ask the phone.
"""

from __future__ import annotations

from uuid import UUID

MASK_BYTES = 16
_POLYNOMIAL, _TOP, _BYTE, _BITS = 0x09, 0x80, 0xFF, 0x7F


def overflow_bit(service: UUID) -> int:
    """Number of the mask's bit, 0..127; 16- and 32-bit UUIDs must be in their 128-bit form."""
    crc = 0
    for byte in service.bytes:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ _POLYNOMIAL if crc & _TOP else crc << 1) & _BYTE
    return crc & _BITS


def overflow_mask(service: UUID) -> bytes:
    """The 16 bytes of a phone that offers this service and no other."""
    bit = overflow_bit(service)
    return bytes(1 << bit % 8 if index == bit // 8 else 0 for index in range(MASK_BYTES))


def has_bit(mask: bytes, bit: int) -> bool:
    """Whether a received mask has the bit set; a mask of another length has none."""
    return len(mask) == MASK_BYTES and bool(mask[bit // 8] >> bit % 8 & 1)
