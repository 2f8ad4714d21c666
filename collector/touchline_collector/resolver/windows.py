"""One window's tokens of all members, as two sorted arrays: who is behind an EID, without a dict's 160 bytes an entry.

A table holds 12 bytes a member: 8 of the EID, 4 of the member's number. A million members are 12 MiB. It is built in
pure Python by buckets, because a list of a million digests alone would take 60 MiB. Everything here is pure.
"""

from __future__ import annotations

import hmac
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from touchline_spec import tokens

_DAY, _ROW = tokens.DAY_KEY_BYTES, tokens.EID_BYTES + 4
# The bucket is the EID's first byte: 4,000 rows each of a million, sorted in the processor's cache.
_BUCKETS = 256


@dataclass(frozen=True, slots=True)
class Table:
    """The tokens of one window, sorted, and whose they are."""

    eids: array[int]
    numbers: array[int]

    def find(self, eid: bytes) -> int | None:
        """The member's number; None for an unknown token, and for one that two members share by chance."""
        wanted = int.from_bytes(eid, "big")
        eids = self.eids
        at = bisect_left(eids, wanted)
        if at == len(eids) or eids[at] != wanted:
            return None
        if at + 1 < len(eids) and eids[at + 1] == wanted:
            return None
        return self.numbers[at]

    def __len__(self) -> int:
        """How many tokens."""
        return len(self.eids)


def extract(keys: bytes, programme: str) -> bytes:
    """The date-free half of the derivation for all keys (16 bytes each): 32 bytes each."""
    return b"".join([tokens.extract(key, programme) for key in _pieces(keys, tokens.KEY_BYTES)])


def day_keys(keys: bytes, *, programme: str, day: str, chain: str = "") -> bytes:
    """The day's keys of all members, 16 bytes each, from their installation keys, 16 bytes each."""
    derived = bytearray()
    for key in _pieces(keys, tokens.KEY_BYTES):
        derived += tokens.expand_day(tokens.extract(key, programme), day, chain)
    return bytes(derived)


def build(keys_of_day: bytes, window: int) -> bytes:
    """The rows of a window's table, sorted: 8 bytes EID, 4 bytes number, both big-endian."""
    message = b"\x01" + window.to_bytes(4, "big")
    digest = hmac.digest
    buckets = [bytearray() for _ in range(_BUCKETS)]
    for number, at in enumerate(range(0, len(keys_of_day), _DAY)):
        eid = digest(keys_of_day[at : at + _DAY], message, "sha256")[:8]
        buckets[eid[0]] += eid + number.to_bytes(4, "big")
    rows = bytearray()
    for index, bucket in enumerate(buckets):
        rows += b"".join(sorted(_pieces(bytes(bucket), _ROW)))
        buckets[index] = bytearray()
    return bytes(rows)


def table(rows: bytes) -> Table:
    """The table of sorted rows."""
    view = memoryview(rows)
    eids, numbers = array("Q"), array("I")
    # Slices of 1 MiB of rows keep the copies small.
    step = _ROW * 87_381
    for at in range(0, len(rows), step):
        part = view[at : at + step]
        eids.frombytes(b"".join([part[row : row + 8] for row in range(0, len(part), _ROW)]))
        numbers.frombytes(b"".join([part[row + 8 : row + 12] for row in range(0, len(part), _ROW)]))
    if sys.byteorder == "little":
        eids.byteswap()
        numbers.byteswap()
    return Table(eids, numbers)


def _pieces(raw: bytes, size: int) -> Iterator[bytes]:
    return (raw[at : at + size] for at in range(0, len(raw), size))
