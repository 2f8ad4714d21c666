"""The chunk: what one group commit writes. Pure; bytes in, events out.

Plain form: a byte that names the form, then packed runs end to end. The stored body is one zstd frame of that, and the
checksum covers positions, dedup hashes and body, so that a chunk moved to a wrong place is found as surely as a flipped
bit. Form 1, of older logs, is one header of columns with the raw events behind it; its first byte is the zero of a
length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import NamedTuple

from touchline_collector import jsontext, zstd
from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog.records import Logged
from touchline_collector.eventlog.runs import HASH_BYTES, Run, Stretch, unpack_all

# A chunk is read whole: small enough that a reader with a 1 MiB budget wastes little, large enough that the per-chunk
# cost (a row, a frame, a checksum: about 30 microseconds) vanishes.
MAX_EVENTS = 2_000
MAX_BYTES = 1 << 20

# One event may be larger than MAX_BYTES never (64 KiB at the door), so a plain chunk stays below this; a body that
# inflates beyond was not written by us.
PLAIN_LIMIT = 64 << 20

# Runs of fewer events than this are joined into one: a header of its own costs such a run more than copying it.
_SMALL = 16

_FORM = b"\x02"
_FORM_1 = b"\x00"
_LENGTH_BYTES = 4


class Chunk(NamedTuple):
    """One row of the table `chunks`."""

    first: int
    last: int
    hashes: bytes
    body: bytes
    checksum: bytes


def checksum(first: int, last: int, hashes: bytes, body: bytes) -> bytes:
    """16 bytes over everything a chunk row means."""
    digest = blake2b(b"%d %d " % (first, last), digest_size=HASH_BYTES)
    digest.update(hashes)
    digest.update(body)
    return digest.digest()


def pack(first: int, hashes: bytes, runs: Sequence[Run]) -> Chunk:
    """Make the chunk of `runs`, which take the positions from `first` on."""
    body = zstd.compress(_FORM + b"".join([run.pack() for run in runs]))
    last = first + sum([run.span for run in runs]) - 1
    return Chunk(first, last, hashes, body, checksum(first, last, hashes, body))


def unpack(chunk: Chunk) -> list[Stretch]:
    """What a chunk holds in position order; raises StorageDamaged when any byte is not as written."""
    if checksum(chunk.first, chunk.last, chunk.hashes, chunk.body) != chunk.checksum:
        raise StorageDamaged(f"chunk {chunk.first}-{chunk.last}: the checksum does not match")
    plain = zstd.decompress(chunk.body, limit=PLAIN_LIMIT)
    if plain[:1] == _FORM_1:
        return [Stretch.of(_form_1(chunk, plain), chunk.first, chunk.last)]
    if plain[:1] != _FORM:
        raise StorageDamaged(f"chunk {chunk.first}-{chunk.last}: form {plain[:1]!r} is not known")
    runs = list(unpack_all(plain, len(_FORM)))
    firsts = accumulate([run.span for run in runs], initial=chunk.first)
    return [Stretch(first, run) for first, run in zip(firsts, runs, strict=False)]


def events_of(stretches: Sequence[Stretch]) -> Iterator[Logged]:
    """The events of stretches, one after another."""
    return (event for stretch in stretches for event in stretch.events())


def gather(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of one chunk after another: within MAX_EVENTS and, unless it is a single event, MAX_BYTES."""
    gathered: list[Run] = []
    events = size = 0
    for run in _pieces(merged(runs)):
        if gathered and (events + len(run) > MAX_EVENTS or size + run.size > MAX_BYTES):
            yield gathered
            gathered, events, size = [], 0, 0
        gathered.append(run)
        events += len(run)
        size += run.size
    if gathered:
        yield gathered


def merged(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, small neighbours joined."""
    small: list[Run] = []
    for run in runs:
        if len(run) < _SMALL and run.at is None and run.span == run.count:
            small.append(run)
            continue
        if small:
            yield Run.joined(small)
            small = []
        yield run
    if small:
        yield Run.joined(small)


def _pieces(runs: Iterator[Run]) -> Iterator[Run]:
    """The runs, those too large for a chunk cut."""
    for run in runs:
        if len(run) <= MAX_EVENTS and run.size <= MAX_BYTES:
            yield run
        else:
            cuts = [0, *_cuts(list(map(len, run.columns.raw))), len(run)]
            yield from (run.cut(a, b) for a, b in pairwise(cuts))


def _cuts(sizes: Sequence[int]) -> Iterator[int]:
    """Where to cut a run of events of these sizes."""
    start = total = 0
    for index, size in enumerate(sizes):
        if index > start and (total + size > MAX_BYTES or index - start >= MAX_EVENTS):
            yield index
            start, total = index, 0
        total += size


def _form_1(chunk: Chunk, plain: bytes) -> list[Logged]:
    start = _LENGTH_BYTES + int.from_bytes(plain[:_LENGTH_BYTES], "big")
    header = jsontext.loads(plain[_LENGTH_BYTES:start])
    # An empty list is what an erasure of the whole chunk leaves.
    positions = header.get("position", range(chunk.first, chunk.last + 1))
    cuts = pairwise(accumulate(header["size"], initial=start))
    raws = [plain[a:b] for a, b in cuts]
    columns = header["overlay"], header["source"], header["id"], header["type"]
    return [Logged(*row) for row in zip(positions, raws, *columns, strict=True)]
