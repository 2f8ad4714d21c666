"""Events of the subject group, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class GroupCreatedData(Data, kw_only=True):
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
    group_id: s.Id
    group_name: s.Label | UnsetType = UNSET
    group_kind: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.group_kind is UNSET or s.words[self.group_kind])):
            raise LookCloser


class GroupCreated(Accepted, tag="touchline.group.created.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.group.created.v1"
    dataschema: Literal["urn:touchline:schema:group.created:1.0"]
    data: GroupCreatedData


class GroupJoinedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    group_id: s.Id
    group_kind: s.Word | UnsetType = UNSET
    role: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.group_kind is UNSET or s.words[self.group_kind])):
            raise LookCloser


class GroupJoined(Accepted, tag="touchline.group.joined.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.group.joined.v1"
    dataschema: Literal["urn:touchline:schema:group.joined:1.0"]
    data: GroupJoinedData


class GroupLeftData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    group_id: s.Id
    group_kind: s.Word | UnsetType = UNSET
    role: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.group_kind is UNSET or s.words[self.group_kind])):
            raise LookCloser


class GroupLeft(Accepted, tag="touchline.group.left.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.group.left.v1"
    dataschema: Literal["urn:touchline:schema:group.left:1.0"]
    data: GroupLeftData


SHAPES: dict[str, type[Accepted]] = {"touchline.group.created.v1": GroupCreated, "touchline.group.joined.v1": GroupJoined, "touchline.group.left.v1": GroupLeft}
