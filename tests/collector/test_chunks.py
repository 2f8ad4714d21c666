"""The chunk codec."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.errors import StorageDamaged
from touchline_collector.eventlog.chunks import Chunk, checksum, fingerprint, pack, unpack
from touchline_collector.eventlog.reader import try_unpack
from touchline_collector.eventlog.records import Logged

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
EVENTS = st.lists(st.tuples(st.binary(max_size=200), st.dictionaries(TEXT, TEXT, max_size=2), TEXT, TEXT, TEXT))


def logged(position: int, raw: bytes = b"{}") -> Logged:
    return Logged(position, raw, {}, "//s", f"e-{position}", "t")


@given(EVENTS)
def test_a_chunk_gives_back_what_was_packed(rows: list[tuple]) -> None:
    """Every byte of every event returns, whatever it is."""
    events = [Logged(7 + index, *row) for index, row in enumerate(rows)]
    assert unpack(pack(7, 6 + len(events), b"h" * 16, events)) == events


def test_a_chunk_with_holes_keeps_the_positions() -> None:
    """After an erasure the survivors stay where they were."""
    left = [logged(3), logged(6)]
    assert [e.position for e in unpack(pack(1, 9, b"", left))] == [3, 6]


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
    for body in (b"", b"rubbish"):
        fake = Chunk(1, 1, b"", body, b"")
        assert isinstance(try_unpack(fake._replace(checksum=checksum(1, 1, b"", body))), StorageDamaged)
    assert try_unpack(good) == [logged(1)]


def test_the_fingerprint_separates_source_and_id() -> None:
    """("a","bc") and ("ab","c") are two events."""
    assert fingerprint("a", "bc") != fingerprint("ab", "c")
