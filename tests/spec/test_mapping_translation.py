"""The published mapping data is enough to translate: a reader of forty lines follows it and gets valid events."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from support import registry_source
from touchline_spec import Validator, event_type

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def translated(vendor: str, name: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return our event for a vendor's, by nothing but the published data and its page on how to read it."""
    mapped = json.loads((registry_source.ROOT / f"spec/mappings/{vendor}.json").read_bytes())
    found = mapped["from_vendor"][name][0]
    known = event_type(found["type"])
    assert known is not None
    data: dict[str, Any] = {"channel": "web", "identities": [{"type": "anonymous", "value": "a-18273645"}]}
    data |= found.get("where", {})
    for row in mapped["properties"][found["type"]]:
        for indices, value in values(payload, row["name"].split(".")):
            put(data, row["path"].split("."), list(indices), converted(row, value, payload))
    return {
        "specversion": "1.0",
        "id": "1",
        "source": "//shop.example.com/web",
        "type": known.type,
        "time": "2026-11-20T10:00:00Z",
        "datacontenttype": "application/json",
        "dataschema": known.dataschema,
        "data": data,
    }


def values(payload: Any, steps: list[str], indices: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Yield every value at a path, with the indices of the lists it was reached through."""
    if not steps:
        yield indices, payload
        return
    here = payload.get(steps[0].removesuffix("[]"))
    if steps[0].endswith("[]"):
        for index, entry in enumerate(here or []):
            yield from values(entry, steps[1:], (*indices, index))
    elif here is not None:
        yield from values(here, steps[1:], indices)


def put(data: dict[str, Any], steps: list[str], indices: list[int], value: Any) -> None:
    here: Any = data
    for step in steps[:-1]:
        if step.endswith("[]"):
            entries = here.setdefault(step.removesuffix("[]"), [])
            index = indices.pop(0) if indices else 0
            entries.extend({} for _ in range(index + 1 - len(entries)))
            here = entries[index]
        else:
            here = here.setdefault(step, {})
    here[steps[-1]] = value


def converted(row: Mapping[str, Any], value: Any, payload: Mapping[str, Any]) -> Any:
    if row["type"] == "money":
        currency = next(found for _, found in values(payload, row["currency"].split(".")))
        return {"amount": str(value), "currency": currency}
    return str(value) if row["type"] in {"decimal", "id", "label"} else value


# As the vendors' own references show them, with our goods.
RECEIVED = {
    "a Segment order": (
        "segment",
        "Order Completed",
        {
            "checkout_id": "fksdjfsdjfisjf9sdfjsd9f",
            "order_id": "50314b8e9bcf000000000000",
            "affiliation": "Lampenladen",
            "subtotal": 22.5,
            "total": 27.5,
            "shipping": 3,
            "tax": 2,
            "discount": 2.5,
            "coupon": "HERBST10",
            "currency": "EUR",
            "products": [
                {"product_id": "DE-1180", "sku": "45790-32", "name": "Stehlampe", "price": 19.5, "quantity": 1},
                {"product_id": "DE-77", "name": "Glühbirne", "price": 3, "quantity": 1, "category": "Leuchtmittel"},
            ],
        },
        {
            "order_id": "50314b8e9bcf000000000000",
            "total": {"amount": "27.5", "currency": "EUR"},
            "items": [
                {
                    "product_id": "DE-1180",
                    "sku": "45790-32",
                    "name": "Stehlampe",
                    "price": {"amount": "19.5", "currency": "EUR"},
                    "quantity": "1",
                },
                {
                    "product_id": "DE-77",
                    "name": "Glühbirne",
                    "category": "Leuchtmittel",
                    "price": {"amount": "3", "currency": "EUR"},
                    "quantity": "1",
                },
            ],
        },
    ),
    "a Segment product, flat in its properties": (
        "segment",
        "Product Added",
        {"cart_id": "c-1", "product_id": "DE-77", "name": "Glühbirne", "price": 3, "currency": "EUR", "quantity": 2},
        {
            "cart_id": "c-1",
            "items": [
                {
                    "product_id": "DE-77",
                    "name": "Glühbirne",
                    "price": {"amount": "3", "currency": "EUR"},
                    "quantity": "2",
                }
            ],
        },
    ),
    "a message that a machine opened": (
        "segment",
        "Email Machine Opened",
        {"email_id": "18vzF7u3z", "email_subject": "First shirt on us!"},
        {"message_id": "18vzF7u3z", "medium": "email", "machine_open": True, "message_title": "First shirt on us!"},
    ),
    "a GA4 purchase": (
        "ga4",
        "purchase",
        {
            "transaction_id": "T_12345",
            "value": 5480,
            "tax": 498,
            "currency": "JPY",
            "items": [{"item_id": "JP-4471", "item_name": "卓上ランプ", "index": 0, "price": 5480, "quantity": 1}],
        },
        {
            "order_id": "T_12345",
            "total": {"amount": "5480", "currency": "JPY"},
            "items": [
                {
                    "product_id": "JP-4471",
                    "name": "卓上ランプ",
                    "position": 0,
                    "price": {"amount": "5480", "currency": "JPY"},
                    "quantity": "1",
                }
            ],
        },
    ),
    "a member of a GA4 group": (
        "ga4",
        "join_group",
        {"group_id": "G_12345"},
        {"group_id": "G_12345"},
    ),
    "a Snowplow transaction with its entities": (
        "snowplow",
        "snowplow_ecommerce_action:transaction",
        {
            "transaction": {
                "transaction_id": "TtlZ3b",
                "currency": "EUR",
                "payment_method": "invoice",
                "revenue": 13,
                "total_quantity": 1,
                "shipping": 1,
            },
            "product": [{"id": "1236", "category": "Hats", "price": 12, "currency": "EUR", "quantity": 1}],
        },
        {
            "order_id": "TtlZ3b",
            "total": {"amount": "13", "currency": "EUR"},
            "shipping": {"amount": "1", "currency": "EUR"},
            "payment_method": "invoice",
            "items": [
                {
                    "product_id": "1236",
                    "category": "Hats",
                    "price": {"amount": "12", "currency": "EUR"},
                    "quantity": "1",
                }
            ],
        },
    ),
    "a RudderStack wish": (
        "rudderstack",
        "Product Added to Wishlist",
        {"wishlist_id": "74fkdjfl0jfdkdj29j030", "product_id": "DE-2210", "price": 149, "currency": "EUR"},
        {
            "wishlist_id": "74fkdjfl0jfdkdj29j030",
            "product": {"product_id": "DE-2210", "price": {"amount": "149", "currency": "EUR"}},
        },
    ),
}


@pytest.mark.parametrize("received", RECEIVED)
def test_a_vendors_event_becomes_ours(received: str) -> None:
    """Names, lists, flat members, money and what a name stands for: all follow from the data alone."""
    vendor, name, payload, expected = RECEIVED[received]
    event = translated(vendor, name, payload)
    assert {key: event["data"].get(key) for key in expected} == expected
    assert [each for each in Validator(mode="strict").check(event, now=NOW) if each.level == "error"] == []
