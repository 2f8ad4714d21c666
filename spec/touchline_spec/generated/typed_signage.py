"""Events of the subject signage, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class SignageContentPlayedData(Data, kw_only=True):
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
    content_id: s.Id
    playlist_id: s.Id | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    venue_type: s.Label | UnsetType = UNSET
    audience_estimate: s.Number | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    ad_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class SignageContentPlayed(Accepted, tag="touchline.signage.content_played.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.signage.content_played.v1"
    dataschema: Literal["urn:touchline:schema:signage.content_played:1.0"]
    data: SignageContentPlayedData


class SignageInteractedData(Data, kw_only=True):
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
    content_id: s.Id | UnsetType = UNSET
    interaction: s.Word | UnsetType = UNSET
    venue_type: s.Label | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    handoff_ref: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.interaction is UNSET or s.words[self.interaction])):
            raise LookCloser


class SignageInteracted(Accepted, tag="touchline.signage.interacted.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.signage.interacted.v1"
    dataschema: Literal["urn:touchline:schema:signage.interacted:1.0"]
    data: SignageInteractedData


SHAPES: dict[str, type[Accepted]] = {"touchline.signage.content_played.v1": SignageContentPlayed, "touchline.signage.interacted.v1": SignageInteracted}
