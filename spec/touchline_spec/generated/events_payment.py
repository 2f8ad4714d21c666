"""Paying for an order, a transaction or a subscription.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class PaymentInfoEntered(m.EventModel):
    """The customer entered or chose a means of payment."""

    TYPE: ClassVar[str] = "touchline.payment.info_entered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:payment.info_entered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    payment_method: s.Word
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word. Example:
    "card".
    """

    checkout_id: s.Id | None = None
    """The checkout's number. Recommended. Example: "ch-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    step: s.Count | None = None
    """The number of the step, from 1. Example: 2."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    value: s.Money | None = None
    """What the lines are worth together. Example: {"amount": "19.99", "currency": "EUR"}."""

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
            self, *, payment_method: s.Word, checkout_id: s.Id | None = ..., order_id: s.Id | None = ...,
            step: s.Count | None = ..., items: list[s.LineItem] | list[m.Plain] | None = ...,
            value: s.Money | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PaymentAuthorized(m.EventModel):
    """A payment was approved and its sum reserved."""

    TYPE: ClassVar[str] = "touchline.payment.authorized.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:payment.authorized:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    payment_id: s.Id
    """The payment at the merchant or its provider; never a card number. Example: "pay-20118"."""

    amount: s.Money
    """The sum of money that the event is about. Example: {"amount": "89.00", "currency": "EUR"}."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word.
    Recommended. Example: "card".
    """

    payment_provider: s.Label | None = None
    """The provider that handled it. Example: "adyen"."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

    order_id: s.Id | None = None
    """The merchant's order number. Recommended. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    checkout_id: s.Id | None = None
    """The checkout's number. Example: "ch-12"."""

    subscription_id: s.Id | None = None
    """The subscription. Example: "sub-4410"."""

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
            self, *, payment_id: s.Id, amount: s.Money | m.Plain, payment_method: s.Word | None = ...,
            payment_provider: s.Label | None = ..., tenders: list[s.Tender] | list[m.Plain] | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., checkout_id: s.Id | None = ...,
            subscription_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PaymentDeclined(m.EventModel):
    """A payment was refused."""

    TYPE: ClassVar[str] = "touchline.payment.declined.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:payment.declined:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    payment_id: s.Id
    """The payment at the merchant or its provider; never a card number. Example: "pay-20118"."""

    amount: s.Money
    """The sum of money that the event is about. Example: {"amount": "89.00", "currency": "EUR"}."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word.
    Recommended. Example: "card".
    """

    payment_provider: s.Label | None = None
    """The provider that handled it. Example: "adyen"."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

    order_id: s.Id | None = None
    """The merchant's order number. Recommended. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    checkout_id: s.Id | None = None
    """The checkout's number. Example: "ch-12"."""

    subscription_id: s.Id | None = None
    """The subscription. Example: "sub-4410"."""

    decline_code: s.Label | None = None
    """The provider's code for the refusal. Recommended. Example: "insufficient_funds"."""

    decline_kind: s.Word | None = None
    """Whether trying again can help. One of soft, hard, or another word. Example: "soft"."""

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
            self, *, payment_id: s.Id, amount: s.Money | m.Plain, payment_method: s.Word | None = ...,
            payment_provider: s.Label | None = ..., tenders: list[s.Tender] | list[m.Plain] | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., checkout_id: s.Id | None = ...,
            subscription_id: s.Id | None = ..., decline_code: s.Label | None = ..., decline_kind: s.Word | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class PaymentCaptured(m.EventModel):
    """The sum of a payment was collected."""

    TYPE: ClassVar[str] = "touchline.payment.captured.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:payment.captured:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    payment_id: s.Id
    """The payment at the merchant or its provider; never a card number. Example: "pay-20118"."""

    amount: s.Money
    """The sum of money that the event is about. Example: {"amount": "89.00", "currency": "EUR"}."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word.
    Recommended. Example: "card".
    """

    payment_provider: s.Label | None = None
    """The provider that handled it. Example: "adyen"."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

    order_id: s.Id | None = None
    """The merchant's order number. Recommended. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    checkout_id: s.Id | None = None
    """The checkout's number. Example: "ch-12"."""

    subscription_id: s.Id | None = None
    """The subscription. Example: "sub-4410"."""

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
            self, *, payment_id: s.Id, amount: s.Money | m.Plain, payment_method: s.Word | None = ...,
            payment_provider: s.Label | None = ..., tenders: list[s.Tender] | list[m.Plain] | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., checkout_id: s.Id | None = ...,
            subscription_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
