"""Events of the subject assistance, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class AssistanceRequestedData(Data, kw_only=True):
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
    assistance_id: s.Id
    topic: s.Label | UnsetType = UNSET
    requested_by: s.Word | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.requested_by is UNSET or s.words[self.requested_by])):
            raise LookCloser


class AssistanceRequested(Accepted, tag="touchline.assistance.requested.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.assistance.requested.v1"
    dataschema: Literal["urn:touchline:schema:assistance.requested:1.0"]
    data: AssistanceRequestedData


class AssistanceStartedData(Data, kw_only=True):
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
    assistance_id: s.Id
    topic: s.Label | UnsetType = UNSET
    requested_by: s.Word | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    wait_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.requested_by is UNSET or s.words[self.requested_by])):
            raise LookCloser


class AssistanceStarted(Accepted, tag="touchline.assistance.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.assistance.started.v1"
    dataschema: Literal["urn:touchline:schema:assistance.started:1.0"]
    data: AssistanceStartedData


class AssistanceEndedData(Data, kw_only=True):
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
    assistance_id: s.Id
    topic: s.Label | UnsetType = UNSET
    requested_by: s.Word | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    outcome: s.Word | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.requested_by is UNSET or s.words[self.requested_by]) and (self.outcome is UNSET or s.words[self.outcome])):
            raise LookCloser


class AssistanceEnded(Accepted, tag="touchline.assistance.ended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.assistance.ended.v1"
    dataschema: Literal["urn:touchline:schema:assistance.ended:1.0"]
    data: AssistanceEndedData


SHAPES: dict[str, type[Accepted]] = {"touchline.assistance.requested.v1": AssistanceRequested, "touchline.assistance.started.v1": AssistanceStarted, "touchline.assistance.ended.v1": AssistanceEnded}
