"""Rates and gaps: what an operator reads of a radio's health."""

from __future__ import annotations

from touchline_beacon.rhythm import Rate, percentile


def test_a_rate_is_that_of_the_last_minute() -> None:
    """What was heard before counts no more."""
    rate = Rate()
    assert rate.value == 0
    rate.look(0, 0)
    assert rate.value == 0
    rate.look(10, 50)
    assert rate.value == 5
    for now in range(11, 200):
        rate.look(now, 50)
    assert rate.value == 0


def test_a_percentile_is_one_of_the_values() -> None:
    """Of no values there is none."""
    assert percentile([], 0.5) is None
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([3, 1, 2], 0.95) == 3
    assert percentile([7], 0.5) == 7
