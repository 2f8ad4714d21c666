"""One window's tokens of all members, sorted: who is behind an EID, without a dict's 160 bytes an entry.

A table holds 12 bytes a token: 8 of the EID, 4 of the member's number. A million members are 12 MiB. It is built in
pure Python by buckets, because a list of a million digests alone would take 60 MiB. Everything here is pure.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from struct import Struct, iter_unpack

from touchline_collector.resolver import hashing
from touchline_spec import membership, tokens

_EID, _NUMBER = tokens.EID_BYTES, 4
_ROW = _EID + _NUMBER
_number = Struct(">I").unpack_from
_KEY, _EXTRACTED = tokens.KEY_BYTES, 32
# The key of a number that is nobody's: nothing is derived of it, for anybody could.
NOBODY = bytes(_KEY)
# The bucket is the EID's first byte: 4,000 rows each of a million, sorted in the processor's cache.
_BUCKETS = 256
# About 2^4 rows behind one prefix: 192 bytes are searched in less time than a comparison in Python takes.
_ROWS_A_PREFIX = 4
# Bits of the prefix: the bucket's at least, and no more than the first two bytes of the EID.
_FEWEST, _MOST = 8, 16
# Extracted keys at a time, for they are twice as long as what is made of them.
_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Table:
    """The tokens of one window, sorted, and whose they are."""

    rows: bytes = field(repr=False)
    """EID and member's number, both big-endian, one after the other."""
    starts: array[int] = field(repr=False)
    """Where in `rows` the EIDs with the same leading bits begin, and the end."""
    known: int
    """How many members' numbers were given when it was built."""

    _shift: int = field(init=False, repr=False)
    """By how many bits the first two bytes of an EID are more than the prefix."""

    def __post_init__(self) -> None:
        # 257 starts to 65,537 of them: the count says how many bits a prefix has.
        object.__setattr__(self, "_shift", _MOST + 1 - (len(self.starts) - 1).bit_length())

    def find(self, eid: bytes) -> int | None:
        """The member's number; None for an unknown token, and for one that two members share by chance."""
        prefix = (eid[0] << 8 | eid[1]) >> self._shift
        start, rows = self.starts[prefix], self.rows
        at = rows.find(eid, start, self.starts[prefix + 1])
        if at < 0:
            return None
        if (at - start) % _ROW:
            at = self._aligned(eid, at, prefix)
        # Rows are sorted: a second member with this token stands right behind the first.
        if at < 0 or rows.startswith(eid, at + _ROW):
            return None
        return _number(rows, at + _EID)[0]  # type: ignore[no-any-return]

    def _aligned(self, eid: bytes, at: int, prefix: int) -> int:
        """Where a row begins with an EID, behind a place where its bytes stand by chance across two rows; else -1."""
        start, end = self.starts[prefix], self.starts[prefix + 1]
        while at >= 0 and (at - start) % _ROW:
            at = self.rows.find(eid, at + 1, end)
        return at

    def __len__(self) -> int:
        """How many tokens."""
        return len(self.rows) // _ROW


def day_keys(keys: bytes, *, programme: str, day: str, chain: str = "") -> bytes:
    """The day's keys of all members, 16 bytes each, from their installation keys, 16 bytes each; NOBODY stays."""
    derived = bytearray()
    info = tokens.expansion(day, chain)
    for at in range(0, len(keys), _AT_ONCE * _KEY):
        some = keys[at : at + _AT_ONCE * _KEY]
        extracted = b"".join(hashing.under(programme.encode(), some, _KEY))
        derived += b"".join([digest[:_KEY] for digest in hashing.keyed(extracted, _EXTRACTED, info)])
    for at in _nobodies(keys):
        derived[at : at + _KEY] = NOBODY
    return bytes(derived)


def build(keys_of_day: bytes, window: int, others: Iterable[tuple[bytes, int]] = ()) -> tuple[array[int], list[bytes]]:
    """Where each prefix begins, and all EIDs of a window in order with their members' numbers, in 256 parts.

    `others` are EIDs that come from no day key, and whose they are.
    """
    buckets = [bytearray() for _ in range(_BUCKETS)]
    message = tokens.EID_LABEL + window.to_bytes(4, "big")
    numbers = array("I", range(len(keys_of_day) // _KEY))
    if sys.byteorder == "little":
        numbers.byteswap()
    packed = iter_unpack("4s", numbers)
    for digest, (number,) in zip(hashing.keyed(keys_of_day, _KEY, message), packed, strict=True):
        buckets[digest[0]] += digest[:_EID] + number
    for eid, owner in others:
        buckets[eid[0]] += eid + owner.to_bytes(_NUMBER, "big")
    return _sorted(buckets, nobody=next(hashing.keyed(NOBODY, _KEY, message))[:_EID])


def _sorted(buckets: list[bytearray], *, nobody: bytes) -> tuple[array[int], list[bytes]]:
    """The rows in order, without those of no member; what a bucket held is let go once it is sorted."""
    count = sum(map(len, buckets)) // _ROW
    bits = min(max(count.bit_length() - _ROWS_A_PREFIX, _FEWEST), _MOST)
    prefixes = [index << _MOST - bits for index in range(1 << bits - _FEWEST)]
    starts, parts, begin = array("I"), [], 0
    for index, bucket in enumerate(buckets):
        rows = sorted([row for (row,) in iter_unpack(f"{_ROW}s", bucket)])
        buckets[index] = bytearray()
        if index == nobody[0]:
            rows = [row for row in rows if not row.startswith(nobody)]
        starts.extend(begin + _ROW * bisect_left(rows, bytes((index, prefix))) for prefix in prefixes)
        parts.append(b"".join(rows))
        begin += len(parts[-1])
    starts.append(begin)
    return starts, parts


def filtered(window: int, parts: Iterable[bytes]) -> bytes:
    """The membership filter of a window's rows in order."""
    rows = list(parts)
    starts = (start for part in rows for (start,) in iter_unpack(f">I{_ROW - 4}x", part))
    return membership.build(window, starts, sum(map(len, rows)) // _ROW).encode()


def _nobodies(keys: bytes) -> Iterator[int]:
    """Where nobody's keys stand."""
    at = keys.find(NOBODY)
    while at >= 0:
        if not at % _KEY:
            yield at
        at = keys.find(NOBODY, at + 1)
