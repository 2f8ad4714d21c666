"""Events of the subject offer, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class OfferIssuedData(Data, kw_only=True):
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
    offer_id: s.Id
    offer_name: s.Label | UnsetType = UNSET
    offer_kind: s.Word | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    valid_from: s.Timestamp | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET
    program_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.offer_kind is UNSET or s.words[self.offer_kind]) and (self.valid_from is UNSET or is_usual(self.valid_from)) and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class OfferIssued(Accepted, tag="touchline.offer.issued.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.offer.issued.v1"
    dataschema: Literal["urn:touchline:schema:offer.issued:1.0"]
    data: OfferIssuedData


class OfferRedeemedData(Data, kw_only=True):
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
    offer_id: s.Id
    offer_name: s.Label | UnsetType = UNSET
    offer_kind: s.Word | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    valid_from: s.Timestamp | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET
    program_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.offer_kind is UNSET or s.words[self.offer_kind]) and (self.valid_from is UNSET or is_usual(self.valid_from)) and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class OfferRedeemed(Accepted, tag="touchline.offer.redeemed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.offer.redeemed.v1"
    dataschema: Literal["urn:touchline:schema:offer.redeemed:1.0"]
    data: OfferRedeemedData


class OfferExpiredData(Data, kw_only=True):
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
    offer_id: s.Id
    offer_name: s.Label | UnsetType = UNSET
    offer_kind: s.Word | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    valid_from: s.Timestamp | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET
    program_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.offer_kind is UNSET or s.words[self.offer_kind]) and (self.valid_from is UNSET or is_usual(self.valid_from)) and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class OfferExpired(Accepted, tag="touchline.offer.expired.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.offer.expired.v1"
    dataschema: Literal["urn:touchline:schema:offer.expired:1.0"]
    data: OfferExpiredData


SHAPES: dict[str, type[Accepted]] = {"touchline.offer.issued.v1": OfferIssued, "touchline.offer.redeemed.v1": OfferRedeemed, "touchline.offer.expired.v1": OfferExpired}
