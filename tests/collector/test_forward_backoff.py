"""How long a sink is left alone after a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.forward.backoff import AFTER_CAP, BASE, CAP, FLOOR, wait


def longest(failures: int, after: float | None = None) -> float:
    return wait(failures, after, lambda: 1.0)


def test_the_bound_doubles_up_to_a_minute() -> None:
    """However many failures there were."""
    assert [longest(n) for n in (1, 2, 3, 4)] == [BASE, 2 * BASE, 4 * BASE, 8 * BASE]
    assert longest(8) == longest(10_000) == CAP == 60.0


@given(st.integers(1, 50), st.floats(0, 1))
def test_jitter_is_full(failures: int, drawn: float) -> None:
    """Anywhere from nothing to the bound, so that many collectors do not come back together; but never at once."""
    assert wait(failures, None, lambda: drawn) == pytest.approx(max(FLOOR, drawn * longest(failures)))


def test_what_the_sink_asks_for_is_a_minimum_and_has_an_end() -> None:
    """Beyond an hour a wrong clock is likelier than a plan."""
    assert longest(1, 40.0) == 40.0
    assert longest(10, 0.0) == CAP
    assert longest(1, 86_400.0) == AFTER_CAP == 3600.0
