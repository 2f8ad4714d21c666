"""The merchant's own promotions on its own pages and screens.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class PromotionViewed(m.EventModel):
    """A promotion of the merchant's own was shown."""

    TYPE: ClassVar[str] = "touchline.promotion.viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:promotion.viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    promotion_id: s.Id
    """The promotion. Example: "promo-lichtwochen"."""

    promotion_name: s.Label | None = None
    """The promotion's name. Recommended. Example: "Lichtwochen -20 %"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Recommended. Example: "search-top"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

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
            self, *, promotion_id: s.Id, promotion_name: s.Label | None = ..., creative_id: s.Id | None = ...,
            placement: s.Label | None = ..., products: list[s.Product] | list[m.Plain] | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class PromotionClicked(m.EventModel):
    """The person followed a promotion of the merchant's own."""

    TYPE: ClassVar[str] = "touchline.promotion.clicked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:promotion.clicked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    promotion_id: s.Id
    """The promotion. Example: "promo-lichtwochen"."""

    promotion_name: s.Label | None = None
    """The promotion's name. Recommended. Example: "Lichtwochen -20 %"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Recommended. Example: "search-top"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    landing_url: s.Url | None = None
    """The address that the click led to. Example: "https://shop.example.com/?utm_source=search"."""

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
            self, *, promotion_id: s.Id, promotion_name: s.Label | None = ..., creative_id: s.Id | None = ...,
            placement: s.Label | None = ..., products: list[s.Product] | list[m.Plain] | None = ...,
            landing_url: s.Url | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
