"""A journey carried across a break that no cookie survives.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class HandoffIssued(m.EventModel):
    """A hand-off token was given out."""

    TYPE: ClassVar[str] = "touchline.handoff.issued.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:handoff.issued:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    handoff_ref: s.Id
    """The opaque reference inside the token. Never an identity. Example: "h-5K7Q2M"."""

    carrier: s.Word
    """What carries the token. One of url, qr, receipt, nfc, ble, voice, or another word. Example: "url"."""

    single_use: s.Boolean | None = None
    """Whether it can be redeemed only once. Recommended. Example: true."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Recommended. Example: "2026-12-20T00:00:00Z"."""

    message_id: s.Id | None = None
    """The one message to the one person. Example: "m-7f3a"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

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
            self, *, handoff_ref: s.Id, carrier: s.Word, single_use: s.Boolean | None = ...,
            expires_at: m.Moment | None = ..., message_id: s.Id | None = ..., order_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class HandoffRedeemed(m.EventModel):
    """A hand-off token came back. The link to whom it was issued to is probabilistic unless it was single-use and
    confirmed.
    """

    TYPE: ClassVar[str] = "touchline.handoff.redeemed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:handoff.redeemed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    handoff_ref: s.Id
    """The opaque reference inside the token. Never an identity. Example: "h-5K7Q2M"."""

    carrier: s.Word
    """What carries the token. One of url, qr, receipt, nfc, ble, voice, or another word. Example: "url"."""

    single_use: s.Boolean | None = None
    """Whether it can be redeemed only once. Recommended. Example: true."""

    confirmed: s.Boolean | None = None
    """Whether the person confirmed to be the one it was issued to. Recommended. Example: false."""

    issued_at: s.Timestamp | None = None
    """When it was issued. Example: "2026-11-20T00:00:00Z"."""

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
            self, *, handoff_ref: s.Id, carrier: s.Word, single_use: s.Boolean | None = ...,
            confirmed: s.Boolean | None = ..., issued_at: m.Moment | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
