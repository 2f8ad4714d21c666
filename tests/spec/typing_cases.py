"""What type checkers must take and must refuse of the typed events; read by mypy and pyright, never run.

A case that is refused stands beside its reason: where a checker stops refusing it, the unused comment is an error.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_type

from touchline_spec import events
from touchline_spec.models import Consent, ConsentPurposes, Identity, LineItem, Location, Money, Slot, Store

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def taken() -> None:
    """Everything that the models take at run time."""
    order = events.OrderPlaced(
        order_id="O-1",
        total=Money(Decimal("19.99"), "EUR"),
        items=[LineItem(product_id="P-1", quantity=Decimal(1), price={"amount": "19.99", "currency": "EUR"})],
        identities=[Identity.user("u-1"), Identity(type="loyalty", value="4711", issuer="bonus-club")],
        consent=Consent(purposes={"analytics": "granted", "com.acme.fitting": "denied"}),
        channel="web",
        ext={"com.acme": {"till": 3}},
    )
    assert_type(order.total, Money)
    assert_type(order.total.amount, str)
    events.OrderPlaced(
        order_id="O-1", total={"amount": "1", "currency": "EUR"}, items=[{"product_id": "P", "quantity": "1"}]
    )
    events.HandoffIssued(handoff_ref="h-1", carrier="qr", expires_at=NOW)
    events.HandoffIssued(handoff_ref="h-1", carrier="qr", expires_at="2026-11-20T12:00:00Z")
    events.VisitStarted(location=Location(store=Store(id="s-1")), consent={"purposes": {"presence": "granted"}})
    ConsentPurposes(analytics="granted", com_acme_fitting="denied")
    Slot(start=NOW, end=None)


def refused() -> None:
    """What the models refuse, of what a type can say."""
    Money(19.99, "EUR")  # type: ignore[arg-type] # a float is not exact
    Money("19.99")  # type: ignore[call-arg] # there is no default currency
    Slot(start=date(2026, 11, 20))  # type: ignore[arg-type] # a day is no moment
    ConsentPurposes(analytics="yes")  # type: ignore[arg-type] # a closed list
    events.OrderPlaced(order_id="O-1", items=[])  # type: ignore[call-arg] # the total is missing
    events.HandoffIssued(handoff_reff="h-1", carrier="qr")  # type: ignore[call-arg] # misspelt
    events.VisitStarted(location="s-1")  # type: ignore[arg-type] # a shape, not its name
