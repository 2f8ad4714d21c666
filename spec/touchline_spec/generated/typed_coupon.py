"""Events of the subject coupon, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class CouponEnteredData(Data, kw_only=True):
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
    coupon: s.Label | UnsetType = UNSET
    coupon_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CouponEntered(Accepted, tag="touchline.coupon.entered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.coupon.entered.v1"
    dataschema: Literal["urn:touchline:schema:coupon.entered:1.0"]
    data: CouponEnteredData


class CouponAppliedData(Data, kw_only=True):
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
    coupon: s.Label | UnsetType = UNSET
    coupon_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    coupon_name: s.Label | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CouponApplied(Accepted, tag="touchline.coupon.applied.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.coupon.applied.v1"
    dataschema: Literal["urn:touchline:schema:coupon.applied:1.0"]
    data: CouponAppliedData


class CouponDeniedData(Data, kw_only=True):
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
    coupon: s.Label | UnsetType = UNSET
    coupon_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    coupon_name: s.Label | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CouponDenied(Accepted, tag="touchline.coupon.denied.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.coupon.denied.v1"
    dataschema: Literal["urn:touchline:schema:coupon.denied:1.0"]
    data: CouponDeniedData


class CouponRemovedData(Data, kw_only=True):
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
    coupon: s.Label | UnsetType = UNSET
    coupon_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    coupon_name: s.Label | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class CouponRemoved(Accepted, tag="touchline.coupon.removed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.coupon.removed.v1"
    dataschema: Literal["urn:touchline:schema:coupon.removed:1.0"]
    data: CouponRemovedData


SHAPES: dict[str, type[Accepted]] = {"touchline.coupon.entered.v1": CouponEntered, "touchline.coupon.applied.v1": CouponApplied, "touchline.coupon.denied.v1": CouponDenied, "touchline.coupon.removed.v1": CouponRemoved}
