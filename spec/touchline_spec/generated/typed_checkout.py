"""Events of the subject checkout, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class CheckoutStartedData(Data, kw_only=True):
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
    checkout_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    step: s.Count | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    value: s.Money | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CheckoutStarted(Accepted, tag="touchline.checkout.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.checkout.started.v1"
    dataschema: Literal["urn:touchline:schema:checkout.started:1.0"]
    data: CheckoutStartedData


class CheckoutStepViewedData(Data, kw_only=True):
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
    checkout_id: s.Id | UnsetType = UNSET
    step: s.Count
    step_name: s.Word | UnsetType = UNSET
    shipping_method: s.Label | UnsetType = UNSET
    payment_method: s.Word | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.step_name is UNSET or s.words[self.step_name]) and (self.payment_method is UNSET or s.words[self.payment_method])):
            raise LookCloser


class CheckoutStepViewed(Accepted, tag="touchline.checkout.step_viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.checkout.step_viewed.v1"
    dataschema: Literal["urn:touchline:schema:checkout.step_viewed:1.0"]
    data: CheckoutStepViewedData


class CheckoutStepCompletedData(Data, kw_only=True):
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
    checkout_id: s.Id | UnsetType = UNSET
    step: s.Count
    step_name: s.Word | UnsetType = UNSET
    shipping_method: s.Label | UnsetType = UNSET
    payment_method: s.Word | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    value: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.step_name is UNSET or s.words[self.step_name]) and (self.payment_method is UNSET or s.words[self.payment_method])):
            raise LookCloser


class CheckoutStepCompleted(Accepted, tag="touchline.checkout.step_completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.checkout.step_completed.v1"
    dataschema: Literal["urn:touchline:schema:checkout.step_completed:1.0"]
    data: CheckoutStepCompletedData


SHAPES: dict[str, type[Accepted]] = {"touchline.checkout.started.v1": CheckoutStarted, "touchline.checkout.step_viewed.v1": CheckoutStepViewed, "touchline.checkout.step_completed.v1": CheckoutStepCompleted}
