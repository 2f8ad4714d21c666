"""Complete events to start from: a test names only what it is about."""

from __future__ import annotations

from typing import Any


def order(**changes: Any) -> dict[str, Any]:
    """A complete placed order as the design shows it; keyword arguments replace members of `data`."""
    data = {
        "channel": "web",
        "identities": [{"type": "anonymous", "value": "a-18273645"}, {"type": "user", "value": "u-1"}],
        "consent": {"purposes": {"analytics": "granted", "advertising": "denied"}},
        "order_id": "O-1",
        "total": {"amount": "19.99", "currency": "EUR"},
        "items": [{"product_id": "P-1", "quantity": "1", "price": {"amount": "19.99", "currency": "EUR"}}],
    }
    return {
        "specversion": "1.0",
        "id": "0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77",
        "source": "//shop.example.com/web",
        "type": "touchline.order.placed.v1",
        "time": "2026-11-20T10:00:00.123+01:00",
        "datacontenttype": "application/json",
        "dataschema": "urn:touchline:schema:order.placed:1.0",
        "data": data | changes,
    }
