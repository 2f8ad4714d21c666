"""Events of the subject payment, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class PaymentInfoEnteredData(Data, kw_only=True):
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
    payment_method: s.Word
    checkout_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    step: s.Count | UnsetType = UNSET
    items: Annotated[list[s.LineItem], Meta(max_length=500, min_length=1)] | UnsetType = UNSET
    value: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)
    LISTED: ClassVar[tuple[str, ...]] = ('items',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.payment_method]):
            raise LookCloser


class PaymentInfoEntered(Accepted, tag="touchline.payment.info_entered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.payment.info_entered.v1"
    dataschema: Literal["urn:touchline:schema:payment.info_entered:1.0"]
    data: PaymentInfoEnteredData


class PaymentAuthorizedData(Data, kw_only=True):
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
    payment_id: s.Id
    amount: s.Money
    payment_method: s.Word | UnsetType = UNSET
    payment_provider: s.Label | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    checkout_id: s.Id | UnsetType = UNSET
    subscription_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('tenders',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.payment_method is UNSET or s.words[self.payment_method])):
            raise LookCloser


class PaymentAuthorized(Accepted, tag="touchline.payment.authorized.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.payment.authorized.v1"
    dataschema: Literal["urn:touchline:schema:payment.authorized:1.0"]
    data: PaymentAuthorizedData


class PaymentDeclinedData(Data, kw_only=True):
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
    payment_id: s.Id
    amount: s.Money
    payment_method: s.Word | UnsetType = UNSET
    payment_provider: s.Label | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    checkout_id: s.Id | UnsetType = UNSET
    subscription_id: s.Id | UnsetType = UNSET
    decline_code: s.Label | UnsetType = UNSET
    decline_kind: s.Word | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('tenders',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.payment_method is UNSET or s.words[self.payment_method]) and (self.decline_kind is UNSET or s.words[self.decline_kind])):
            raise LookCloser


class PaymentDeclined(Accepted, tag="touchline.payment.declined.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.payment.declined.v1"
    dataschema: Literal["urn:touchline:schema:payment.declined:1.0"]
    data: PaymentDeclinedData


class PaymentCapturedData(Data, kw_only=True):
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
    payment_id: s.Id
    amount: s.Money
    payment_method: s.Word | UnsetType = UNSET
    payment_provider: s.Label | UnsetType = UNSET
    tenders: Annotated[list[s.Tender], Meta(max_length=50)] | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    checkout_id: s.Id | UnsetType = UNSET
    subscription_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('amount',)
    LISTED: ClassVar[tuple[str, ...]] = ('tenders',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.payment_method is UNSET or s.words[self.payment_method])):
            raise LookCloser


class PaymentCaptured(Accepted, tag="touchline.payment.captured.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.payment.captured.v1"
    dataschema: Literal["urn:touchline:schema:payment.captured:1.0"]
    data: PaymentCapturedData


SHAPES: dict[str, type[Accepted]] = {"touchline.payment.info_entered.v1": PaymentInfoEntered, "touchline.payment.authorized.v1": PaymentAuthorized, "touchline.payment.declined.v1": PaymentDeclined, "touchline.payment.captured.v1": PaymentCaptured}
