"""Events of the subject promotion, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class PromotionViewedData(Data, kw_only=True):
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
    promotion_id: s.Id
    promotion_name: s.Label | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class PromotionViewed(Accepted, tag="touchline.promotion.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.promotion.viewed.v1"
    dataschema: Literal["urn:touchline:schema:promotion.viewed:1.0"]
    data: PromotionViewedData


class PromotionClickedData(Data, kw_only=True):
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
    promotion_id: s.Id
    promotion_name: s.Label | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    landing_url: s.Url | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.landing_url is UNSET or " " not in self.landing_url)):
            raise LookCloser


class PromotionClicked(Accepted, tag="touchline.promotion.clicked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.promotion.clicked.v1"
    dataschema: Literal["urn:touchline:schema:promotion.clicked:1.0"]
    data: PromotionClickedData


SHAPES: dict[str, type[Accepted]] = {"touchline.promotion.viewed.v1": PromotionViewed, "touchline.promotion.clicked.v1": PromotionClicked}
