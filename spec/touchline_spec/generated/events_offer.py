"""Offers to one person or a group, from giving to using or losing them.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class OfferIssued(m.EventModel):
    """An offer was given to somebody."""

    TYPE: ClassVar[str] = "touchline.offer.issued.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:offer.issued:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    offer_id: s.Id
    """The offer. Example: "of-5512"."""

    offer_name: s.Label | None = None
    """The offer's name. Recommended. Example: "5 € ab 30 €"."""

    offer_kind: s.Word | None = None
    """What it gives. One of percent_off, amount_off, free_shipping, gift, points, bundle, or another word.
    Example: "amount_off".
    """

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    discount: s.Money | None = None
    """What it takes off. Example: {"amount": "5.00", "currency": "EUR"}."""

    valid_from: s.Timestamp | None = None
    """When it begins to be valid. Example: "2026-11-20T00:00:00+01:00"."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Recommended. Example: "2026-12-20T00:00:00Z"."""

    program_id: s.Id | None = None
    """The programme. Example: "bonus-club"."""

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
            self, *, offer_id: s.Id, offer_name: s.Label | None = ..., offer_kind: s.Word | None = ...,
            coupon: s.Label | None = ..., discount: s.Money | m.Plain | None = ..., valid_from: m.Moment | None = ...,
            expires_at: m.Moment | None = ..., program_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class OfferRedeemed(m.EventModel):
    """An offer was used."""

    TYPE: ClassVar[str] = "touchline.offer.redeemed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:offer.redeemed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    offer_id: s.Id
    """The offer. Example: "of-5512"."""

    offer_name: s.Label | None = None
    """The offer's name. Recommended. Example: "5 € ab 30 €"."""

    offer_kind: s.Word | None = None
    """What it gives. One of percent_off, amount_off, free_shipping, gift, points, bundle, or another word.
    Example: "amount_off".
    """

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    discount: s.Money | None = None
    """What it takes off. Example: {"amount": "5.00", "currency": "EUR"}."""

    valid_from: s.Timestamp | None = None
    """When it begins to be valid. Example: "2026-11-20T00:00:00+01:00"."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Recommended. Example: "2026-12-20T00:00:00Z"."""

    program_id: s.Id | None = None
    """The programme. Example: "bonus-club"."""

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
            self, *, offer_id: s.Id, offer_name: s.Label | None = ..., offer_kind: s.Word | None = ...,
            coupon: s.Label | None = ..., discount: s.Money | m.Plain | None = ..., valid_from: m.Moment | None = ...,
            expires_at: m.Moment | None = ..., program_id: s.Id | None = ..., order_id: s.Id | None = ...,
            transaction_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class OfferExpired(m.EventModel):
    """An offer ran out unused."""

    TYPE: ClassVar[str] = "touchline.offer.expired.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:offer.expired:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    offer_id: s.Id
    """The offer. Example: "of-5512"."""

    offer_name: s.Label | None = None
    """The offer's name. Recommended. Example: "5 € ab 30 €"."""

    offer_kind: s.Word | None = None
    """What it gives. One of percent_off, amount_off, free_shipping, gift, points, bundle, or another word.
    Example: "amount_off".
    """

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    discount: s.Money | None = None
    """What it takes off. Example: {"amount": "5.00", "currency": "EUR"}."""

    valid_from: s.Timestamp | None = None
    """When it begins to be valid. Example: "2026-11-20T00:00:00+01:00"."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Recommended. Example: "2026-12-20T00:00:00Z"."""

    program_id: s.Id | None = None
    """The programme. Example: "bonus-club"."""

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
            self, *, offer_id: s.Id, offer_name: s.Label | None = ..., offer_kind: s.Word | None = ...,
            coupon: s.Label | None = ..., discount: s.Money | m.Plain | None = ..., valid_from: m.Moment | None = ...,
            expires_at: m.Moment | None = ..., program_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
