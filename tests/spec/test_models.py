"""Typed events: strict in what they take, plain in what they give."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from touchline_spec import Validator, event_types, events, schema_of
from touchline_spec.models import Consent, Identity, LineItem, Location, ModelError, Money, Page, Product, Store

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


LINE = LineItem(product_id="P-1", quantity="1")
PRICE = Money("19.99", "EUR")
MISTAKES: dict[str, tuple[Callable[[], object], str]] = {
    "comma": (lambda: Money("19,99", "EUR"), 'Money.amount: "19,99": expected decimal text such as "19.99"'),
    "float": (lambda: Money(19.99, "EUR"), 'Money.amount: expected decimal text such as "19.99", got 19.99'),  # type: ignore[arg-type]
    "currency": (lambda: Money("1", "eur"), 'Money.currency: "eur": expected an ISO 4217 code such as "EUR"'),
    "absent": (Product, "Product: product_id is missing"),
    "misspelt": (
        lambda: events.OrderPlaced(order_id="O-1", totl=PRICE, items=[LINE]),  # type: ignore[call-arg]
        'OrderPlaced: total is missing; found "totl", did you mean total?; OrderPlaced.totl: "totl" is',
    ),
    "empty": (
        lambda: events.OrderPlaced(order_id="O-1", total=PRICE, items=[]),
        "OrderPlaced.items: an array is empty",
    ),
    "range": (lambda: Product(product_id="P-1", position=-1), "Product.position: -1: expected 0 or more"),
    "choice": (
        lambda: Consent(purposes={"analytics": "yes"}),
        'Consent.purposes.analytics: "yes": expected one of granted, denied, unknown, not_required',
    ),
    "text": (
        lambda: Product(product_id="P-1", price="1 EUR"),  # type: ignore[arg-type]
        'Product.price: expected money such as {"amount": "19.99", "currency": "EUR"}, got "1 EUR"',
    ),
    "within": (
        lambda: Product(product_id="P-1", price={"amount": "x", "currency": "EUR"}),
        'Product.price.amount: "x": expected decimal text such as "19.99"',
    ),
    "in a list": (
        lambda: events.OrderPlaced(order_id="O-1", total=PRICE, items=[{"product_id": "P-1", "quantity": 1}]),
        'OrderPlaced.items[0].quantity: expected decimal text such as "0.734", got 1',
    ),
    "form": (lambda: Page(url="a b"), 'Page.url: "a b": expected an absolute or relative URI reference without spaces'),
    "private": (lambda: Location(position={"latitude": 100, "longitude": 0}), "Location.position.latitude: the value"),
    "moment": (
        lambda: events.HandoffIssued(handoff_ref="h-1", carrier="qr", expires_at=NOW.replace(tzinfo=None)),
        "HandoffIssued.expires_at: expected a datetime with a time zone",
    ),
}


@pytest.mark.parametrize(("make", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_value_where_it_is_made(make: Callable[[], object], said: str) -> None:
    """Field, value and expectation, in the words of the full check; a value only where its class lets it be shown."""
    with pytest.raises(ModelError) as caught:
        make()
    assert str(caught.value).startswith(said)
    assert "pydantic" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - a task's failure travels


def test_an_instance_stays_as_it_was_made() -> None:
    """Setting a member is refused, and the message does not repeat what may be an address."""
    visitor = Identity.anonymous("a-1")
    with pytest.raises(AttributeError, match="Identity is frozen: value cannot be set") as caught:
        visitor.value = "jane@example.com"
    assert "jane" not in str(caught.value)
    with pytest.raises((AttributeError, ValueError)):
        del visitor.value
    assert copy.deepcopy(visitor) == pickle.loads(pickle.dumps(visitor)) == visitor  # noqa: S301 - our own bytes


def test_a_misspelt_event_is_asked_about() -> None:
    with pytest.raises(AttributeError, match="did you mean OrderPlaced"):
        events.OrderPlacd  # noqa: B018


def test_a_mistake_in_received_data_stands_at_its_pointer() -> None:
    with pytest.raises(ModelError) as caught:
        events.OrderPlaced.from_data({"order_id": 1, "total": {"amount": "x", "currency": "EUR"}, "items": [{}]})
    assert [(each.rule, each.pointer) for each in caught.value.findings] == [
        ("data.type", "/data/order_id"),
        ("data.required", "/data/items/0"),
        ("data.required", "/data/items/0"),
        ("money.amount", "/data/total/amount"),
    ]


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
