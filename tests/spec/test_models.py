"""Typed events: strict in what they take, plain in what they give."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from touchline_spec import Validator, event_types, events, schema_of
from touchline_spec.models import Identity, LineItem, Location, ModelError, Money, Store

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_event_becomes_plain_data() -> None:
    """What was not given is absent, and nested shapes are dictionaries."""
    event = events.OrderPlaced(
        order_id="O-1",
        total=Money("19.99", "EUR"),
        items=[LineItem(product_id="P-1", quantity="1", price=Money(Decimal("19.99"), "EUR"))],
        identities=[Identity.user("u-1")],
    )
    assert event.TYPE == "touchline.order.placed.v1"
    assert event.DATASCHEMA == "urn:touchline:schema:order.placed:1.0"
    assert event.to_data() == {
        "order_id": "O-1",
        "total": {"amount": "19.99", "currency": "EUR"},
        "items": [{"product_id": "P-1", "quantity": "1", "price": {"amount": "19.99", "currency": "EUR"}}],
        "identities": [{"type": "user", "value": "u-1"}],
    }


def test_a_datetime_is_taken_for_a_timestamp_and_a_naive_one_is_not() -> None:
    issued = events.HandoffIssued(handoff_ref="h-1", carrier="qr", expires_at=NOW)
    assert issued.to_data()["expires_at"] == "2026-11-20T12:00:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        events.HandoffIssued(handoff_ref="h-1", carrier="qr", expires_at=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("amount", [19.99, 19, "19,99", "1e3", "19.99\n", "", "+1", True])
def test_money_takes_decimal_text_only(amount: object) -> None:
    """Nothing is rounded or guessed."""
    with pytest.raises(ValueError, match="Money"):
        Money(amount, "EUR")


def test_money_has_no_default_currency() -> None:
    with pytest.raises(ValueError, match="currency"):
        Money("19.99")


def test_identities_are_hashed_by_name() -> None:
    email = Identity.email("  Jane@Example.com ")
    assert (email.type, email.recipe) == ("email_hash", "email.plain")
    assert email.value == "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d"
    assert Identity.phone("+12345678901", recipe="phone.uid2").value == "EObwtHBUqDNZR33LNSMdtt5cafsYFuGmuY4ZLenlue4="


@pytest.mark.parametrize("value", ["null", "00000000-0000-0000-0000-000000000000", "-1", "jane@example.com"])
def test_an_identity_that_is_none_is_refused(value: str) -> None:
    """Junk and raw addresses are refused where they are made, and not repeated in the message."""
    with pytest.raises(ValueError, match="Identity") as caught:
        Identity.user(value)
    assert "jane" not in str(caught.value)


def test_received_data_must_have_its_groups() -> None:
    """At construction groups may be left to the context; received data must be complete."""
    assert events.VisitStarted(location=Location(store=Store(id="s-1"))).missing() == ("channel",)
    assert events.VisitStarted(channel="store").missing() == ("location", "location.store")
    with pytest.raises(ModelError, match="location"):
        events.VisitStarted.from_data({"channel": "store"})


def test_every_event_type_has_a_class() -> None:
    """The classes are the vocabulary, no more and no less."""
    classes = [getattr(events, name) for name in dir(events) if name != "EventModel"]
    assert {each.TYPE: each.DATASCHEMA for each in classes} == {each.type: each.dataschema for each in event_types()}


def test_every_published_example_passes_everywhere() -> None:
    """The example of each event type passes validation in both modes and its model."""
    validators = [Validator("open"), Validator("strict")]
    for name in dir(events):
        if name == "EventModel":
            continue
        kind = getattr(events, name)
        data = schema_of(kind.TYPE, "open")["properties"]["data"]["examples"][0]
        event = {
            "specversion": "1.0",
            "id": "0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77",
            "source": "//shop.example.com/web",
            "type": kind.TYPE,
            "time": "2026-11-20T10:00:00.123+01:00",
            "datacontenttype": "application/json",
            "dataschema": kind.DATASCHEMA,
            "data": data,
        }
        for validator in validators:
            assert not validator.check(event, now=NOW), kind.TYPE
        assert kind.from_data(json.loads(json.dumps(data))).to_data() == data
