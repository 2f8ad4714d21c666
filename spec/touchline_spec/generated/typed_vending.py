"""Events of the subject vending, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class VendingItemDispensedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithReadPoint
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    selection: s.Label | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    temperature_c: s.Number | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'tenders')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class VendingItemDispensed(Accepted, tag="touchline.vending.item_dispensed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.vending.item_dispensed.v1"
    dataschema: Literal["urn:touchline:schema:vending.item_dispensed:1.0"]
    data: VendingItemDispensedData


class VendingDispenseFailedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithReadPoint
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    selection: s.Label | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    temperature_c: s.Number | UnsetType = UNSET
    failure_code: s.Label
    refund: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'tenders', 'refund')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class VendingDispenseFailed(Accepted, tag="touchline.vending.dispense_failed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.vending.dispense_failed.v1"
    dataschema: Literal["urn:touchline:schema:vending.dispense_failed:1.0"]
    data: VendingDispenseFailedData


SHAPES: dict[str, type[Accepted]] = {"touchline.vending.item_dispensed.v1": VendingItemDispensed, "touchline.vending.dispense_failed.v1": VendingDispenseFailed}
