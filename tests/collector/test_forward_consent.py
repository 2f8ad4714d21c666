"""Which events a sink may have, and what remains of those it may have without a person in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from support.lanes import event, logged, select
from touchline_collector import jsontext
from touchline_collector.forward.consent import ConsentRule, Judgement, OnMissing
from touchline_collector.forward.ledger import State
from touchline_collector.forward.selection import Patterns, Selection
from touchline_collector.forward.stripping import classifier, strip, tree_of
from touchline_collector.overlay import Merger
from touchline_collector.sinks.event import Event
from touchline_spec import CustomTypes

STRIP = ConsentRule(("analytics",), OnMissing.STRIP, classifier())
DROP = ConsentRule(("analytics",))
ORDER = "touchline.order.placed.v1"


def purposes(**states: str) -> dict[str, Any]:
    return {"consent": {"purposes": states}}


@pytest.mark.parametrize(
    ("data", "dropping", "stripping"),
    [
        (purposes(analytics="granted"), Judgement.DELIVER, Judgement.DELIVER),
        (purposes(analytics="not_required"), Judgement.DELIVER, Judgement.DELIVER),
        (purposes(analytics="unknown"), Judgement.WITHHOLD, Judgement.STRIP),
        (purposes(advertising="granted"), Judgement.WITHHOLD, Judgement.STRIP),
        ({}, Judgement.WITHHOLD, Judgement.STRIP),
        ({"consent": "yes"}, Judgement.WITHHOLD, Judgement.STRIP),
        ({"consent": {"purposes": ["analytics"]}}, Judgement.WITHHOLD, Judgement.STRIP),
        (purposes(analytics="denied"), Judgement.WITHHOLD, Judgement.WITHHOLD),
        (purposes(analytics="GRANTED"), Judgement.WITHHOLD, Judgement.STRIP),
    ],
)
def test_the_events_own_snapshot_decides(data: dict[str, Any], dropping: Judgement, stripping: Judgement) -> None:
    """Absent and unknown are not granted; a denial always withholds."""
    assert DROP.judge(ORDER, data) is dropping
    assert STRIP.judge(ORDER, data) is stripping


def test_every_required_purpose_must_be_granted() -> None:
    """One denial outweighs any grant."""
    both = ConsentRule(("analytics", "advertising"), OnMissing.STRIP)
    assert both.judge(ORDER, purposes(analytics="granted", advertising="granted")) is Judgement.DELIVER
    assert both.judge(ORDER, purposes(analytics="granted")) is Judgement.STRIP
    assert both.judge(ORDER, purposes(advertising="denied")) is Judgement.WITHHOLD


@pytest.mark.parametrize(
    "type_",
    ["touchline.consent.updated.v1", "touchline.identity.unlinked.v1", "touchline.identity.erasure_requested.v1"],
)
@pytest.mark.parametrize("rule", [DROP, STRIP])
def test_the_end_of_a_grant_always_arrives(type_: str, rule: ConsentRule) -> None:
    """Never withheld, never stripped; filters still apply."""
    sent = select(Selection(consent=rule), logged(1, type_, b'{"consent":{"purposes":{"analytics":"denied"}}}'))
    assert isinstance(sent, Event)
    assert b"denied" in sent.body
    assert select(Selection(types=Patterns(["*.order.*"]), consent=rule), logged(1, type_)) is State.FILTERED


FULL = {
    "specversion": "1.0",
    "id": "e-1",
    "source": "//s",
    "type": ORDER,
    "time": "2026-11-20T10:00:00Z",
    "recordedtime": "2026-11-20T10:00:00Z",
    "receivedtime": "2026-11-20T10:00:01Z",
    "adjustedtime": "2026-11-20T09:59:00Z",
    "datacontenttype": "application/json",
    "dataschema": "urn:touchline:schema:order.placed:1.0",
    "subject": "O-1",
    "sequence": "7",
    "causationid": "c-2",
    "partitionkey": "u-1",
    "correlationid": "c-1",
    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "sampledrate": 1,
    "myextension": "secret",
    "data": {
        "channel": "web",
        "identities": [{"type": "user", "value": "u-1"}],
        "consent": {"purposes": {"analytics": "unknown"}},
        "session": {"id": "s-1", "number": 3},
        "page": {"url": "https://shop.example.com/p/1?token=abc#me", "unknown": 1},
        "campaign": {
            "source": "news",
            "click_ids": {"gclid": {"value": "EAIa", "captured_at": "2026-11-01T08:00:00Z"}},
        },
        "location": {"store": {"id": "42"}, "position": {"latitude": 1.0, "longitude": 2.0}},
        "ext": {"com.acme": {"x": 1}},
        "order_id": "O-1",
        "total": {"amount": "19.99", "currency": "EUR"},
        "items": [
            {
                "product_id": "P-1",
                "serial_number": "SN-1",
                "price": {"amount": "19.99", "currency": "EUR"},
                "note": "x",
            },
            {"serial_number": "SN-2"},
        ],
        "coupon": {"who": "knows"},
        "invented": "Jane Doe",
    },
}


def test_what_remains_says_nothing_about_a_person() -> None:
    """Only classified leaves below pseudonymous survive, at every depth; URLs lose query and fragment."""
    given = Event(1, "//s", "e-1", ORDER, json.dumps(FULL).encode())
    before = json.loads(given.body)
    stripped = STRIP.strip(given)
    assert stripped
    assert json.loads(stripped.body) == {
        **{name: FULL[name] for name in ("specversion", "id", "source", "type", "time", "receivedtime")},
        **{name: FULL[name] for name in ("recordedtime", "adjustedtime")},
        **{name: FULL[name] for name in ("datacontenttype", "dataschema", "sampledrate")},
        "data": {
            "channel": "web",
            "consent": {"purposes": {"analytics": "unknown"}},
            "session": {"number": 3},
            "page": {"url": "https://shop.example.com/p/1"},
            "campaign": {"source": "news"},
            "location": {"store": {"id": "42"}},
            "total": {"amount": "19.99", "currency": "EUR"},
            "items": [{"product_id": "P-1", "price": {"amount": "19.99", "currency": "EUR"}}],
        },
    }
    assert given.decoded == before


def test_a_type_nobody_classified_is_withheld() -> None:
    """A third party's event without a schema says nothing about its fields."""
    selection = Selection(consent=STRIP)
    assert select(selection, logged(1, "com.acme.kiosk.poured.v1", b'{"size":"L"}')) is State.WITHHELD


