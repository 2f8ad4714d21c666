"""Selecting whole runs by their columns."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.eventlog import NewEvent, Run, Stretch
from touchline_collector.forward.consent import ConsentRule
from touchline_collector.forward.ledger import State
from touchline_collector.forward.selection import Patterns, Selection
from touchline_collector.forward.snapshot import purposes, purposes_of
from touchline_collector.sinks.event import Event

TYPES = ["touchline.order.placed.v1", "touchline.page.viewed.v1", "com.acme.x.v1"]
SOURCES = ["//shop/web", "//till/1"]
CHANNELS = ["web", "pos", None]
OVERLAY = {"receivedtime": "2026-11-20T09:00:00.000000Z"}


def made(row: tuple[str, str, str | None, str | None, str]) -> NewEvent:
    type_, source, channel, consent, logged = row
    data = {"channel": channel, "consent": {"purposes": {"analytics": consent}}}
    event = {"source": source, "id": "e", "type": type_, "time": "2026-11-20T09:00:00Z", "data": data}
    if logged == "forged":
        event |= {"receivedtime": "2001-01-01T00:00:00Z"}
    facts = {} if logged == "unknown" else {"time": event["time"], "channel": channel}
    return NewEvent(json.dumps(event).encode(), source, "e", type_, OVERLAY, **facts)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.sampled_from(SOURCES),
        st.sampled_from(CHANNELS),
        st.sampled_from(["granted", "denied", None]),
        st.sampled_from(["known"] * 6 + ["unknown", "forged"]),
    ).map(made),
    min_size=1,
    max_size=12,
)
SELECTIONS = st.builds(
    Selection,
    st.sampled_from([(), ("touchline.order.*",), ("touchline.*", "com.*"), ("nothing",)]).map(Patterns),
    st.sampled_from([(), ("web",), ("*",)]).map(Patterns),
    st.sampled_from([(), ("//shop/*",)]).map(Patterns),
    st.sampled_from([(), ("analytics",)]).map(ConsentRule),
)


@given(ROWS, SELECTIONS)
def test_a_run_is_selected_as_its_events_would_be_one_by_one(rows: list[NewEvent], selection: Selection) -> None:
    """Whatever the filters, and whether the log knows the channel or the event has to be read."""
    events, unsent = selection.select(Stretch(5, Run.of(rows)))
    found: dict[int, bytes | State] = {event.position: event.body for event in events}
    found |= {position: state for state, positions in unsent.items() for position in positions}
    one_by_one: dict[int, bytes | State] = {}
    for position, row in enumerate(rows, 5):
        body = json.dumps({**json.loads(row.raw), **row.overlay}, separators=(",", ":")).encode()
        applied = selection.apply(Event(position, row.source, row.id, row.type, body))
        one_by_one[position] = applied.body if isinstance(applied, Event) else applied
    assert {p: json.loads(b) if isinstance(b, bytes) else b for p, b in found.items()} == {
        p: json.loads(b) if isinstance(b, bytes) else b for p, b in one_by_one.items()
    }
    assert [event.position for event in events] == sorted(event.position for event in events)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"data": None},
        {"data": 5},
        {"data": [1]},
        {"data": {}},
        {"data": {"consent": None}},
        {"data": {"consent": "granted"}},
        {"data": {"consent": {}}},
        {"data": {"consent": {"purposes": None}}},
        {"data": {"consent": {"purposes": ["analytics"]}}},
        {"data": {"consent": {"purposes": {"analytics": "granted", "odd": {"a": [1, None]}}}, "other": {"consent": 1}}},
        {
            "consent": {"purposes": {"analytics": "granted"}},
            "data": {"ext": {"consent": {"purposes": {"a": "granted"}}}},
        },
    ],
    ids=str,
)
def test_the_snapshot_is_what_decoding_the_event_would_find(event: dict[str, Any]) -> None:
    """Only `data.consent.purposes`, whatever else bears the name, and nothing where it is of another shape."""
    assert purposes(json.dumps(event).encode()) == purposes_of(event.get("data"))
