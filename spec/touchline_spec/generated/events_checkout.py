"""The way from the basket to the order.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class CheckoutStarted(m.EventModel):
    """The customer began to check out."""

    TYPE: ClassVar[str] = "touchline.checkout.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:checkout.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    checkout_id: s.Id | None = None
    """The checkout's number. Recommended. Example: "ch-12"."""

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

    step: s.Count | None = None
    """The number of the step, from 1. Example: 2."""

    value: s.Money | None = None
    """What the lines are worth together. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

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
            self, *, items: list[s.LineItem] | list[m.Plain], checkout_id: s.Id | None = ...,
            cart_id: s.Id | None = ..., step: s.Count | None = ..., value: s.Money | m.Plain | None = ...,
            coupon: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CheckoutStepViewed(m.EventModel):
    """A step of the checkout was shown."""

    TYPE: ClassVar[str] = "touchline.checkout.step_viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:checkout.step_viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    step: s.Count
    """The number of the step, from 1. Example: 2."""

    checkout_id: s.Id | None = None
    """The checkout's number. Recommended. Example: "ch-12"."""

    step_name: s.Word | None = None
    """What the step asks for. One of contact, shipping, payment, review, or another word. Recommended. Example:
    "shipping".
    """

    shipping_method: s.Label | None = None
    """The way of shipping that was chosen. Example: "dhl-packstation"."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word. Example:
    "card".
    """

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

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
            self, *, step: s.Count, checkout_id: s.Id | None = ..., step_name: s.Word | None = ...,
            shipping_method: s.Label | None = ..., payment_method: s.Word | None = ..., cart_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class CheckoutStepCompleted(m.EventModel):
    """A step of the checkout was filled in."""

    TYPE: ClassVar[str] = "touchline.checkout.step_completed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:checkout.step_completed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    step: s.Count
    """The number of the step, from 1. Example: 2."""

    checkout_id: s.Id | None = None
    """The checkout's number. Recommended. Example: "ch-12"."""

    step_name: s.Word | None = None
    """What the step asks for. One of contact, shipping, payment, review, or another word. Recommended. Example:
    "shipping".
    """

    shipping_method: s.Label | None = None
    """The way of shipping that was chosen. Example: "dhl-packstation"."""

    payment_method: s.Word | None = None
    """The means of payment that was chosen. One of card, cash, gift_card, voucher, wallet, bank_transfer,
    direct_debit, invoice, pay_later, points, store_credit, konbini, carrier_billing, or another word. Example:
    "card".
    """

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

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
            self, *, step: s.Count, checkout_id: s.Id | None = ..., step_name: s.Word | None = ...,
            shipping_method: s.Label | None = ..., payment_method: s.Word | None = ..., cart_id: s.Id | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., value: s.Money | m.Plain | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
