"""Screens in stores and other public places.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class SignageContentPlayed(m.EventModel):
    """Content was played on a screen."""

    TYPE: ClassVar[str] = "touchline.signage.content_played.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:signage.content_played:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

    content_id: s.Id
    """What was played. Example: "spot-winter-15s"."""

    playlist_id: s.Id | None = None
    """The playlist it stood in. Example: "entrance-november"."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

    venue_type: s.Label | None = None
    """The OpenOOH venue type. Recommended. Example: "retail.grocery"."""

    audience_estimate: s.Number | None = None
    """How many people are estimated to have had the chance to see it; an average, so not a whole number. Example:
    3.5.
    """

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Example: "ad-5521"."""

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
            self, *, content_id: s.Id, playlist_id: s.Id | None = ..., duration_ms: s.Count | None = ...,
            venue_type: s.Label | None = ..., audience_estimate: s.Number | None = ..., creative_id: s.Id | None = ...,
            ad_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SignageInteracted(m.EventModel):
    """Somebody interacted with a screen."""

    TYPE: ClassVar[str] = "touchline.signage.interacted.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:signage.interacted:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

    content_id: s.Id | None = None
    """What was played. Recommended. Example: "spot-winter-15s"."""

    interaction: s.Word | None = None
    """How somebody interacted. One of touch, gesture, qr_scan, nfc_tap, voice, or another word. Recommended.
    Example: "qr_scan".
    """

    venue_type: s.Label | None = None
    """The OpenOOH venue type. Example: "retail.grocery"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    handoff_ref: s.Id | None = None
    """The opaque reference inside the token. Never an identity. Example: "h-5K7Q2M"."""

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
            self, *, content_id: s.Id | None = ..., interaction: s.Word | None = ..., venue_type: s.Label | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., handoff_ref: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
