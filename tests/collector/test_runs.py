"""Runs: columns, their packed form, and their parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.logged import new_event, new_events
from touchline_collector.eventlog import Fates, NewEvent, Run, Stretch
from touchline_collector.eventlog.records import Appended
from touchline_collector.eventlog.runs import fingerprint

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
EVENTS = st.lists(
    st.builds(
        NewEvent,
        st.binary(max_size=30),
        TEXT,
        TEXT,
        TEXT,
        st.dictionaries(TEXT, TEXT, max_size=2),
        st.none() | TEXT,
        st.none() | TEXT,
        st.none() | TEXT,
    ),
    max_size=20,
)


def rows(run: Run) -> list[tuple[Any, ...]]:
    return list(zip(*run.columns, strict=True))


@given(EVENTS)
def test_a_packed_run_is_the_same_run(events: list[NewEvent]) -> None:
    """What one process packs, another reads: every column, the dedup keys, count and size."""
    run = Run.of(events)
    sent = Run.unpack(run.pack(), b"".join(run.hashes))
    assert (sent.count, sent.size, sent.span) == (run.count, run.size, run.span)  # before anything is decoded
    assert sent.pack() == run.pack()
    assert rows(sent) == rows(run)
    assert list(sent.hashes) == [fingerprint(event.source, event.id) for event in events]
    assert sent.plain == run.plain


def test_several_sinks_may_read_a_packed_run_at_once() -> None:
    """Whoever finds that it was decoded meanwhile takes what is there."""
    run = Run.of(new_events(3))
    sent = Run.unpack(run.pack(), b"".join(run.hashes))
    first = sent.columns
    assert sent._decode() is first
    assert Run.unpack(sent.pack(), b"".join(run.hashes)).columns == first


def test_a_run_that_came_with_other_hashes_is_refused() -> None:
    """A message cut short on its way cannot give an event the dedup key of its neighbour."""
    run = Run.of(new_events(3))
    with pytest.raises(ValueError, match="3 events came with 2 hashes"):
        _ = Run.unpack(run.pack(), b"".join(run.hashes[:2])).columns


@given(EVENTS, st.integers(0, 25), st.integers(0, 25), st.sampled_from([1, 3]))
def test_what_is_cut_from_a_stretch_keeps_its_positions(
    events: list[NewEvent], start: int, after: int, every: int
) -> None:
    """By index or by position, with or without holes."""
    run = Run.of(events)
    first = 10
    stretch = Stretch(first, run)
    if every > 1:
        left = [one for one in stretch.events() if one.position % every]
        stretch = Stretch.of(left, first, first + run.span - 1)
    held = list(stretch.events())
    assert list(stretch.cut(start, len(stretch)).events()) == held[start:]
    above = stretch.after(first - 5 + after)
    assert list(above.events()) == [one for one in held if one.position > first - 5 + after]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (b'{"id":"e"}', True),
        (b'{"id":"e","note":"a \\"quoted\\" word"}', True),
        (b'{"id":"e","receivedtime":"x"}', False),
        (b'{"id":"e","adjustedtime":"x"}', False),
        (b'{"id":"e","\\u0061djustedtime":"x"}', False),
        (b'{"id":"e","clientip":"x"}', False),
    ],
)
def test_a_name_of_the_collectors_is_noticed(*, raw: bytes, plain: bool) -> None:
    """In one event of a request is enough, escapes included, so that no attribute ever stands in an event twice."""
    overlay = {"receivedtime": "2026-11-20T09:00:00.000000Z", "clientip": "192.0.2.0"}
    run = Run.of([new_event(overlay=overlay), new_event("e-2", raw=raw, overlay=overlay)])
    assert run.plain is plain


def test_fates_are_told_one_by_one() -> None:
    """Duplicates take no position."""
    accepted = [Appended("accepted", 7), Appended("accepted", 8)]
    assert Fates(7, (0, 2)).each(4) == [Appended("duplicate", 0), accepted[0], Appended("duplicate", 0), accepted[1]]
