"""A customer's order, from placing it to its end.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class OrderPlaced(m.EventModel):
    """The customer placed an order."""

    TYPE: ClassVar[str] = "touchline.order.placed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:order.placed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    total: s.Money
    """What the customer pays altogether. Example: {"amount": "19.99", "currency": "EUR"}."""

    checkout_id: s.Id | None = None
    """The checkout's number. Example: "ch-12"."""

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

    subtotal: s.Money | None = None
    """The lines before tax and shipping and after discount. Example: {"amount": "16.80", "currency": "EUR"}."""

    tax: s.Money | None = None
    """The tax. Recommended. Example: {"amount": "3.19", "currency": "EUR"}."""

    shipping: s.Money | None = None
    """What sending it costs. Recommended. Example: {"amount": "0.00", "currency": "EUR"}."""

    discount: s.Money | None = None
    """What was taken off. Example: {"amount": "5.00", "currency": "EUR"}."""

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word. Example:
    "card".
    """

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, order_id: s.Id, items: list[s.LineItem] | list[m.Plain], total: s.Money | m.Plain,
            checkout_id: s.Id | None = ..., cart_id: s.Id | None = ..., subtotal: s.Money | m.Plain | None = ...,
            tax: s.Money | m.Plain | None = ..., shipping: s.Money | m.Plain | None = ...,
            discount: s.Money | m.Plain | None = ..., coupon: s.Label | None = ...,
            tenders: list[s.Tender] | list[m.Plain] | None = ..., payment_method: s.Word | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class OrderUpdated(m.EventModel):
    """An order changed after it was placed."""

    TYPE: ClassVar[str] = "touchline.order.updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:order.updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines as they are after the change. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    subtotal: s.Money | None = None
    """The lines before tax and shipping and after discount. Example: {"amount": "16.80", "currency": "EUR"}."""

    tax: s.Money | None = None
    """The tax. Example: {"amount": "3.19", "currency": "EUR"}."""

    shipping: s.Money | None = None
    """What sending it costs. Example: {"amount": "0.00", "currency": "EUR"}."""

    discount: s.Money | None = None
    """What was taken off. Example: {"amount": "5.00", "currency": "EUR"}."""

    total: s.Money | None = None
    """What the customer pays altogether. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, order_id: s.Id, items: list[s.LineItem] | list[m.Plain] | None = ...,
            subtotal: s.Money | m.Plain | None = ..., tax: s.Money | m.Plain | None = ...,
            shipping: s.Money | m.Plain | None = ..., discount: s.Money | m.Plain | None = ...,
            total: s.Money | m.Plain | None = ..., coupon: s.Label | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class OrderCancelled(m.EventModel):
    """An order was cancelled before it was fulfilled."""

    TYPE: ClassVar[str] = "touchline.order.cancelled.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:order.cancelled:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    cancelled_by: s.Word | None = None
    """Who ended it. One of customer, merchant, payment, fraud_check, or another word. Recommended. Example:
    "customer".
    """

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines that were cancelled; absent where all were. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    total: s.Money | None = None
    """What the cancelled lines were worth. Example: {"amount": "19.99", "currency": "EUR"}."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, order_id: s.Id, cancelled_by: s.Word | None = ..., reason: s.Label | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., total: s.Money | m.Plain | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class OrderRefunded(m.EventModel):
    """Money for an order was given back."""

    TYPE: ClassVar[str] = "touchline.order.refunded.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:order.refunded:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    amount: s.Money
    """What was given back. Example: {"amount": "89.00", "currency": "EUR"}."""

    refund_id: s.Id | None = None
    """The refund's number. Recommended. Example: "RF-77"."""

    refund_kind: s.Word | None = None
    """What the customer gets back. One of full, partial, exchange, store_credit, or another word. Recommended.
    Example: "full".
    """

    refund: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """How the money went back. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines that were refunded. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Example: "does_not_fit"."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, order_id: s.Id, amount: s.Money | m.Plain, refund_id: s.Id | None = ...,
            refund_kind: s.Word | None = ..., refund: list[s.Tender] | list[m.Plain] | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
