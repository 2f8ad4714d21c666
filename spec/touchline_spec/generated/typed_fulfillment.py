"""Events of the subject fulfillment, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class FulfillmentAllocatedData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method]):
            raise LookCloser


class FulfillmentAllocated(Accepted, tag="touchline.fulfillment.allocated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.allocated.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.allocated:1.0"]
    data: FulfillmentAllocatedData


class FulfillmentReadyForPickupData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    pickup_spot: s.Label | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method]):
            raise LookCloser


class FulfillmentReadyForPickup(Accepted, tag="touchline.fulfillment.ready_for_pickup.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.ready_for_pickup.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.ready_for_pickup:1.0"]
    data: FulfillmentReadyForPickupData


class FulfillmentCustomerArrivedData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    pickup_spot: s.Label | UnsetType = UNSET
    arrival_mode: s.Word | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method] and (self.arrival_mode is UNSET or s.words[self.arrival_mode])):
            raise LookCloser


class FulfillmentCustomerArrived(Accepted, tag="touchline.fulfillment.customer_arrived.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.customer_arrived.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.customer_arrived:1.0"]
    data: FulfillmentCustomerArrivedData


class FulfillmentPickedUpData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    handed_to: s.Word | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method] and (self.handed_to is UNSET or s.words[self.handed_to])):
            raise LookCloser


class FulfillmentPickedUp(Accepted, tag="touchline.fulfillment.picked_up.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.picked_up.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.picked_up:1.0"]
    data: FulfillmentPickedUpData


class FulfillmentShippedData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    parcel_carrier: s.Label | UnsetType = UNSET
    tracking_number: s.Id | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method]):
            raise LookCloser


class FulfillmentShipped(Accepted, tag="touchline.fulfillment.shipped.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.shipped.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.shipped:1.0"]
    data: FulfillmentShippedData


class FulfillmentDeliveredData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    parcel_carrier: s.Label | UnsetType = UNSET
    tracking_number: s.Id | UnsetType = UNSET
    handed_to: s.Word | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method] and (self.handed_to is UNSET or s.words[self.handed_to])):
            raise LookCloser


class FulfillmentDelivered(Accepted, tag="touchline.fulfillment.delivered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.delivered.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.delivered:1.0"]
    data: FulfillmentDeliveredData


class FulfillmentFailedData(Data, kw_only=True):
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
    fulfillment_id: s.Id
    order_id: s.Id
    fulfillment_method: s.Word
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    promised: s.Slot | UnsetType = UNSET
    parcel_carrier: s.Label | UnsetType = UNSET
    tracking_number: s.Id | UnsetType = UNSET
    reason: s.Label
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.fulfillment_method]):
            raise LookCloser


class FulfillmentFailed(Accepted, tag="touchline.fulfillment.failed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.fulfillment.failed.v1"
    dataschema: Literal["urn:touchline:schema:fulfillment.failed:1.0"]
    data: FulfillmentFailedData


SHAPES: dict[str, type[Accepted]] = {"touchline.fulfillment.allocated.v1": FulfillmentAllocated, "touchline.fulfillment.ready_for_pickup.v1": FulfillmentReadyForPickup, "touchline.fulfillment.customer_arrived.v1": FulfillmentCustomerArrived, "touchline.fulfillment.picked_up.v1": FulfillmentPickedUp, "touchline.fulfillment.shipped.v1": FulfillmentShipped, "touchline.fulfillment.delivered.v1": FulfillmentDelivered, "touchline.fulfillment.failed.v1": FulfillmentFailed}
