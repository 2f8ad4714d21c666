"""Events of the subject subscription, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class SubscriptionStartedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    plan_name: s.Label | UnsetType = UNSET
    billing_period: s.Word | UnsetType = UNSET
    amount: s.Money | UnsetType = UNSET
    trial: s.Boolean | UnsetType = UNSET
    trial_ends_at: s.Timestamp | UnsetType = UNSET
    next_charge_at: s.Timestamp | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.billing_period is UNSET or s.words[self.billing_period]) and (self.trial_ends_at is UNSET or is_usual(self.trial_ends_at)) and (self.next_charge_at is UNSET or is_usual(self.next_charge_at))):
            raise LookCloser


class SubscriptionStarted(Accepted, tag="touchline.subscription.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.started.v1"
    dataschema: Literal["urn:touchline:schema:subscription.started:1.0"]
    data: SubscriptionStartedData


class SubscriptionUpdatedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    plan_name: s.Label | UnsetType = UNSET
    billing_period: s.Word | UnsetType = UNSET
    amount: s.Money | UnsetType = UNSET
    trial: s.Boolean | UnsetType = UNSET
    trial_ends_at: s.Timestamp | UnsetType = UNSET
    next_charge_at: s.Timestamp | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    effective_at: s.Timestamp | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.billing_period is UNSET or s.words[self.billing_period]) and (self.trial_ends_at is UNSET or is_usual(self.trial_ends_at)) and (self.next_charge_at is UNSET or is_usual(self.next_charge_at)) and (self.effective_at is UNSET or is_usual(self.effective_at))):
            raise LookCloser


class SubscriptionUpdated(Accepted, tag="touchline.subscription.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.updated.v1"
    dataschema: Literal["urn:touchline:schema:subscription.updated:1.0"]
    data: SubscriptionUpdatedData


class SubscriptionPausedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    effective_at: s.Timestamp | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.effective_at is UNSET or is_usual(self.effective_at))):
            raise LookCloser


class SubscriptionPaused(Accepted, tag="touchline.subscription.paused.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.paused.v1"
    dataschema: Literal["urn:touchline:schema:subscription.paused:1.0"]
    data: SubscriptionPausedData


class SubscriptionResumedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    effective_at: s.Timestamp | UnsetType = UNSET
    next_charge_at: s.Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.effective_at is UNSET or is_usual(self.effective_at)) and (self.next_charge_at is UNSET or is_usual(self.next_charge_at))):
            raise LookCloser


class SubscriptionResumed(Accepted, tag="touchline.subscription.resumed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.resumed.v1"
    dataschema: Literal["urn:touchline:schema:subscription.resumed:1.0"]
    data: SubscriptionResumedData


class SubscriptionCancelledData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    effective_at: s.Timestamp | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    cancelled_by: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.effective_at is UNSET or is_usual(self.effective_at)) and (self.cancelled_by is UNSET or s.words[self.cancelled_by])):
            raise LookCloser


class SubscriptionCancelled(Accepted, tag="touchline.subscription.cancelled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.cancelled.v1"
    dataschema: Literal["urn:touchline:schema:subscription.cancelled:1.0"]
    data: SubscriptionCancelledData


class SubscriptionRenewedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    subscription_id: s.Id
    plan_id: s.Id | UnsetType = UNSET
    billing_period: s.Word | UnsetType = UNSET
    amount: s.Money
    renewal_count: s.Count | UnsetType = UNSET
    next_charge_at: s.Timestamp | UnsetType = UNSET
    payment_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.billing_period is UNSET or s.words[self.billing_period]) and (self.next_charge_at is UNSET or is_usual(self.next_charge_at))):
            raise LookCloser


class SubscriptionRenewed(Accepted, tag="touchline.subscription.renewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.subscription.renewed.v1"
    dataschema: Literal["urn:touchline:schema:subscription.renewed:1.0"]
    data: SubscriptionRenewedData


SHAPES: dict[str, type[Accepted]] = {"touchline.subscription.started.v1": SubscriptionStarted, "touchline.subscription.updated.v1": SubscriptionUpdated, "touchline.subscription.paused.v1": SubscriptionPaused, "touchline.subscription.resumed.v1": SubscriptionResumed, "touchline.subscription.cancelled.v1": SubscriptionCancelled, "touchline.subscription.renewed.v1": SubscriptionRenewed}
