"""The size of batches, for sinks of every pace."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.forward.sizing import LONGEST, Sizing
from touchline_collector.sinks.base import Limits

LIMITS = Limits(events=20_000)
Pace = Callable[[int], float]


def settled(pace: Pace, *, limits: Limits = LIMITS, writes: int = 60, sizing: Sizing | None = None) -> list[int]:
    """The sizes of the last twenty of so many full batches, each written in the seconds that `pace` says."""
    sizing = sizing or Sizing(limits)
    sizes = []
    for _ in range(writes):
        sizes.append(sizing.size)
        sizing.wrote(sizing.size, pace(sizing.size))
    return sizes[-20:]


def test_a_fast_sink_gets_the_largest_batches() -> None:
    """Ten microseconds an event."""
    assert set(settled(lambda count: count * 1e-5)) == {LIMITS.events}


@pytest.mark.parametrize("each", [0.001, 0.01, 0.1])
def test_a_sink_that_is_slow_by_the_event_gets_batches_of_about_the_target(each: float) -> None:
    """None takes longer than twice the target, unless one event does."""
    assert all(size * each <= max(each * 2, 2 * LIMITS.target) for size in settled(lambda count: count * each))


@pytest.mark.parametrize("fixed", [0.6, 1.0, 2.0, 5.0])
def test_a_sink_whose_every_write_is_slow_gets_large_batches(fixed: float) -> None:
    """A load, or an answer that takes a second whatever it holds: single events would make it no faster."""
    sizes = settled(lambda count: fixed + count * 1e-4, limits=Limits(events=1_000_000))
    events, seconds = sum(sizes), sum(fixed + size * 1e-4 for size in sizes)
    assert events / seconds > 0.4 * 1e4
    assert max(fixed + size * 1e-4 for size in sizes) <= fixed + 2 * LONGEST


def test_a_sink_brought_down_to_single_events_comes_back() -> None:
    """Failures halve too; what was slow at one event is tried with two."""
    sizing = Sizing(LIMITS)
    for _ in range(20):
        sizing.smaller()
    assert sizing.size == 1
    assert min(settled(lambda count: 1.0 + count * 1e-4, sizing=sizing)) > 1000


def test_single_events_that_take_long_say_nothing_of_the_number() -> None:
    """A quiet shop's events come one by one; when many come at once, they go at once."""
    sizing = Sizing(LIMITS)
    before = sizing.size
    for _ in range(20):
        sizing.wrote(1, 1.0)
    assert sizing.size == before


def test_one_slow_write_is_not_remembered() -> None:
    """A restart of the store in between."""
    sizing = Sizing(LIMITS)
    for seconds in (3.0, 3.0, 0.01):
        sizing.wrote(sizing.size, seconds)
    assert sizing.fixed <= 0.01


@given(st.lists(st.tuples(st.integers(1, 30_000), st.floats(0, 100)), max_size=50))
def test_a_batch_always_holds_something_and_never_too_much(writes: list[tuple[int, float]]) -> None:
    """Whatever the sink's times are."""
    sizing = Sizing(LIMITS)
    for count, seconds in writes:
        sizing.wrote(count, seconds)
        assert 1 <= sizing.size <= LIMITS.events
        assert 0 <= sizing.fixed <= seconds
