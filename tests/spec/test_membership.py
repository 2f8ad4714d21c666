"""Membership filters: never a member refused, strangers let through as seldom as promised, foreign bytes named."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline_spec import membership
from touchline_spec.membership import Filter, FilterError

EIDS = st.sets(st.binary(min_size=8, max_size=8), max_size=300)


@settings(deadline=None)
@given(EIDS, st.integers(0, 2**32 - 1))
def test_every_member_is_in_it_also_after_a_journey(eids: set[bytes], window: int) -> None:
    """Whatever the tokens are, and through its bytes."""
    made = membership.of(window, eids)
    again = Filter.decode(made.encode())
    assert (again.window, len(again)) == (window, len(eids))
    assert all(eid in made and eid in again for eid in eids)


@pytest.mark.parametrize("members", [1, 2, 3, 1000, 1024, 1025, 40_000])
def test_a_stranger_passes_less_than_once_in_a_hundred(members: int) -> None:
    """At any size; and a filter takes no more than two bytes a member."""
    dice = Random(members)  # noqa: S311 - made-up tokens
    made = membership.of(7, [dice.randbytes(8) for _ in range(members)])
    passed = sum(dice.randbytes(8) in made for _ in range(20_000))
    assert passed / 20_000 < 0.01
    assert len(made.encode()) <= 14 + 2 * members + 1


def test_an_empty_programme_lets_nobody_through() -> None:
    """And is a filter all the same."""
    empty = Filter.decode(membership.of(7, []).encode())
    assert bytes(8) not in empty
    assert len(empty) == 0


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_foreign_bytes_are_named(raw: bytes) -> None:
    """No input but a filter is taken, and none raises anything else."""
    for bytes_ in (raw, b"TLMF\x01" + raw):
        try:
            found = Filter.decode(bytes_)
        except FilterError:
            continue
        assert found.encode() == bytes_
