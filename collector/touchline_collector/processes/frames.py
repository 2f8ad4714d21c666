"""Numbered messages over a stream of bytes between two processes of one collector. Pure.

A frame is four bytes of size, one of kind, eight of number (all big-endian), then the payload. An answer has the
number of its question.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

_HEAD = struct.Struct("!IBQ")
_LENGTH = struct.Struct("!I")

# What a process may hold back for another: all bodies that are let in at once, twice over. More was not sent by us.
MOST = 128 << 20


class Kind(IntEnum):
    """What a frame is."""

    INSTRUCT = 1
    """Main to intake: the rules from now on."""
    READY = 2
    """Intake to main: it accepts connections."""
    KEEP = 3
    """Intake to main: judged events, to be kept."""
    FATES = 4
    """Main to intake: what became of them."""
    ASK = 5
    """Intake to main: a whole request that the main process answers."""
    ANSWER = 6
    """Main to intake: the answer to it."""
    COUNT = 7
    """Main to intake: what have you answered so far?"""
    TALLY = 8
    """Intake to main: that."""
    DRAIN = 9
    """Main to intake: finish what was begun, then end; a second time: end."""


class Frame(NamedTuple):
    """One message."""

    kind: Kind
    number: int
    payload: bytes


def framed(kind: Kind, number: int, payload: bytes) -> bytes:
    """A frame's bytes."""
    return _HEAD.pack(len(payload), kind, number) + payload


class Reader:
    """Puts frames together from whatever pieces arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are whole by now; ValueError for what is none."""
        buffer = self._buffer
        buffer += data
        at = 0
        while len(buffer) - at >= _HEAD.size:
            size, kind, number = _HEAD.unpack_from(buffer, at)
            if size > MOST:
                raise ValueError(f"a frame of {size} bytes; at most {MOST} are sent")
            end = at + _HEAD.size + size
            if end > len(buffer):
                break
            with memoryview(buffer) as view:
                payload = bytes(view[at + _HEAD.size : end])
            yield Frame(Kind(kind), number, payload)
            at = end
        del buffer[:at]


def joined(*parts: bytes) -> bytes:
    """Parts as one payload, for `parted`; the last one needs no length."""
    *measured, last = parts
    return b"".join([piece for part in measured for piece in (_LENGTH.pack(len(part)), part)]) + last


def parted(payload: bytes, count: int) -> list[bytes]:
    """The `count` parts of a payload."""
    parts, at = [], 0
    for _ in range(count - 1):
        (size,) = _LENGTH.unpack_from(payload, at)
        at += _LENGTH.size
        parts.append(payload[at : at + size])
        at += size
    return [*parts, payload[at:]]
