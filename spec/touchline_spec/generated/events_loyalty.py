"""Programmes that reward coming back. Who the member is stands in the identities.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class LoyaltyEnrolled(m.EventModel):
    """Somebody became a member of a programme."""

    TYPE: ClassVar[str] = "touchline.loyalty.enrolled.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.enrolled:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    tier: s.Label | None = None
    """The member's tier. Example: "gold"."""

    points_balance: s.Decimal | None = None
    """How many points there are afterwards. Example: "1540"."""

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
            self, *, program_id: s.Id, tier: s.Label | None = ..., points_balance: m.Exact | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class LoyaltyTierChanged(m.EventModel):
    """A member rose or fell to another tier."""

    TYPE: ClassVar[str] = "touchline.loyalty.tier_changed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.tier_changed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    tier: s.Label
    """The member's tier. Example: "gold"."""

    previous_tier: s.Label | None = None
    """The tier before. Recommended. Example: "silver"."""

    effective_at: s.Timestamp | None = None
    """When the change takes effect. Example: "2026-12-31T23:59:59-05:00"."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Example: "2026-12-20T00:00:00Z"."""

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
            self, *, program_id: s.Id, tier: s.Label, previous_tier: s.Label | None = ...,
            effective_at: m.Moment | None = ..., expires_at: m.Moment | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class LoyaltyPointsEarned(m.EventModel):
    """A member was given points."""

    TYPE: ClassVar[str] = "touchline.loyalty.points_earned.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.points_earned:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    points: s.Decimal
    """How many points, as decimal text. Example: "120"."""

    points_balance: s.Decimal | None = None
    """How many points there are afterwards. Recommended. Example: "1540"."""

    points_name: s.Label | None = None
    """What the programme calls its points. Example: "Bonuspunkte"."""

    earned_for: s.Word | None = None
    """What the points were given for. One of purchase, sign_up, review, referral, birthday, visit, goodwill, or
    another word. Example: "purchase".
    """

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

    order_id: s.Id | None = None
    """The merchant's order number. Recommended. Example: "O-1"."""

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
            self, *, program_id: s.Id, points: m.Exact, points_balance: m.Exact | None = ...,
            points_name: s.Label | None = ..., earned_for: s.Word | None = ..., transaction_id: s.Id | None = ...,
            order_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class LoyaltyPointsRedeemed(m.EventModel):
    """A member spent points."""

    TYPE: ClassVar[str] = "touchline.loyalty.points_redeemed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.points_redeemed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    points: s.Decimal
    """How many points, as decimal text. Example: "120"."""

    points_balance: s.Decimal | None = None
    """How many points there are afterwards. Recommended. Example: "1540"."""

    points_name: s.Label | None = None
    """What the programme calls its points. Example: "Bonuspunkte"."""

    earned_for: s.Word | None = None
    """What the points were given for. One of purchase, sign_up, review, referral, birthday, visit, goodwill, or
    another word. Example: "purchase".
    """

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

    order_id: s.Id | None = None
    """The merchant's order number. Recommended. Example: "O-1"."""

    reward_id: s.Id | None = None
    """The reward. Example: "rw-coffee"."""

    discount: s.Money | None = None
    """What the points were worth. Example: {"amount": "5.00", "currency": "EUR"}."""

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
            self, *, program_id: s.Id, points: m.Exact, points_balance: m.Exact | None = ...,
            points_name: s.Label | None = ..., earned_for: s.Word | None = ..., transaction_id: s.Id | None = ...,
            order_id: s.Id | None = ..., reward_id: s.Id | None = ..., discount: s.Money | m.Plain | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class LoyaltyPointsExpired(m.EventModel):
    """A member lost points because of their age."""

    TYPE: ClassVar[str] = "touchline.loyalty.points_expired.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.points_expired:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    points: s.Decimal
    """How many points, as decimal text. Example: "120"."""

    points_balance: s.Decimal | None = None
    """How many points there are afterwards. Recommended. Example: "1540"."""

    points_name: s.Label | None = None
    """What the programme calls its points. Example: "Bonuspunkte"."""

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
            self, *, program_id: s.Id, points: m.Exact, points_balance: m.Exact | None = ...,
            points_name: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class LoyaltyRewardIssued(m.EventModel):
    """A member was given a reward."""

    TYPE: ClassVar[str] = "touchline.loyalty.reward_issued.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:loyalty.reward_issued:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    program_id: s.Id
    """The programme. Example: "bonus-club"."""

    reward_id: s.Id
    """The reward. Example: "rw-coffee"."""

    reward_name: s.Label | None = None
    """The reward's name. Recommended. Example: "Ein Kaffee gratis"."""

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    offer_id: s.Id | None = None
    """The offer. Example: "of-5512"."""

    expires_at: s.Timestamp | None = None
    """When it stops to be valid. Recommended. Example: "2026-12-20T00:00:00Z"."""

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
            self, *, program_id: s.Id, reward_id: s.Id, reward_name: s.Label | None = ..., coupon: s.Label | None = ...,
            offer_id: s.Id | None = ..., expires_at: m.Moment | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
