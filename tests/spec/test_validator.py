"""What a good event passes and a bad one is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from support.touchpoints import order
from touchline_spec import Validator, validate

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def without(event: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in event.items() if key != name}


def found(event: dict[str, Any], **options: Any) -> set[tuple[str, str]]:
    return {(finding.rule, finding.pointer) for finding in validate(event, now=NOW, **options)}


def test_a_good_event_has_no_findings() -> None:
    """Nothing is said of an event that keeps every rule, in either mode."""
    assert not found(order())
    assert not found(order(), mode="strict")


BAD: dict[str, tuple[Callable[[], dict[str, Any]], tuple[str, str]]] = {
    "a wrong type": (lambda: order(order_id=7), ("data.type", "/data/order_id")),
    "an unknown event type": (
        lambda: order() | {"type": "touchline.order.plced.v1"},
        ("type.unknown", "/type"),
    ),
    "a 70 KiB event": (lambda: order(note="x" * 70 * 1024), ("event.size", "")),
    "a naive timestamp": (lambda: order() | {"time": "2026-11-20T10:00:00"}, ("envelope.time.naive", "/time")),
    "an impossible date": (lambda: order() | {"time": "2026-02-30T10:00:00Z"}, ("envelope.time", "/time")),
    "a JSON-number amount": (
        lambda: order(total={"amount": 19.99, "currency": "EUR"}),
        ("money.amount", "/data/total/amount"),
    ),
    "a raw e-mail where a hash belongs": (
        lambda: order(identities=[{"type": "email_hash", "value": "jane@example.com", "recipe": "email.plain"}]),
        ("identity.raw_email", "/data/identities/0/value"),
    ),
    "a raw e-mail in a private field": (
        lambda: order(ext={"com.example.shop": {"customerEmail": "jane@example.com"}}),
        ("contact.raw_email", "/data/ext/com.example.shop/customerEmail"),
    ),
    "a junk identifier": (
        lambda: order(identities=[{"type": "user", "value": "null"}]),
        ("identity.junk", "/data/identities/0/value"),
    ),
    "no time": (lambda: without(order(), "time"), ("envelope.time", "")),
    "data in base64": (lambda: order() | {"data_base64": "e30="}, ("envelope.data_base64", "/data_base64")),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_named_finding(name: str) -> None:
    """Every mistake has its own rule and the place where it was made."""
    make, expected = BAD[name]
    assert expected in found(make())


def test_every_absent_member_is_named() -> None:
    """All of one object at once: nobody mends an event one member a try."""
    bare = {name: order()[name] for name in order() if name != "id"} | {"data": {"channel": "web", "items": [{}]}}
    assert {(finding.pointer, finding.message) for finding in validate(bare)} == {
        ("", "id is missing"),
        ("/data", "order_id is missing"),
        ("/data", "total is missing"),
        ("/data/items/0", "product_id is missing"),
        ("/data/items/0", "quantity is missing"),
    }


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({"type": "order.placed"}, "did you mean touchline.order.placed.v1?"),
        ({"type": "touchline.order.placed"}, "did you mean touchline.order.placed.v1?"),
        ({"dataschema": "order.placed"}, 'expected "urn:touchline:schema:order.placed:1.0" for this type'),
        (
            {"time": 1763632800},
            'expected an RFC 3339 timestamp such as "2026-11-20T10:00:00.123+01:00", got 1763632800',
        ),
        ({"time": "20.11.2026"}, "expected RFC 3339 with an offset, such as 2026-11-20T10:00:00.123+01:00"),
        ({"subject": ""}, "the value is empty"),
    ],
)
def test_a_message_says_what_was_expected(attributes: dict[str, Any], said: str) -> None:
    """With an example of it, where the form is not plain."""
    (finding,) = validate(order() | attributes)
    assert finding.message.endswith(said)


def test_findings_never_quote_contact_data() -> None:
    """The message of a raw address must not carry the address into a log."""
    event = order(identities=[{"type": "user", "value": "jane@example.com"}], order_id={"email": "jane@example.com"})
    event["subject"] = "jane@example.com"
    assert "jane" not in json.dumps([finding.as_dict() for finding in validate(event, now=NOW)])


def test_a_misspelt_field_is_asked_about_in_strict_mode_and_passes_in_open_mode() -> None:
    event = order(coupn="AUTUMN")
    assert not found(event)
    (finding,) = validate(event, mode="strict", now=NOW)
    assert finding.pointer == "/data/coupn"
    assert "did you mean coupon?" in finding.message


def test_received_bytes_tell_what_decoding_hides() -> None:
    """Integers outside 64 bits, U+0000, NaN, half surrogates and depth are found in the bytes."""
    text = json.dumps(order(note=0))
    cases = {
        "json.integer": text.replace('"note": 0', '"note": 18446744073709551616'),
        "json.nul": text.replace('"note": 0', '"note": "\\u0000"'),
        "json.nan": text.replace('"note": 0', '"note": NaN'),
        "json.surrogate": text.replace('"note": 0', '"note": "\\ud83d"'),
        "json.depth": text.replace('"note": 0', f'"note": {"[" * 40}{"]" * 40}'),
    }
    validator = Validator()
    for rule, raw in cases.items():
        assert rule in {finding.rule for finding in validator.check_bytes(raw.encode(), now=NOW).findings}
    assert not validator.check_bytes(text.replace('"note": 0', '"note": "\\\\u0000"').encode(), now=NOW).findings
