"""Zstandard: the one file that imports the library. Chunks of the log and request bodies."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import zstandard

from touchline_collector.errors import StorageDamaged

# Level 1 packs JSON events eight to twelve times smaller at several hundred MB/s; higher levels cost more CPU than
# the disk writes they save.
LEVEL = 1

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
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
