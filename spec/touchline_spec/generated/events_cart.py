"""The basket before the checkout.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class CartItemAdded(m.EventModel):
    """Something was put into the basket."""

    TYPE: ClassVar[str] = "touchline.cart.item_added.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:cart.item_added:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines that were added. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

    value: s.Money | None = None
    """What the added lines are worth together. Example: {"amount": "19.99", "currency": "EUR"}."""

    wishlist_id: s.Id | None = None
    """The wish list it was moved from. Example: "w-301"."""

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
            self, *, items: list[s.LineItem] | list[m.Plain], cart_id: s.Id | None = ...,
            value: s.Money | m.Plain | None = ..., wishlist_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CartItemRemoved(m.EventModel):
    """Something was taken out of the basket."""

    TYPE: ClassVar[str] = "touchline.cart.item_removed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:cart.item_removed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines that were removed. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

    value: s.Money | None = None
    """What the removed lines are worth together. Example: {"amount": "19.99", "currency": "EUR"}."""

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
            self, *, items: list[s.LineItem] | list[m.Plain], cart_id: s.Id | None = ...,
            value: s.Money | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CartItemUpdated(m.EventModel):
    """The quantity or another detail of a line in the basket changed."""

    TYPE: ClassVar[str] = "touchline.cart.item_updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:cart.item_updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines as they are after the change. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

    previous_quantity: s.Decimal | None = None
    """The quantity of the one line before the change. Recommended. Example: "1"."""

    value: s.Money | None = None
    """What the changed lines are worth together. Example: {"amount": "19.99", "currency": "EUR"}."""

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
            self, *, items: list[s.LineItem] | list[m.Plain], cart_id: s.Id | None = ...,
            previous_quantity: m.Exact | None = ..., value: s.Money | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CartViewed(m.EventModel):
    """The basket was shown."""

    TYPE: ClassVar[str] = "touchline.cart.viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:cart.viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

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
            self, *, items: list[s.LineItem] | list[m.Plain], cart_id: s.Id | None = ...,
            value: s.Money | m.Plain | None = ..., coupon: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CartShared(m.EventModel):
    """The person shared the basket with others."""

    TYPE: ClassVar[str] = "touchline.cart.shared.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:cart.shared:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    cart_id: s.Id | None = None
    """The basket's number. Recommended. Example: "c-881"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    share_method: s.Word | None = None
    """How it was shared. One of email, message, link, facebook, whatsapp, line, x, pinterest, kakaotalk, print, or
    another word. Recommended. Example: "whatsapp".
    """

    recipient_ref: s.Id | None = None
    """A pseudonym of the one it was shared with; never an address or a number. Example: "r-771"."""

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
            self, *, cart_id: s.Id | None = ..., items: list[s.LineItem] | list[m.Plain] | None = ...,
            share_method: s.Word | None = ..., recipient_ref: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
