"""Events of the subject visit, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class VisitStartedData(Data, kw_only=True):
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
    visit_id: s.Id | UnsetType = UNSET
    confidence: s.Share | UnsetType = UNSET
    proven: s.Boolean | UnsetType = UNSET
    presence_proof: s.PresenceProof | UnsetType = UNSET
    continued: s.Boolean | UnsetType = UNSET
    sampling: s.Word | UnsetType = UNSET
    sightings: s.Count | UnsetType = UNSET
    receivers: s.Count | UnsetType = UNSET
    partial: s.Boolean | UnsetType = UNSET
    suspected_replay: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.sampling is UNSET or s.words[self.sampling])):
            raise LookCloser


class VisitStarted(Accepted, tag="touchline.visit.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.visit.started.v1"
    dataschema: Literal["urn:touchline:schema:visit.started:1.0"]
    data: VisitStartedData


class VisitEndedData(Data, kw_only=True):
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
    visit_id: s.Id | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    end_reason: s.Word | UnsetType = UNSET
    confidence: s.Share | UnsetType = UNSET
    continued: s.Boolean | UnsetType = UNSET
    sampling: s.Word | UnsetType = UNSET
    sightings: s.Count | UnsetType = UNSET
    receivers: s.Count | UnsetType = UNSET
    partial: s.Boolean | UnsetType = UNSET
    suspected_replay: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.end_reason is UNSET or s.words[self.end_reason]) and (self.sampling is UNSET or s.words[self.sampling])):
            raise LookCloser


class VisitEnded(Accepted, tag="touchline.visit.ended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.visit.ended.v1"
    dataschema: Literal["urn:touchline:schema:visit.ended:1.0"]
    data: VisitEndedData


SHAPES: dict[str, type[Accepted]] = {"touchline.visit.started.v1": VisitStarted, "touchline.visit.ended.v1": VisitEnded}
