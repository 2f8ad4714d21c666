r"""How an event rests in a segment file: `<crc32, 8 hex digits> <json>\n`. Pure.

JSON text holds no raw newline, so a reader finds the next good event after any damage; the checksum tells a torn or
rotten line from a whole one, which JSON alone would not. In a sealed segment the place of the JSON is taken by its
sealed form, which holds no newline either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from touchline.batch import Limits

PREFIX_BYTES = 9
_ALL = Limits(1 << 40, 1 << 40)

Opener = Callable[[bytes], "bytes | None"]


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


def parsed(data: bytes, limits: Limits, opener: Opener | None = None) -> Parsed:
    """Read a run of good lines, or a run of damaged ones, from the start of `data`; a tail without newline is left.

    `opener` unseals a line, or gives None for one that is not as it was sealed.
    """
    good: list[bytes] = []
    damaged: list[bytes] = []
    start = size = 0
    while len(good) < limits.events and (end := data.find(b"\n", start) + 1):
        line = unframed(data[start:end], opener)
        if good and line is not None and size + len(line) > limits.bytes:
            break
        if damaged if line is not None else good:
            break
        if line is not None:
            good.append(line)
            size += len(line)
        else:
            damaged.append(data[start:end])
        start = end
    return Parsed(b"".join(good), len(good), start, damaged)


def unframed(frame: bytes, opener: Opener | None = None) -> bytes | None:
    """Return the line in a frame; None where it is damaged."""
    line = frame[PREFIX_BYTES:]
    if b"%08x " % crc32(line) != frame[:PREFIX_BYTES]:
        return None
    return line if opener is None else opener(line)


def whole(data: bytes, opener: Opener | None = None) -> list[bytes]:
    """Return all good lines in a piece of a segment."""
    lines: list[bytes] = []
    while (piece := parsed(data, _ALL, opener)).used:
        lines += piece.body.splitlines()
        data = data[piece.used :]
    return lines
