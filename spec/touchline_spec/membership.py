"""A membership filter: whether a presence token may be a member's, for a box that must not know whose.

EIDs are evenly spread bits, so a filter needs no hashing: of each member's token of one window it holds the first
bits, as many as let a stranger's token pass once in 128 to 256 times. The first of them name a bucket, the last eight
are kept there. That takes 1.5 to 2 bytes a member; a million take 1.5 MB, and 1.2 MB compressed.

::

    "TLMF" | version 1 | bits that name a bucket (0 to 24) | window, 4 bytes | members, 4 bytes
           | how many each bucket holds, a byte each, 2^bits of them | eight bits of each member, bucket by bucket
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable
from itertools import accumulate

from touchline_spec import tokens

_HEAD = struct.Struct(">4sBBII")
_MAGIC, _VERSION = b"TLMF", 1
# Four bytes of the EID name bucket and rest; 2^25 members are the most that such a filter keeps below one in 128.
_MOST_BITS = 24
# A sum over at most so many counts finds a bucket's place.
_BLOCK = 256


class FilterError(ValueError):
    """Bytes that are no membership filter; says why."""


class Filter:
    """Which tokens of one window may be a member's; `eid in filter` is never wrongly False."""

    __slots__ = ("_bits", "_blocks", "_counts", "_rests", "window")

    def __init__(self, window: int, bits: int, counts: bytes, rests: bytes) -> None:
        if not 0 <= bits <= _MOST_BITS or len(counts) != 1 << bits or sum(counts) != len(rests):
            raise FilterError("the parts of a membership filter do not fit together")
        self.window = window
        self._bits, self._counts, self._rests = bits, counts, rests
        blocks = (sum(counts[at : at + _BLOCK]) for at in range(0, len(counts), _BLOCK))
        self._blocks = array("I", accumulate(blocks, initial=0))

    def __contains__(self, eid: bytes) -> bool:
        start = int.from_bytes(eid[:4])
        bucket = start >> 32 - self._bits
        block = bucket // _BLOCK
        at = self._blocks[block] + sum(self._counts[block * _BLOCK : bucket])
        return (start >> _MOST_BITS - self._bits) & 0xFF in self._rests[at : at + self._counts[bucket]]

    def __len__(self) -> int:
        """How many tokens it was made of."""
        return len(self._rests)

    def encode(self) -> bytes:
        """The bytes to send."""
        return _HEAD.pack(_MAGIC, _VERSION, self._bits, self.window, len(self)) + self._counts + self._rests

    @classmethod
    def decode(cls, raw: bytes) -> Filter:
        """A filter from its bytes; raises FilterError."""
        if len(raw) < _HEAD.size or raw[:4] != _MAGIC:
            raise FilterError("no membership filter")
        _, version, bits, window, count = _HEAD.unpack_from(raw)
        if version != _VERSION or bits > _MOST_BITS:
            raise FilterError(f"a membership filter of version {version} with {bits} bits, expected version {_VERSION}")
        split = _HEAD.size + (1 << bits)
        if len(raw) != split + count:
            raise FilterError("a membership filter of another length than it says")
        return cls(window, bits, raw[_HEAD.size : split], raw[split:])


def build(window: int, starts: Iterable[int], count: int) -> Filter:
    """Make a filter of a window's EIDs, given as the numbers in their first four bytes, in order; `count` of them."""
    bits = min(max((count - 1).bit_length() - 1, 0), _MOST_BITS)
    to_bucket, to_rest = 32 - bits, _MOST_BITS - bits
    counts, rests = bytearray(1 << bits), bytearray()
    for start in starts:
        counts[start >> to_bucket] += 1
        rests.append(start >> to_rest & 0xFF)
    return Filter(window, bits, bytes(counts), bytes(rests))


def of(window: int, eids: Iterable[bytes]) -> Filter:
    """Make a filter of EIDs in any order."""
    starts = sorted(int.from_bytes(eid[:4]) for eid in eids if len(eid) == tokens.EID_BYTES)
    return build(window, starts, len(starts))
