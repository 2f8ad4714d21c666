"""Events of the subject pos, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class PosTransactionCompletedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStore
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    transaction_id: s.Id
    till_sequence: s.Count | UnsetType = UNSET
    business_date: s.Date | UnsetType = UNSET
    operator_ref: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)]
    subtotal: s.Money | UnsetType = UNSET
    tax: s.Money | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    total: s.Money
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('subtotal', 'tax', 'discount', 'total')
    LISTED: ClassVar[tuple[str, ...]] = ('items', 'tenders')

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.business_date is UNSET or s.dates[self.business_date])):
            raise LookCloser


class PosTransactionCompleted(Accepted, tag="touchline.pos.transaction_completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.pos.transaction_completed.v1"
    dataschema: Literal["urn:touchline:schema:pos.transaction_completed:1.0"]
    data: PosTransactionCompletedData


class PosTransactionVoidedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStore
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    transaction_id: s.Id
    voided_transaction_id: s.Id | UnsetType = UNSET
    till_sequence: s.Count | UnsetType = UNSET
    business_date: s.Date | UnsetType = UNSET
    operator_ref: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.business_date is UNSET or s.dates[self.business_date])):
            raise LookCloser


class PosTransactionVoided(Accepted, tag="touchline.pos.transaction_voided.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.pos.transaction_voided.v1"
    dataschema: Literal["urn:touchline:schema:pos.transaction_voided:1.0"]
    data: PosTransactionVoidedData


class PosTransactionSuspendedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStore
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    transaction_id: s.Id
    till_sequence: s.Count | UnsetType = UNSET
    business_date: s.Date | UnsetType = UNSET
    operator_ref: s.Id | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    total: s.Money | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('total',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.business_date is UNSET or s.dates[self.business_date])):
            raise LookCloser


class PosTransactionSuspended(Accepted, tag="touchline.pos.transaction_suspended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.pos.transaction_suspended.v1"
    dataschema: Literal["urn:touchline:schema:pos.transaction_suspended:1.0"]
    data: PosTransactionSuspendedData


class PosCustomerIdentifiedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStore
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    identification: s.Word
    transaction_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.identification]):
            raise LookCloser


class PosCustomerIdentified(Accepted, tag="touchline.pos.customer_identified.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.pos.customer_identified.v1"
    dataschema: Literal["urn:touchline:schema:pos.customer_identified:1.0"]
    data: PosCustomerIdentifiedData


SHAPES: dict[str, type[Accepted]] = {"touchline.pos.transaction_completed.v1": PosTransactionCompleted, "touchline.pos.transaction_voided.v1": PosTransactionVoided, "touchline.pos.transaction_suspended.v1": PosTransactionSuspended, "touchline.pos.customer_identified.v1": PosCustomerIdentified}
