r"""How an event rests in a segment file: `<crc32, 8 hex digits> <json>\n`. Pure.

JSON text holds no raw newline, so a reader finds the next good event after any damage; the checksum tells a torn or
rotten line from a whole one, which JSON alone would not.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from touchline.batch import Limits

_PREFIX = 9
_ALL = Limits(1 << 40, 1 << 40)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of lines of a segment: good ones as an NDJSON body, or damaged ones; and the bytes used."""

    body: bytes
    count: int
    used: int
    damaged: list[bytes]


def framed(line: bytes) -> bytes:
    """Put the checksum before an event's line (which ends in its newline)."""
    return b"%08x %b" % (crc32(line), line)


def parsed(data: bytes, limits: Limits) -> Parsed:
    """Read a run of good lines, or a run of damaged ones, from the start of `data`; a tail without newline is left."""
    good: list[bytes] = []
    damaged: list[bytes] = []
    start = size = 0
    while len(good) < limits.events and (end := data.find(b"\n", start) + 1):
        line = data[start + _PREFIX : end]
        if good and size + len(line) > limits.bytes:
            break
        whole = b"%08x " % crc32(line) == data[start : start + _PREFIX]
        if damaged if whole else good:
            break
        if whole:
            good.append(line)
            size += len(line)
        else:
            damaged.append(data[start:end])
        start = end
    return Parsed(b"".join(good), len(good), start, damaged)


def whole(data: bytes) -> list[bytes]:
    """Return all good lines in a piece of a segment."""
    lines: list[bytes] = []
    while (piece := parsed(data, _ALL)).used:
        lines += piece.body.splitlines()
        data = data[piece.used :]
    return lines
