"""The chunk codec."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector import jsontext, zstd
from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog import chunks
from touchline_collector.eventlog.chunks import Chunk, checksum, events_of, gather, unpack
from touchline_collector.eventlog.reader import try_unpack
from touchline_collector.eventlog.records import Logged
from touchline_collector.eventlog.runs import Stretch, fingerprint

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
EVENTS = st.lists(st.tuples(st.binary(max_size=200), st.dictionaries(TEXT, TEXT, max_size=2), TEXT, TEXT, TEXT))


def logged(position: int, raw: bytes = b"{}") -> Logged:
    return Logged(position, raw, {}, "//s", f"e-{position}", "t")


def pack(first: int, last: int, hashes: bytes, events: list[Logged]) -> Chunk:
    return chunks.pack(first, hashes, [Stretch.of(events, first, last).run])


def events_in(chunk: Chunk) -> list[Logged]:
    return list(events_of(unpack(chunk)))


@given(EVENTS)
def test_a_chunk_gives_back_what_was_packed(rows: list[tuple]) -> None:
    """Every byte of every event returns, whatever it is."""
    events = [Logged(7 + index, *row) for index, row in enumerate(rows)]
    assert events_in(pack(7, 6 + len(events), b"h" * 16, events)) == events


def test_a_chunk_with_holes_keeps_the_positions() -> None:
    """After an erasure the survivors stay where they were."""
    left = [logged(3), logged(6)]
    assert [e.position for e in events_in(pack(1, 9, b"", left))] == [3, 6]


def test_an_erased_chunk_keeps_its_place() -> None:
    """A chunk of which nothing is left still covers its positions."""
    empty = pack(1, 9, b"", [])
    assert (empty.first, empty.last, events_in(empty)) == (1, 9, [])


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(1, 30), st.integers(40, 400))
def test_runs_become_chunks_within_their_bounds(counts: list[int], events: int, size: int) -> None:
    """However requests fall together, no event is lost or moved, and no chunk is larger than it may be."""
    runs, first = [], 1
    for count in counts:
        runs.append(
            Stretch.of([logged(p, b"x" * 10) for p in range(first, first + count)], first, first + count - 1).run
        )
        first += count
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "MAX_EVENTS", events)
        patch.setattr(chunks, "MAX_BYTES", size)
        gathered = list(gather(runs))
    assert all(sum(map(len, part)) <= events and sum(run.size for run in part) <= size for part in gathered)
    ids = [id_ for part in gathered for run in part for id_ in run.columns.id]
    assert ids == [f"e-{position}" for position in range(1, first)]


@pytest.mark.parametrize("positions", [[3, 4], [3, 5]], ids=str)
def test_a_chunk_of_the_first_form_is_read(positions: list[int]) -> None:
    """A log written before the columns of time, subject and channel goes on being delivered."""
    events = [logged(positions[0], b'{"a":1}'), logged(positions[1], b'{"b":2}')]
    header = {
        "source": ["//s", "//s"],
        "id": [event.id for event in events],
        "type": ["t", "t"],
        "overlay": [{}, {}],
        "size": [7, 7],
    }
    header |= {"position": positions} if positions == [3, 5] else {}
    head = jsontext.dumps(header)
    body = zstd.compress(len(head).to_bytes(4, "big") + head + b'{"a":1}{"b":2}')
    last = events[-1].position
    assert events_in(Chunk(3, last, b"", body, checksum(3, last, b"", body))) == events


def test_a_chunk_of_a_form_to_come_is_damage_and_no_crash() -> None:
    """What cannot be read is set aside with a reason."""
    body = zstd.compress(b"\x09rest")
    with pytest.raises(StorageDamaged, match="form"):
        unpack(Chunk(1, 1, b"", body, checksum(1, 1, b"", body)))


@pytest.mark.parametrize("part", ["first", "last", "hashes", "body", "checksum"])
def test_every_part_of_a_chunk_is_covered_by_its_checksum(part: str) -> None:
    """One changed bit anywhere, or a chunk in a wrong place, is found."""
    chunk = pack(1, 2, b"h" * 32, [logged(1), logged(2)])
    value = getattr(chunk, part)
    changed = value + 1 if isinstance(value, int) else bytes([value[0] ^ 1]) + value[1:]
    with pytest.raises(StorageDamaged):
        unpack(chunk._replace(**{part: changed}))


def test_rubbish_under_a_right_checksum_is_damage_too() -> None:
    """A reader never sees another error than StorageDamaged."""
    good = pack(1, 1, b"", [logged(1)])
    for body in (b"", b"rubbish", *map(zstd.compress, (b"", b"\x02rubbish", b"\x02\0\0\0\x02{}", b"\x02\0\0\0\x02[]"))):
        fake = Chunk(1, 1, b"", body, b"")
        assert isinstance(try_unpack(fake._replace(checksum=checksum(1, 1, b"", body))), StorageDamaged)
    found = try_unpack(good)
    assert not isinstance(found, StorageDamaged)
    assert list(events_of(found)) == [logged(1)]


def test_the_fingerprint_separates_source_and_id() -> None:
    """("a","bc") and ("ab","c") are two events."""
    assert fingerprint("a", "bc") != fingerprint("ab", "c")
