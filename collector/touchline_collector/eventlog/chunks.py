"""The chunk: what one group commit writes. Pure; bytes in, records out.

Plain form: four bytes of big-endian length, a JSON header of columns (source, id, type, overlay, size and, after an
erasure, the positions left), then the raw events end to end. Columns compress better than rows and decode in one
call. The stored body is one zstd frame of that, and the checksum covers positions, dedup hashes and body, so that a
chunk moved to a wrong place is found as surely as a flipped bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import NamedTuple

from touchline_collector import jsontext, zstd
from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog.records import Logged

# A chunk is read whole: small enough that a reader with a 1 MiB budget wastes little, large enough that the per-chunk
# cost (a row, a frame, a checksum: about 30 microseconds) vanishes.
MAX_EVENTS = 2_000
MAX_BYTES = 1 << 20

# One event may be larger than MAX_BYTES never (64 KiB at the door), so a plain chunk stays below this; a body that
# inflates beyond was not written by us.
PLAIN_LIMIT = 64 << 20

HASH_BYTES = 16
_LENGTH_BYTES = 4


class Chunk(NamedTuple):
    """One row of the table `chunks`."""

    first: int
    last: int
    hashes: bytes
    body: bytes
    checksum: bytes


def fingerprint(source: str, id_: str) -> bytes:
    """The dedup key of an event: 16 bytes, collision-resistant, the same on every machine."""
    return blake2b(f"{source}\0{id_}".encode(), digest_size=HASH_BYTES).digest()


def checksum(first: int, last: int, hashes: bytes, body: bytes) -> bytes:
    """16 bytes over everything a chunk row means."""
    digest = blake2b(b"%d %d " % (first, last), digest_size=HASH_BYTES)
    digest.update(hashes)
    digest.update(body)
    return digest.digest()


def pack(first: int, last: int, hashes: bytes, events: Sequence[Logged]) -> Chunk:
    """Make the chunk of `events`, whose positions lie within `first`..`last` in rising order."""
    header: dict[str, object] = {
        "source": [e.source for e in events],
        "id": [e.id for e in events],
        "type": [e.type for e in events],
        "overlay": [e.overlay for e in events],
        "size": [len(e.raw) for e in events],
    }
    if len(events) != last - first + 1:
        header["position"] = [e.position for e in events]
    head = jsontext.dumps(header)
    plain = b"".join([len(head).to_bytes(_LENGTH_BYTES, "big"), head, *[e.raw for e in events]])
    body = zstd.compress(plain)
    return Chunk(first, last, hashes, body, checksum(first, last, hashes, body))


def unpack(chunk: Chunk) -> list[Logged]:
    """The events of a chunk in position order; raises StorageDamaged when any byte is not as written."""
    if checksum(chunk.first, chunk.last, chunk.hashes, chunk.body) != chunk.checksum:
        raise StorageDamaged(f"chunk {chunk.first}-{chunk.last}: the checksum does not match")
    plain = zstd.decompress(chunk.body, limit=PLAIN_LIMIT)
    start = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES], "big")
    header = jsontext.loads(plain[_LENGTH_BYTES:start])
    # An empty list is what an erasure of the whole chunk leaves.
    positions = header.get("position", range(chunk.first, chunk.last + 1))
    cuts = pairwise(accumulate(header["size"], initial=start))
    raws = [plain[a:b] for a, b in cuts]
    columns = header["overlay"], header["source"], header["id"], header["type"]
    return [Logged(*row) for row in zip(positions, raws, *columns, strict=True)]
