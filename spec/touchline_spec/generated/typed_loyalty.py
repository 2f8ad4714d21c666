"""Events of the subject loyalty, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.forms import amounts
from touchline_spec.generated import typed_shapes as s
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class LoyaltyEnrolledData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    tier: s.Label | UnsetType = UNSET
    points_balance: s.Decimal | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.points_balance is UNSET or amounts[self.points_balance])):
            raise LookCloser


class LoyaltyEnrolled(Accepted, tag="touchline.loyalty.enrolled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.enrolled.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.enrolled:1.0"]
    data: LoyaltyEnrolledData


class LoyaltyTierChangedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    tier: s.Label
    previous_tier: s.Label | UnsetType = UNSET
    effective_at: s.Timestamp | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.effective_at is UNSET or is_usual(self.effective_at)) and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class LoyaltyTierChanged(Accepted, tag="touchline.loyalty.tier_changed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.tier_changed.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.tier_changed:1.0"]
    data: LoyaltyTierChangedData


class LoyaltyPointsEarnedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    points: s.Decimal
    points_balance: s.Decimal | UnsetType = UNSET
    points_name: s.Label | UnsetType = UNSET
    earned_for: s.Word | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and amounts[self.points] and (self.points_balance is UNSET or amounts[self.points_balance]) and (self.earned_for is UNSET or s.words[self.earned_for])):
            raise LookCloser


class LoyaltyPointsEarned(Accepted, tag="touchline.loyalty.points_earned.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.points_earned.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.points_earned:1.0"]
    data: LoyaltyPointsEarnedData


class LoyaltyPointsRedeemedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    points: s.Decimal
    points_balance: s.Decimal | UnsetType = UNSET
    points_name: s.Label | UnsetType = UNSET
    earned_for: s.Word | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    reward_id: s.Id | UnsetType = UNSET
    discount: s.Money | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('discount',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and amounts[self.points] and (self.points_balance is UNSET or amounts[self.points_balance]) and (self.earned_for is UNSET or s.words[self.earned_for])):
            raise LookCloser


class LoyaltyPointsRedeemed(Accepted, tag="touchline.loyalty.points_redeemed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.points_redeemed.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.points_redeemed:1.0"]
    data: LoyaltyPointsRedeemedData


class LoyaltyPointsExpiredData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    points: s.Decimal
    points_balance: s.Decimal | UnsetType = UNSET
    points_name: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and amounts[self.points] and (self.points_balance is UNSET or amounts[self.points_balance])):
            raise LookCloser


class LoyaltyPointsExpired(Accepted, tag="touchline.loyalty.points_expired.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.points_expired.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.points_expired:1.0"]
    data: LoyaltyPointsExpiredData


class LoyaltyRewardIssuedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    program_id: s.Id
    reward_id: s.Id
    reward_name: s.Label | UnsetType = UNSET
    coupon: s.Label | UnsetType = UNSET
    offer_id: s.Id | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class LoyaltyRewardIssued(Accepted, tag="touchline.loyalty.reward_issued.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.loyalty.reward_issued.v1"
    dataschema: Literal["urn:touchline:schema:loyalty.reward_issued:1.0"]
    data: LoyaltyRewardIssuedData


SHAPES: dict[str, type[Accepted]] = {"touchline.loyalty.enrolled.v1": LoyaltyEnrolled, "touchline.loyalty.tier_changed.v1": LoyaltyTierChanged, "touchline.loyalty.points_earned.v1": LoyaltyPointsEarned, "touchline.loyalty.points_redeemed.v1": LoyaltyPointsRedeemed, "touchline.loyalty.points_expired.v1": LoyaltyPointsExpired, "touchline.loyalty.reward_issued.v1": LoyaltyRewardIssued}
