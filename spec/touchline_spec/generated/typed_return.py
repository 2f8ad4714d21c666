"""Events of the subject return, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ReturnRequestedData(Data, kw_only=True):
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
    return_id: s.Id
    original_order_id: s.Id | UnsetType = UNSET
    original_channel: s.Word | UnsetType = UNSET
    return_method: s.Word | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    reason: s.Label | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.original_channel is UNSET or s.words[self.original_channel]) and (self.return_method is UNSET or s.words[self.return_method])):
            raise LookCloser


class ReturnRequested(Accepted, tag="touchline.return.requested.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.return.requested.v1"
    dataschema: Literal["urn:touchline:schema:return.requested:1.0"]
    data: ReturnRequestedData


class ReturnReceivedData(Data, kw_only=True):
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
    return_id: s.Id
    original_order_id: s.Id | UnsetType = UNSET
    original_channel: s.Word | UnsetType = UNSET
    return_method: s.Word | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    reason: s.Label | UnsetType = UNSET
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.original_channel is UNSET or s.words[self.original_channel]) and (self.return_method is UNSET or s.words[self.return_method])):
            raise LookCloser


class ReturnReceived(Accepted, tag="touchline.return.received.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.return.received.v1"
    dataschema: Literal["urn:touchline:schema:return.received:1.0"]
    data: ReturnReceivedData


class ReturnCompletedData(Data, kw_only=True):
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
    return_id: s.Id
    original_order_id: s.Id | UnsetType = UNSET
    original_channel: s.Word | UnsetType = UNSET
    return_method: s.Word | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    reason: s.Label | UnsetType = UNSET
    refund: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    refund_kind: s.Word | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'refund')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.original_channel is UNSET or s.words[self.original_channel]) and (self.return_method is UNSET or s.words[self.return_method]) and (self.refund_kind is UNSET or s.words[self.refund_kind])):
            raise LookCloser


class ReturnCompleted(Accepted, tag="touchline.return.completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.return.completed.v1"
    dataschema: Literal["urn:touchline:schema:return.completed:1.0"]
    data: ReturnCompletedData


SHAPES: dict[str, type[Accepted]] = {"touchline.return.requested.v1": ReturnRequested, "touchline.return.received.v1": ReturnReceived, "touchline.return.completed.v1": ReturnCompleted}
