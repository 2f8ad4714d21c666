"""HMAC-SHA256 (RFC 2104) of many short keys or many short messages: what a window of a million members takes.

`hmac.digest` fetches its algorithm and makes a context at each call, which costs more than the hashing. Two plain
digests over keys padded beforehand give the same bytes in half the time, and the interpreter's own SHA-256, which
makes no OpenSSL context either, in less than that (`benchmarks/bench_resolver.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from struct import iter_unpack
from typing import Any

_BLOCK = 64
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
_INNER_FILL, _OUTER_FILL = b"\x36", b"\x5c"
# Keys padded at a time: copies of 64 KiB stay in the processor's cache and cost no memory.
_AT_ONCE = 4_096


def _constructor() -> Callable[[bytes], Any]:
    """The interpreter's own SHA-256, called `_sha256` until 3.11 and `_sha2` since; without either the public one."""
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    return hashlib.sha256


_sha256 = _constructor()


def keyed(keys: bytes, size: int, message: bytes) -> Iterator[bytes]:
    """HMAC(key, message) for each key of `size` bytes, at most 64; 32 bytes each."""
    inner_tail = _INNER_FILL * (_BLOCK - size) + message
    outer_tail = _OUTER_FILL * (_BLOCK - size)
    sha256, row = _sha256, f"{size}s"
    for at in range(0, len(keys), _AT_ONCE * size):
        some = keys[at : at + _AT_ONCE * size]
        inner, outer = iter_unpack(row, some.translate(_INNER)), iter_unpack(row, some.translate(_OUTER))
        for (first,), (second,) in zip(inner, outer, strict=True):
            yield sha256(second + outer_tail + sha256(first + inner_tail).digest()).digest()


def under(key: bytes, messages: bytes, size: int) -> Iterator[bytes]:
    """HMAC(key, message) for each message of `size` bytes under one key of any length; 32 bytes each."""
    sha256 = _sha256
    if len(key) > _BLOCK:
        key = sha256(key).digest()
    key = key.ljust(_BLOCK, b"\0")
    # The padded key is a block of its own: hashed once, and gone on from for each message.
    begun, ended = sha256(key.translate(_INNER)), sha256(key.translate(_OUTER))
    for (message,) in iter_unpack(f"{size}s", messages):
        inner, outer = begun.copy(), ended.copy()
        inner.update(message)
        outer.update(inner.digest())
        yield outer.digest()
