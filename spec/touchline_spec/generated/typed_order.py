"""Events of the subject order, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class OrderPlacedData(Data, kw_only=True):
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
    order_id: s.Id
    checkout_id: s.Id | UnsetType = UNSET
    cart_id: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    subtotal: s.Money | UnsetType = UNSET
    tax: s.Money | UnsetType = UNSET
    shipping: s.Money | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    total: s.Money
    coupon: s.Label | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    payment_method: s.Word | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('subtotal', 'tax', 'shipping', 'discount', 'total')
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'tenders')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.payment_method is UNSET or s.words[self.payment_method])):
            raise LookCloser


class OrderPlaced(Accepted, tag="touchline.order.placed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.order.placed.v1"
    dataschema: Literal["urn:touchline:schema:order.placed:1.0"]
    data: OrderPlacedData


class OrderUpdatedData(Data, kw_only=True):
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
    order_id: s.Id
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    subtotal: s.Money | UnsetType = UNSET
    tax: s.Money | UnsetType = UNSET
    shipping: s.Money | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('subtotal', 'tax', 'shipping', 'discount', 'total')
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class OrderUpdated(Accepted, tag="touchline.order.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.order.updated.v1"
    dataschema: Literal["urn:touchline:schema:order.updated:1.0"]
    data: OrderUpdatedData


class OrderCancelledData(Data, kw_only=True):
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
    order_id: s.Id
    cancelled_by: s.Word | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.cancelled_by is UNSET or s.words[self.cancelled_by])):
            raise LookCloser


class OrderCancelled(Accepted, tag="touchline.order.cancelled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.order.cancelled.v1"
    dataschema: Literal["urn:touchline:schema:order.cancelled:1.0"]
    data: OrderCancelledData


class OrderRefundedData(Data, kw_only=True):
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
    order_id: s.Id
    refund_id: s.Id | UnsetType = UNSET
    amount: s.Money
    refund_kind: s.Word | UnsetType = UNSET
    refund: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'refund')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.refund_kind is UNSET or s.words[self.refund_kind])):
            raise LookCloser


class OrderRefunded(Accepted, tag="touchline.order.refunded.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.order.refunded.v1"
    dataschema: Literal["urn:touchline:schema:order.refunded:1.0"]
    data: OrderRefundedData


SHAPES: dict[str, type[Accepted]] = {"touchline.order.placed.v1": OrderPlaced, "touchline.order.updated.v1": OrderUpdated, "touchline.order.cancelled.v1": OrderCancelled, "touchline.order.refunded.v1": OrderRefunded}
