"""Content encodings, with bounds that hold while inflating: a bomb is refused before it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from touchline_collector import zstd
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem, malformed, too_large, unsupported

# Named in every answer (RFC 7694), strongest first.
ACCEPTED = "zstd, gzip"

# Memory a bomb can claim between two checks.
_STEP = 64 << 10

_GZIP_WINDOW = 16 + zlib.MAX_WBITS


def inflate(body: bytes, encoding: str, limits: Limits) -> bytes:
    """The body without its content encoding; raises Problem for unknown, broken or exploding ones."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body
    if name in {"gzip", "x-gzip"}:
        return _bounded(_gunzip(body, limits.events), len(body), limits)
    if name == "zstd":
        return _bounded(zstd.inflate(body, step=_STEP), len(body), limits)
    raise unsupported(f"content-encoding {encoding!r} is not taken; send one of: {ACCEPTED}, identity")


def _bounded(pieces: Iterator[bytes], packed: int, limits: Limits) -> bytes:
    parts = []
    size = 0
    try:
        for piece in pieces:
            parts.append(piece)
            size += len(piece)
            _check(size, packed, limits)
    except ValueError as error:
        raise malformed(f"the body does not inflate: {error}") from error
    return b"".join(parts)


def _check(size: int, packed: int, limits: Limits) -> None:
    if size > limits.inflated_bytes:
        raise too_large(f"the body inflates beyond {limits.inflated_bytes} bytes")
    if size > limits.ratio_floor and size > packed * limits.ratio:
        raise Problem(413, "too_large", f"the body inflates more than {limits.ratio} times")


def _gunzip(body: bytes, most: int) -> Iterator[bytes]:
    """Every member of a gzip body, piece by piece; ValueError where it is broken or cut.

    At most `most` members, one for each event: zlib copies what follows a member, and fifty thousand empty ones in a
    megabyte cost seconds.
    """
    rest = body
    members = 0
    while rest:
        members += 1
        if members > most:
            raise ValueError(f"more than {most} gzip members")
        stream = zlib.decompressobj(_GZIP_WINDOW)
        while not stream.eof:
            piece = _step(stream, rest)
            rest = stream.unconsumed_tail
            if not piece and not rest and not stream.eof:
                raise ValueError("the gzip stream ends too early")
            yield piece
        rest = stream.unused_data


def _step(stream: zlib._Decompress, data: bytes) -> bytes:
    try:
        return stream.decompress(data, _STEP)
    except zlib.error as error:
        raise ValueError(str(error)) from error
