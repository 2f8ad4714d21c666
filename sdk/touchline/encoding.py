"""Compression of request bodies: zstd where both ends have it, else gzip, else none; the one file with zstandard."""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any

# Level 1: on events, level 6 saves 2 % of the bytes for twice the time.
GZIP_LEVEL = 1
ZSTD_LEVEL = 1
_GZIP_WINDOW = 31


def available() -> tuple[str, ...]:
    """Return the encodings this process can write, strongest first."""
    return ("zstd", "gzip", "identity") if _zstd() else ("gzip", "identity")


def encode(body: bytes | bytearray, encoding: str) -> bytes | bytearray:
    """Compress a body; `identity` returns it as it is."""
    if encoding == "gzip":
        packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
        return packer.compress(body) + packer.flush()
    if encoding == "zstd":
        return bytes(_zstd().ZstdCompressor(ZSTD_LEVEL).compress(body))
    return body


@cache
def _zstd() -> Any:
    try:
        import zstandard  # noqa: PLC0415  # optional, and only asked for when a batch goes
    except ImportError:
        return None
    return zstandard


def decode(body: bytes, encoding: str, limit: int = 64 * 1024 * 1024) -> bytes:
    """Undo `encode`, up to `limit` bytes; for receivers in tests and tools."""
    if encoding == "gzip":
        return zlib.decompressobj(_GZIP_WINDOW).decompress(body, limit)
    if encoding == "zstd":
        return bytes(_zstd().ZstdDecompressor().decompressobj().decompress(body))
    return body
