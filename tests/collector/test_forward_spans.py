"""The set of positions."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.forward.spans import Spans

runs = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 6)).map(lambda p: (p[0], p[0] + p[1])), max_size=20)


@given(runs)
def test_it_holds_what_a_set_would(added: list[tuple[int, int]]) -> None:
    """Whatever the order and overlap of the runs."""
    spans = Spans(added)
    model = {position for first, last in added for position in range(first, last + 1)}
    assert {p for p in range(60) if p in spans} == model
    assert spans.count == len(model)


@given(runs)
def test_runs_stay_apart_and_sorted(added: list[tuple[int, int]]) -> None:
    """Neighbours are joined, so that a set of a million contiguous positions is one pair."""
    kept = list(Spans(added))
    assert all(a[1] + 1 < b[0] for a, b in pairwise(kept))


@given(runs, st.integers(0, 40))
def test_what_joins_the_cursor_moves_it(added: list[tuple[int, int]], cursor: int) -> None:
    """The cursor stops before the first position that is missing."""
    model = {position for first, last in added for position in range(first, last + 1)}
    spans = Spans(added)
    expected = cursor
    while expected + 1 in model:
        expected += 1
    assert spans.pop_next_to(cursor) == expected
    assert all(first > expected for first, _ in spans)


@given(st.sets(st.integers(1, 60)))
def test_ascending_positions_become_their_runs(positions: set[int]) -> None:
    """`of` and `add` agree."""
    assert Spans.of(sorted(positions)) == Spans((p, p) for p in positions)