def test_a_custom_schema_classifies_its_fields() -> None:
    """By `x-touchline-class`; what it leaves out goes."""
    schema = {
        "x-touchline-type": "com.acme.kiosk.poured.v1",
        "type": "object",
        "properties": {
            "size": {"type": "string", "x-touchline-class": "operational"},
            "who": {"type": "string", "x-touchline-class": "personal"},
            "other": {"type": "string"},
        },
    }
    rule = ConsentRule(("analytics",), OnMissing.STRIP, classifier(CustomTypes({"com.acme.kiosk.poured.v1": schema})))
    data = b'{"size":"L","who":"Jane","other":"x","channel":"kiosk"}'
    sent = select(Selection(consent=rule), logged(1, "com.acme.kiosk.poured.v1", data))
    assert isinstance(sent, Event)
    assert sent.data == {"size": "L", "channel": "kiosk"}


@pytest.mark.parametrize(
    ("rule", "type_", "data", "sentence"),
    [
        (DROP, ORDER, purposes(analytics="granted"), "delivered"),
        (DROP, ORDER, {}, "withheld: analytics is absent"),
        (STRIP, ORDER, purposes(analytics="unknown"), "delivered without identities: analytics is unknown"),
        (
            STRIP,
            "com.acme.x.v1",
            {},
            "withheld: analytics is absent, and no schema classifies the fields of com.acme.x.v1",
        ),
        (DROP, "touchline.consent.updated.v1", {}, "delivered: this type is never withheld"),
    ],
)
def test_the_rule_explains_itself(rule: ConsentRule, type_: str, data: dict[str, Any], sentence: str) -> None:
    """In one sentence."""
    assert Selection(consent=rule).explain(event(1, type_, jsontext.dumps(data))) == sentence


def test_filters_explain_themselves() -> None:
    """Type, source and channel, each with the patterns it did not match."""
    given = event(1, ORDER, b'{"channel":"web"}')
    assert "matches none of types = ['*.page.*']" in Selection(types=Patterns(["*.page.*"])).explain(given)
    assert "matches none of sources" in Selection(sources=Patterns(["//till/*"])).explain(given)
    assert "channel web matches none of channels" in Selection(channels=Patterns(["pos"])).explain(given)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1}',
        b'{"a":1}\n',
        b'{ "a" : 1 }  ',
        b'{"a":1,"receivedtime":"forged"}',
        b'{"a":1,"\\u0072eceivedtime":"forged"}',
    ],
)
def test_the_collectors_attributes_win(raw: bytes) -> None:
    """Merged into the received bytes without parsing where that is safe."""
    overlay = {"receivedtime": "2026-11-20T09:00:00Z", "adjustedtime": "2026-11-20T09:00:00Z"}
    merge = Merger()
    for _ in range(2):
        assert jsontext.loads(merge(raw, dict(overlay))) == {"a": 1, **overlay}
    assert jsontext.loads(merge(raw, {"receivedtime": "other"})) == {"a": 1, "receivedtime": "other"}
    assert merge(raw, {}) == raw


def test_a_name_that_must_go_is_not_saved_by_its_neighbours() -> None:
    """`*` speaks for the names that are not named."""
    tree = tree_of({"/map/*": "operational", "/map/secret": "personal", "/list/*/a": "contextual"})
    data = {"map": {"x": 1, "secret": 2, "deep": {"y": 1}}, "list": [{"a": 1, "b": 2}, 5], "other": 1}
    assert strip({"data": data}, tree) == {"data": {"map": {"x": 1}, "list": [{"a": 1}]}}
