"""Events of the subject message, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class MessageQueuedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageQueued(Accepted, tag="touchline.message.queued.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.queued.v1"
    dataschema: Literal["urn:touchline:schema:message.queued:1.0"]
    data: MessageQueuedData


class MessageSentData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageSent(Accepted, tag="touchline.message.sent.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.sent.v1"
    dataschema: Literal["urn:touchline:schema:message.sent:1.0"]
    data: MessageSentData


class MessageDeliveredData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageDelivered(Accepted, tag="touchline.message.delivered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.delivered.v1"
    dataschema: Literal["urn:touchline:schema:message.delivered:1.0"]
    data: MessageDeliveredData


class MessageDeferredData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    attempt: s.Count | UnsetType = UNSET
    diagnostic_code: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageDeferred(Accepted, tag="touchline.message.deferred.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.deferred.v1"
    dataschema: Literal["urn:touchline:schema:message.deferred:1.0"]
    data: MessageDeferredData


class MessageBouncedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    bounce_class: s.Word | UnsetType = UNSET
    diagnostic_code: s.Label | UnsetType = UNSET
    attempt: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium] and (self.bounce_class is UNSET or s.words[self.bounce_class])):
            raise LookCloser


class MessageBounced(Accepted, tag="touchline.message.bounced.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.bounced.v1"
    dataschema: Literal["urn:touchline:schema:message.bounced:1.0"]
    data: MessageBouncedData


class MessageFailedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET
    diagnostic_code: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageFailed(Accepted, tag="touchline.message.failed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.failed.v1"
    dataschema: Literal["urn:touchline:schema:message.failed:1.0"]
    data: MessageFailedData


class MessageDroppedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    reason: s.Label

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageDropped(Accepted, tag="touchline.message.dropped.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.dropped.v1"
    dataschema: Literal["urn:touchline:schema:message.dropped:1.0"]
    data: MessageDroppedData


class MessageOpenedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    machine_open: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageOpened(Accepted, tag="touchline.message.opened.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.opened.v1"
    dataschema: Literal["urn:touchline:schema:message.opened:1.0"]
    data: MessageOpenedData


class MessageClickedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    link_id: s.Id | UnsetType = UNSET
    link_url: s.Url
    machine_open: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium] and " " not in self.link_url):
            raise LookCloser


class MessageClicked(Accepted, tag="touchline.message.clicked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.clicked.v1"
    dataschema: Literal["urn:touchline:schema:message.clicked:1.0"]
    data: MessageClickedData


class MessageRepliedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET
    conversation_id: s.Id | UnsetType = UNSET
    intent: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium] and (self.intent is UNSET or s.words[self.intent])):
            raise LookCloser


class MessageReplied(Accepted, tag="touchline.message.replied.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.replied.v1"
    dataschema: Literal["urn:touchline:schema:message.replied:1.0"]
    data: MessageRepliedData


class MessageSpamReportedData(Data, kw_only=True):
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
    message_id: s.Id
    medium: s.Word
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    mailing_list_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium]):
            raise LookCloser


class MessageSpamReported(Accepted, tag="touchline.message.spam_reported.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.spam_reported.v1"
    dataschema: Literal["urn:touchline:schema:message.spam_reported:1.0"]
    data: MessageSpamReportedData


class MessageSubscribedData(Data, kw_only=True):
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
    medium: s.Word
    mailing_list_id: s.Id | UnsetType = UNSET
    subscription_scope: s.Word | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    form_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium] and (self.subscription_scope is UNSET or s.words[self.subscription_scope])):
            raise LookCloser


class MessageSubscribed(Accepted, tag="touchline.message.subscribed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.subscribed.v1"
    dataschema: Literal["urn:touchline:schema:message.subscribed:1.0"]
    data: MessageSubscribedData


class MessageUnsubscribedData(Data, kw_only=True):
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
    medium: s.Word
    mailing_list_id: s.Id | UnsetType = UNSET
    subscription_scope: s.Word | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    form_id: s.Id | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.medium] and (self.subscription_scope is UNSET or s.words[self.subscription_scope])):
            raise LookCloser


class MessageUnsubscribed(Accepted, tag="touchline.message.unsubscribed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.message.unsubscribed.v1"
    dataschema: Literal["urn:touchline:schema:message.unsubscribed:1.0"]
    data: MessageUnsubscribedData


SHAPES: dict[str, type[Accepted]] = {"touchline.message.queued.v1": MessageQueued, "touchline.message.sent.v1": MessageSent, "touchline.message.delivered.v1": MessageDelivered, "touchline.message.deferred.v1": MessageDeferred, "touchline.message.bounced.v1": MessageBounced, "touchline.message.failed.v1": MessageFailed, "touchline.message.dropped.v1": MessageDropped, "touchline.message.opened.v1": MessageOpened, "touchline.message.clicked.v1": MessageClicked, "touchline.message.replied.v1": MessageReplied, "touchline.message.spam_reported.v1": MessageSpamReported, "touchline.message.subscribed.v1": MessageSubscribed, "touchline.message.unsubscribed.v1": MessageUnsubscribed}
