"""Coupons as the customer uses them in a basket, a checkout or at a till.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class CouponEntered(m.EventModel):
    """The customer entered a coupon."""

    TYPE: ClassVar[str] = "touchline.coupon.entered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:coupon.entered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Recommended. Example: "AUTUMN"."""

    coupon_id: s.Id | None = None
    """The coupon at the one who manages it. Recommended. Example: "cp-2026-11"."""

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

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
            self, *, coupon: s.Label | None = ..., coupon_id: s.Id | None = ..., cart_id: s.Id | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CouponApplied(m.EventModel):
    """A coupon was accepted."""

    TYPE: ClassVar[str] = "touchline.coupon.applied.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:coupon.applied:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Recommended. Example: "AUTUMN"."""

    coupon_id: s.Id | None = None
    """The coupon at the one who manages it. Recommended. Example: "cp-2026-11"."""

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    coupon_name: s.Label | None = None
    """The coupon's name. Example: "Herbst -10 %"."""

    discount: s.Money | None = None
    """What was taken off. Recommended. Example: {"amount": "5.00", "currency": "EUR"}."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines that it reduced. Example: [{"product_id": "P-1", "quantity": "1"}]."""

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
            self, *, coupon: s.Label | None = ..., coupon_id: s.Id | None = ..., cart_id: s.Id | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., coupon_name: s.Label | None = ...,
            discount: s.Money | m.Plain | None = ..., items: list[s.LineItem] | list[m.Plain] | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class CouponDenied(m.EventModel):
    """A coupon was refused."""

    TYPE: ClassVar[str] = "touchline.coupon.denied.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:coupon.denied:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Recommended. Example: "AUTUMN"."""

    coupon_id: s.Id | None = None
    """The coupon at the one who manages it. Recommended. Example: "cp-2026-11"."""

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    coupon_name: s.Label | None = None
    """The coupon's name. Example: "Herbst -10 %"."""

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
            self, *, coupon: s.Label | None = ..., coupon_id: s.Id | None = ..., cart_id: s.Id | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., coupon_name: s.Label | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CouponRemoved(m.EventModel):
    """A coupon was taken out again."""

    TYPE: ClassVar[str] = "touchline.coupon.removed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:coupon.removed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Recommended. Example: "AUTUMN"."""

    coupon_id: s.Id | None = None
    """The coupon at the one who manages it. Recommended. Example: "cp-2026-11"."""

    cart_id: s.Id | None = None
    """The basket's number. Example: "c-881"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    coupon_name: s.Label | None = None
    """The coupon's name. Example: "Herbst -10 %"."""

    discount: s.Money | None = None
    """What was taken off. Example: {"amount": "5.00", "currency": "EUR"}."""

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
            self, *, coupon: s.Label | None = ..., coupon_id: s.Id | None = ..., cart_id: s.Id | None = ...,
            order_id: s.Id | None = ..., transaction_id: s.Id | None = ..., coupon_name: s.Label | None = ...,
            discount: s.Money | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
