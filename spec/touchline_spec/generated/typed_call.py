"""Events of the subject call, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class CallStartedData(Data, kw_only=True):
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
    call_id: s.Id
    direction: s.Word
    queue: s.Label | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.direction] and (self.intent is UNSET or s.words[self.intent])):
            raise LookCloser


class CallStarted(Accepted, tag="touchline.call.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.call.started.v1"
    dataschema: Literal["urn:touchline:schema:call.started:1.0"]
    data: CallStartedData


class CallAnsweredData(Data, kw_only=True):
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
    call_id: s.Id
    direction: s.Word | UnsetType = UNSET
    queue: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    wait_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.direction is UNSET or s.words[self.direction])):
            raise LookCloser


class CallAnswered(Accepted, tag="touchline.call.answered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.call.answered.v1"
    dataschema: Literal["urn:touchline:schema:call.answered:1.0"]
    data: CallAnsweredData


class CallTransferredData(Data, kw_only=True):
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
    call_id: s.Id
    direction: s.Word | UnsetType = UNSET
    queue: s.Label | UnsetType = UNSET
    previous_queue: s.Label | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.direction is UNSET or s.words[self.direction])):
            raise LookCloser


class CallTransferred(Accepted, tag="touchline.call.transferred.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.call.transferred.v1"
    dataschema: Literal["urn:touchline:schema:call.transferred:1.0"]
    data: CallTransferredData


class CallEndedData(Data, kw_only=True):
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
    call_id: s.Id
    direction: s.Word | UnsetType = UNSET
    queue: s.Label | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    outcome: s.Word | UnsetType = UNSET
    agent_ref: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    case_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.direction is UNSET or s.words[self.direction]) and (self.outcome is UNSET or s.words[self.outcome])):
            raise LookCloser


class CallEnded(Accepted, tag="touchline.call.ended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.call.ended.v1"
    dataschema: Literal["urn:touchline:schema:call.ended:1.0"]
    data: CallEndedData


class CallAbandonedData(Data, kw_only=True):
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
    call_id: s.Id
    direction: s.Word | UnsetType = UNSET
    queue: s.Label | UnsetType = UNSET
    wait_ms: s.Count | UnsetType = UNSET
    queue_position: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.direction is UNSET or s.words[self.direction])):
            raise LookCloser


class CallAbandoned(Accepted, tag="touchline.call.abandoned.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.call.abandoned.v1"
    dataschema: Literal["urn:touchline:schema:call.abandoned:1.0"]
    data: CallAbandonedData


SHAPES: dict[str, type[Accepted]] = {"touchline.call.started.v1": CallStarted, "touchline.call.answered.v1": CallAnswered, "touchline.call.transferred.v1": CallTransferred, "touchline.call.ended.v1": CallEnded, "touchline.call.abandoned.v1": CallAbandoned}
