"""Events of the subject push, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class PushReceivedData(Data, kw_only=True):
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
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class PushReceived(Accepted, tag="touchline.push.received.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.push.received.v1"
    dataschema: Literal["urn:touchline:schema:push.received:1.0"]
    data: PushReceivedData


class PushTappedData(Data, kw_only=True):
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
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET
    notification_action: s.Word | UnsetType = UNSET
    link_url: s.Url | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.notification_action is UNSET or s.words[self.notification_action]) and (self.link_url is UNSET or " " not in self.link_url)):
            raise LookCloser


class PushTapped(Accepted, tag="touchline.push.tapped.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.push.tapped.v1"
    dataschema: Literal["urn:touchline:schema:push.tapped:1.0"]
    data: PushTappedData


class PushDismissedData(Data, kw_only=True):
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
    template_id: s.Id | UnsetType = UNSET
    message_title: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class PushDismissed(Accepted, tag="touchline.push.dismissed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.push.dismissed.v1"
    dataschema: Literal["urn:touchline:schema:push.dismissed:1.0"]
    data: PushDismissedData


SHAPES: dict[str, type[Accepted]] = {"touchline.push.received.v1": PushReceived, "touchline.push.tapped.v1": PushTapped, "touchline.push.dismissed.v1": PushDismissed}
