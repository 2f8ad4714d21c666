"""One window's tokens of all members, as two sorted arrays: who is behind an EID, without a dict's 160 bytes an entry.

A table holds 12 bytes a member: 8 of the EID, 4 of the member's number. A million members are 12 MiB. It is built in
pure Python by buckets, because a list of a million digests alone would take 60 MiB. Everything here is pure.
"""

from __future__ import annotations

import hmac
import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass

from touchline_spec import tokens

_DAY, _ROW = tokens.DAY_KEY_BYTES, tokens.EID_BYTES + 4
# The bucket is the EID's first byte: 4,000 rows each of a million, sorted in the processor's cache.
_BUCKETS = 256
# 2^4 entries behind a prefix are four steps; finer prefixes would cost more memory than they save time.
_LEFT_TO_SEARCH = 4


@dataclass(frozen=True, slots=True)
class Table:
    """The tokens of one window, sorted, and whose they are."""

    eids: array[int]
    numbers: array[int]
    starts: array[int]
    """Where the EIDs with the same leading bits begin: a search of 16 places instead of a million."""
    shift: int

    @classmethod
    def of(cls, columns: bytes) -> Table:
        """From what `build` returns."""
        count = len(columns) // _ROW
        split = count * tokens.EID_BYTES
        view = memoryview(columns)
        eids, numbers = array("Q"), array("I")
        eids.frombytes(view[:split])
        numbers.frombytes(view[split:])
        if sys.byteorder == "little":
            eids.byteswap()
            numbers.byteswap()
        bits = max(count.bit_length() - _LEFT_TO_SEARCH, 0)
        shift = 64 - bits
        starts = array("I", (bisect_left(eids, prefix << shift) for prefix in range(1 << bits)))
        starts.append(count)
        return cls(eids, numbers, starts, shift)

    def find(self, eid: bytes) -> int | None:
        """The member's number; None for an unknown token, and for one that two members share by chance."""
        wanted = int.from_bytes(eid, "big")
        eids, prefix = self.eids, wanted >> self.shift
        end = self.starts[prefix + 1]
        at = bisect_left(eids, wanted, self.starts[prefix], end)
        if at == end or eids[at] != wanted:
            return None
        if at + 1 < end and eids[at + 1] == wanted:
            return None
        return self.numbers[at]

    def __len__(self) -> int:
        """How many tokens."""
        return len(self.eids)


def day_keys(keys: bytes, *, programme: str, day: str, chain: str = "") -> bytes:
    """The day's keys of all members, 16 bytes each, from their installation keys, 16 bytes each."""
    derived = bytearray()
    extract, expand = tokens.extract, tokens.expand_day
    for at in range(0, len(keys), tokens.KEY_BYTES):
        derived += expand(extract(keys[at : at + tokens.KEY_BYTES], programme), day, chain)
    return bytes(derived)


def build(keys_of_day: bytes, window: int) -> bytes:
    """All EIDs of a window in order, then the numbers of their members in the same order, both big-endian."""
    message = tokens.EID_LABEL + window.to_bytes(4, "big")
    digest = hmac.digest
    buckets = [bytearray() for _ in range(_BUCKETS)]
    for number, at in enumerate(range(0, len(keys_of_day), _DAY)):
        eid = digest(keys_of_day[at : at + _DAY], message, "sha256")[:8]
        buckets[eid[0]] += eid + number.to_bytes(4, "big")
    eids, numbers = bytearray(), bytearray()
    for index, bucket in enumerate(buckets):
        rows = sorted([bytes(bucket[at : at + _ROW]) for at in range(0, len(bucket), _ROW)])
        buckets[index] = bytearray()
        eids += b"".join([row[:8] for row in rows])
        numbers += b"".join([row[8:] for row in rows])
    return bytes(eids + numbers)
