"""Events of the subject case, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class CaseOpenedData(Data, kw_only=True):
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
    case_id: s.Id
    case_status: s.Word | UnsetType = UNSET
    case_priority: s.Word | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    conversation_id: s.Id | UnsetType = UNSET
    call_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.case_status is UNSET or s.words[self.case_status]) and (self.case_priority is UNSET or s.words[self.case_priority])):
            raise LookCloser


class CaseOpened(Accepted, tag="touchline.case.opened.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.case.opened.v1"
    dataschema: Literal["urn:touchline:schema:case.opened:1.0"]
    data: CaseOpenedData


class CaseUpdatedData(Data, kw_only=True):
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
    case_id: s.Id
    case_status: s.Word | UnsetType = UNSET
    case_priority: s.Word | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    conversation_id: s.Id | UnsetType = UNSET
    call_id: s.Id | UnsetType = UNSET
    previous_status: s.Word | UnsetType = UNSET
    reopened: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.case_status is UNSET or s.words[self.case_status]) and (self.case_priority is UNSET or s.words[self.case_priority]) and (self.previous_status is UNSET or s.words[self.previous_status])):
            raise LookCloser


class CaseUpdated(Accepted, tag="touchline.case.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.case.updated.v1"
    dataschema: Literal["urn:touchline:schema:case.updated:1.0"]
    data: CaseUpdatedData


class CaseResolvedData(Data, kw_only=True):
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
    case_id: s.Id
    case_status: s.Word | UnsetType = UNSET
    case_priority: s.Word | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    conversation_id: s.Id | UnsetType = UNSET
    call_id: s.Id | UnsetType = UNSET
    outcome: s.Word | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.case_status is UNSET or s.words[self.case_status]) and (self.case_priority is UNSET or s.words[self.case_priority]) and (self.outcome is UNSET or s.words[self.outcome])):
            raise LookCloser


class CaseResolved(Accepted, tag="touchline.case.resolved.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.case.resolved.v1"
    dataschema: Literal["urn:touchline:schema:case.resolved:1.0"]
    data: CaseResolvedData


class CaseClosedData(Data, kw_only=True):
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
    case_id: s.Id
    case_status: s.Word | UnsetType = UNSET
    case_priority: s.Word | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET
    conversation_id: s.Id | UnsetType = UNSET
    call_id: s.Id | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.case_status is UNSET or s.words[self.case_status]) and (self.case_priority is UNSET or s.words[self.case_priority])):
            raise LookCloser


class CaseClosed(Accepted, tag="touchline.case.closed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.case.closed.v1"
    dataschema: Literal["urn:touchline:schema:case.closed:1.0"]
    data: CaseClosedData


SHAPES: dict[str, type[Accepted]] = {"touchline.case.opened.v1": CaseOpened, "touchline.case.updated.v1": CaseUpdated, "touchline.case.resolved.v1": CaseResolved, "touchline.case.closed.v1": CaseClosed}
