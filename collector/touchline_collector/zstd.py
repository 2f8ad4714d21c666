"""Zstandard: the one file that imports the library. Chunks of the log and request bodies."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import zstandard

from touchline_collector.errors import StorageDamaged

# Level 1 packs JSON events eight to twelve times smaller at several hundred MB/s; higher levels cost more CPU than
# the disk writes they save.
LEVEL = 1

# RFC 8878: the magic number of frames to be skipped, but for its last four bits; and the longest frame header.
_SKIPPABLE = 0x184D2A50
_LONGEST_HEAD = 18

_local = threading.local()  # contexts are reusable but not shareable between threads


def compress(plain: bytes) -> bytes:
    """One frame that records its content size."""
    try:
        compressor = _local.compressor
    except AttributeError:
        compressor = _local.compressor = zstandard.ZstdCompressor(level=LEVEL)
    return bytes(compressor.compress(plain))


def decompress(packed: bytes, *, limit: int) -> bytes:
    """Undo `compress`; raises StorageDamaged for anything that is not a frame of at most `limit` bytes."""
    try:
        decompressor = _local.decompressor
    except AttributeError:
        decompressor = _local.decompressor = zstandard.ZstdDecompressor()
    try:
        return bytes(decompressor.decompress(packed, max_output_size=limit))
    except zstandard.ZstdError as error:
        raise StorageDamaged(f"a chunk does not inflate: {error}") from error


def inflate(packed: bytes, *, step: int) -> Iterator[bytes]:
    """Inflate a foreign body piece by piece, at most `step` bytes a piece; raises ValueError for a broken stream."""
    stream = zstandard.ZstdDecompressor(max_window_size=8 << 20).stream_reader(packed, read_across_frames=True)
    try:
        while piece := stream.read(step):
            yield bytes(piece)
        _check_whole(packed)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _check_whole(packed: bytes) -> None:
    """Raise ValueError where the last frame was cut: the library's reader takes the end of input for the end of data.

    Walks the block headers of RFC 8878, section 3.1; that the blocks themselves are sound was seen by inflating them.
    """
    at = 0
    while at < len(packed):
        at = _frame_end(packed, at)
    if at > len(packed):
        raise ValueError("the zstd stream ends too early")


def _frame_end(packed: bytes, at: int) -> int:
    """Where the frame that begins at `at` ends; beyond the input where it was cut."""
    magic = int.from_bytes(packed[at : at + 4], "little")
    if magic & ~0xF == _SKIPPABLE:
        return at + 8 + int.from_bytes(packed[at + 4 : at + 8], "little")
    head = packed[at : at + _LONGEST_HEAD]
    parameters = zstandard.get_frame_parameters(head)
    at += zstandard.frame_header_size(head)
    last = 0
    while not last and at < len(packed):
        block = int.from_bytes(packed[at : at + 3], "little")
        last, repeated, size = block & 1, block >> 1 & 3 == 1, block >> 3
        at += 3 + (1 if repeated else size)
    if not last:
        return len(packed) + 1
    return at + 4 * parameters.has_checksum
