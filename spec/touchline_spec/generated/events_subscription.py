"""Goods or services that come again until someone ends them.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class SubscriptionStarted(m.EventModel):
    """A subscription or its trial began."""

    TYPE: ClassVar[str] = "touchline.subscription.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    plan_name: s.Label | None = None
    """The plan's name. Example: "Coffee every month"."""

    billing_period: s.Word | None = None
    """How often it is paid for. One of day, week, month, quarter, half_year, year, or another word. Recommended.
    Example: "month".
    """

    amount: s.Money | None = None
    """What one period costs. Recommended. Example: {"amount": "89.00", "currency": "EUR"}."""

    trial: s.Boolean | None = None
    """Whether it is a trial that costs nothing yet. Example: false."""

    trial_ends_at: s.Timestamp | None = None
    """When the trial ends. Example: "2026-12-20T00:00:00Z"."""

    next_charge_at: s.Timestamp | None = None
    """When it is charged next. Example: "2026-12-20T09:00:00-05:00"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

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
            self, *, subscription_id: s.Id, plan_id: s.Id | None = ..., plan_name: s.Label | None = ...,
            billing_period: s.Word | None = ..., amount: s.Money | m.Plain | None = ..., trial: s.Boolean | None = ...,
            trial_ends_at: m.Moment | None = ..., next_charge_at: m.Moment | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., order_id: s.Id | None = ...,
            coupon: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SubscriptionUpdated(m.EventModel):
    """The plan, quantity or rhythm of a subscription changed."""

    TYPE: ClassVar[str] = "touchline.subscription.updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    plan_name: s.Label | None = None
    """The plan's name. Example: "Coffee every month"."""

    billing_period: s.Word | None = None
    """How often it is paid for. One of day, week, month, quarter, half_year, year, or another word. Recommended.
    Example: "month".
    """

    amount: s.Money | None = None
    """What one period costs. Recommended. Example: {"amount": "89.00", "currency": "EUR"}."""

    trial: s.Boolean | None = None
    """Whether it is a trial that costs nothing yet. Example: false."""

    trial_ends_at: s.Timestamp | None = None
    """When the trial ends. Example: "2026-12-20T00:00:00Z"."""

    next_charge_at: s.Timestamp | None = None
    """When it is charged next. Example: "2026-12-20T09:00:00-05:00"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    effective_at: s.Timestamp | None = None
    """When the change takes effect. Example: "2026-12-31T23:59:59-05:00"."""

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
            self, *, subscription_id: s.Id, plan_id: s.Id | None = ..., plan_name: s.Label | None = ...,
            billing_period: s.Word | None = ..., amount: s.Money | m.Plain | None = ..., trial: s.Boolean | None = ...,
            trial_ends_at: m.Moment | None = ..., next_charge_at: m.Moment | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., order_id: s.Id | None = ...,
            coupon: s.Label | None = ..., effective_at: m.Moment | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class SubscriptionPaused(m.EventModel):
    """A subscription was suspended for a while."""

    TYPE: ClassVar[str] = "touchline.subscription.paused.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.paused:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    effective_at: s.Timestamp | None = None
    """When the change takes effect. Recommended. Example: "2026-12-31T23:59:59-05:00"."""

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
            self, *, subscription_id: s.Id, plan_id: s.Id | None = ..., effective_at: m.Moment | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SubscriptionResumed(m.EventModel):
    """A paused subscription goes on."""

    TYPE: ClassVar[str] = "touchline.subscription.resumed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.resumed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    effective_at: s.Timestamp | None = None
    """When the change takes effect. Recommended. Example: "2026-12-31T23:59:59-05:00"."""

    next_charge_at: s.Timestamp | None = None
    """When it is charged next. Example: "2026-12-20T09:00:00-05:00"."""

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
            self, *, subscription_id: s.Id, plan_id: s.Id | None = ..., effective_at: m.Moment | None = ...,
            next_charge_at: m.Moment | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SubscriptionCancelled(m.EventModel):
    """A subscription was ended."""

    TYPE: ClassVar[str] = "touchline.subscription.cancelled.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.cancelled:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    effective_at: s.Timestamp | None = None
    """When the change takes effect. Recommended. Example: "2026-12-31T23:59:59-05:00"."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

    cancelled_by: s.Word | None = None
    """Who ended it. One of customer, merchant, payment, fraud_check, or another word. Recommended. Example:
    "customer".
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
            self, *, subscription_id: s.Id, plan_id: s.Id | None = ..., effective_at: m.Moment | None = ...,
            reason: s.Label | None = ..., cancelled_by: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SubscriptionRenewed(m.EventModel):
    """A subscription went into its next period."""

    TYPE: ClassVar[str] = "touchline.subscription.renewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:subscription.renewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    subscription_id: s.Id
    """The subscription. Example: "sub-4410"."""

    amount: s.Money
    """The sum of money that the event is about. Example: {"amount": "89.00", "currency": "EUR"}."""

    plan_id: s.Id | None = None
    """The plan that was subscribed to. Recommended. Example: "coffee-monthly-500g"."""

    billing_period: s.Word | None = None
    """How often it is paid for. One of day, week, month, quarter, half_year, year, or another word. Recommended.
    Example: "month".
    """

    renewal_count: s.Count | None = None
    """How often it was renewed, this time included. Example: 3."""

    next_charge_at: s.Timestamp | None = None
    """When it is charged next. Recommended. Example: "2026-12-20T09:00:00-05:00"."""

    payment_id: s.Id | None = None
    """The payment at the merchant or its provider; never a card number. Example: "pay-20118"."""

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
            self, *, subscription_id: s.Id, amount: s.Money | m.Plain, plan_id: s.Id | None = ...,
            billing_period: s.Word | None = ..., renewal_count: s.Count | None = ...,
            next_charge_at: m.Moment | None = ..., payment_id: s.Id | None = ..., order_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
