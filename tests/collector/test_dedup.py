"""The dedup window."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.eventlog.dedup import DedupWindow


def packed(numbers: range) -> bytes:
    return b"".join(number.to_bytes(16, "big") for number in numbers)


@given(size=st.integers(1, 30), cuts=st.lists(st.integers(1, 12), max_size=30))
def test_the_window_holds_at_least_its_size_and_no_chunk_more(size: int, cuts: list[int]) -> None:
    """The newest `size` ids are known whatever the chunks; what is forgotten is a whole chunk beyond them."""
    window = DedupWindow(size)
    edges = [0, *[sum(cuts[: n + 1]) for n in range(len(cuts))]]
    for start, stop in pairwise(edges):
        window.add(packed(range(start, stop)))
    total = edges[-1]
    known = [n for n in range(total) if n.to_bytes(16, "big") in window]
    assert known == list(range(total - len(known), total))
    assert len(known) == len(window) >= min(size, total)
    assert len(known) < size + max(cuts, default=0)
