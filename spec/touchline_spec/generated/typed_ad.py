"""Events of the subject ad, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class AdImpressedData(Data, kw_only=True):
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
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    ad_format: s.Word | UnsetType = UNSET
    impression_id: s.Id | UnsetType = UNSET
    cost: s.Money | UnsetType = UNSET
    cost_model: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.network is UNSET or s.words[self.network]) and (self.ad_format is UNSET or s.words[self.ad_format]) and (self.cost_model is UNSET or s.words[self.cost_model])):
            raise LookCloser


class AdImpressed(Accepted, tag="touchline.ad.impressed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.ad.impressed.v1"
    dataschema: Literal["urn:touchline:schema:ad.impressed:1.0"]
    data: AdImpressedData


class AdViewableData(Data, kw_only=True):
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
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    ad_format: s.Word | UnsetType = UNSET
    impression_id: s.Id | UnsetType = UNSET
    cost: s.Money | UnsetType = UNSET
    cost_model: s.Word | UnsetType = UNSET
    visible_share: s.Share | UnsetType = UNSET
    visible_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.network is UNSET or s.words[self.network]) and (self.ad_format is UNSET or s.words[self.ad_format]) and (self.cost_model is UNSET or s.words[self.cost_model])):
            raise LookCloser


class AdViewable(Accepted, tag="touchline.ad.viewable.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.ad.viewable.v1"
    dataschema: Literal["urn:touchline:schema:ad.viewable:1.0"]
    data: AdViewableData


class AdClickedData(Data, kw_only=True):
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
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    landing_url: s.Url | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    ad_format: s.Word | UnsetType = UNSET
    impression_id: s.Id | UnsetType = UNSET
    cost: s.Money | UnsetType = UNSET
    cost_model: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.landing_url is UNSET or " " not in self.landing_url) and (self.network is UNSET or s.words[self.network]) and (self.ad_format is UNSET or s.words[self.ad_format]) and (self.cost_model is UNSET or s.words[self.cost_model])):
            raise LookCloser


class AdClicked(Accepted, tag="touchline.ad.clicked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.ad.clicked.v1"
    dataschema: Literal["urn:touchline:schema:ad.clicked:1.0"]
    data: AdClickedData


class AdQuartileReachedData(Data, kw_only=True):
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
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    ad_format: s.Word | UnsetType = UNSET
    impression_id: s.Id | UnsetType = UNSET
    quartile: s.Count
    playhead_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.network is UNSET or s.words[self.network]) and (self.ad_format is UNSET or s.words[self.ad_format])):
            raise LookCloser


class AdQuartileReached(Accepted, tag="touchline.ad.quartile_reached.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.ad.quartile_reached.v1"
    dataschema: Literal["urn:touchline:schema:ad.quartile_reached:1.0"]
    data: AdQuartileReachedData


class AdCompletedData(Data, kw_only=True):
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
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    placement: s.Label | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    ad_format: s.Word | UnsetType = UNSET
    impression_id: s.Id | UnsetType = UNSET
    quartile: s.Count | UnsetType = UNSET
    playhead_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.network is UNSET or s.words[self.network]) and (self.ad_format is UNSET or s.words[self.ad_format])):
            raise LookCloser


class AdCompleted(Accepted, tag="touchline.ad.completed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.ad.completed.v1"
    dataschema: Literal["urn:touchline:schema:ad.completed:1.0"]
    data: AdCompletedData


SHAPES: dict[str, type[Accepted]] = {"touchline.ad.impressed.v1": AdImpressed, "touchline.ad.viewable.v1": AdViewable, "touchline.ad.clicked.v1": AdClicked, "touchline.ad.quartile_reached.v1": AdQuartileReached, "touchline.ad.completed.v1": AdCompleted}
