"""Events of the subject chat, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ChatStartedData(Data, kw_only=True):
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
    conversation_id: s.Id
    agent_ref: s.Id | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET
    automated: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.intent is UNSET or s.words[self.intent])):
            raise LookCloser


class ChatStarted(Accepted, tag="touchline.chat.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.chat.started.v1"
    dataschema: Literal["urn:touchline:schema:chat.started:1.0"]
    data: ChatStartedData


class ChatMessageSentData(Data, kw_only=True):
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
    conversation_id: s.Id
    agent_ref: s.Id | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET
    automated: s.Boolean | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.intent is UNSET or s.words[self.intent])):
            raise LookCloser


class ChatMessageSent(Accepted, tag="touchline.chat.message_sent.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.chat.message_sent.v1"
    dataschema: Literal["urn:touchline:schema:chat.message_sent:1.0"]
    data: ChatMessageSentData


class ChatMessageReceivedData(Data, kw_only=True):
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
    conversation_id: s.Id
    agent_ref: s.Id | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET
    automated: s.Boolean | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    sender: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.intent is UNSET or s.words[self.intent]) and (self.sender is UNSET or s.words[self.sender])):
            raise LookCloser


class ChatMessageReceived(Accepted, tag="touchline.chat.message_received.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.chat.message_received.v1"
    dataschema: Literal["urn:touchline:schema:chat.message_received:1.0"]
    data: ChatMessageReceivedData


class ChatEndedData(Data, kw_only=True):
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
    conversation_id: s.Id
    agent_ref: s.Id | UnsetType = UNSET
    topic: s.Label | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET
    automated: s.Boolean | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    outcome: s.Word | UnsetType = UNSET
    message_count: s.Count | UnsetType = UNSET
    case_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.intent is UNSET or s.words[self.intent]) and (self.outcome is UNSET or s.words[self.outcome])):
            raise LookCloser


class ChatEnded(Accepted, tag="touchline.chat.ended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.chat.ended.v1"
    dataschema: Literal["urn:touchline:schema:chat.ended:1.0"]
    data: ChatEndedData


SHAPES: dict[str, type[Accepted]] = {"touchline.chat.started.v1": ChatStarted, "touchline.chat.message_sent.v1": ChatMessageSent, "touchline.chat.message_received.v1": ChatMessageReceived, "touchline.chat.ended.v1": ChatEnded}
