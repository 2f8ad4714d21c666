"""Events of the subject identity, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class IdentitySignedUpData(Data, kw_only=True):
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
    auth_method: s.Word | UnsetType = UNSET
    sign_up_kind: s.Word | UnsetType = UNSET
    group_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.auth_method is UNSET or s.words[self.auth_method]) and (self.sign_up_kind is UNSET or s.words[self.sign_up_kind])):
            raise LookCloser


class IdentitySignedUp(Accepted, tag="touchline.identity.signed_up.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.signed_up.v1"
    dataschema: Literal["urn:touchline:schema:identity.signed_up:1.0"]
    data: IdentitySignedUpData


class IdentitySignedInData(Data, kw_only=True):
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
    auth_method: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.auth_method is UNSET or s.words[self.auth_method])):
            raise LookCloser


class IdentitySignedIn(Accepted, tag="touchline.identity.signed_in.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.signed_in.v1"
    dataschema: Literal["urn:touchline:schema:identity.signed_in:1.0"]
    data: IdentitySignedInData


class IdentitySignedOutData(Data, kw_only=True):
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
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class IdentitySignedOut(Accepted, tag="touchline.identity.signed_out.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.signed_out.v1"
    dataschema: Literal["urn:touchline:schema:identity.signed_out:1.0"]
    data: IdentitySignedOutData


class IdentityUpdatedData(Data, kw_only=True):
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
    changed: Annotated[list[s.Word], Meta(max_length=100, min_length=1)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.changed is UNSET or all(s.words[each] for each in self.changed))):
            raise LookCloser


class IdentityUpdated(Accepted, tag="touchline.identity.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.updated.v1"
    dataschema: Literal["urn:touchline:schema:identity.updated:1.0"]
    data: IdentityUpdatedData


class IdentityLinkedData(Data, kw_only=True):
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
    link_from: s.Identity
    link_to: s.Identity
    link_method: s.Word
    certainty: s.LinkCertainty
    confidence: s.Share | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.link_method]):
            raise LookCloser


class IdentityLinked(Accepted, tag="touchline.identity.linked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.linked.v1"
    dataschema: Literal["urn:touchline:schema:identity.linked:1.0"]
    data: IdentityLinkedData


class IdentityUnlinkedData(Data, kw_only=True):
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
    link_from: s.Identity
    link_to: s.Identity
    link_method: s.Word | UnsetType = UNSET
    reason: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.link_method is UNSET or s.words[self.link_method])):
            raise LookCloser


class IdentityUnlinked(Accepted, tag="touchline.identity.unlinked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.unlinked.v1"
    dataschema: Literal["urn:touchline:schema:identity.unlinked:1.0"]
    data: IdentityUnlinkedData


class IdentityErasureRequestedData(Data, kw_only=True):
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
    request_id: s.Id | UnsetType = UNSET
    erasure_scope: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.erasure_scope is UNSET or s.words[self.erasure_scope])):
            raise LookCloser


class IdentityErasureRequested(Accepted, tag="touchline.identity.erasure_requested.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.identity.erasure_requested.v1"
    dataschema: Literal["urn:touchline:schema:identity.erasure_requested:1.0"]
    data: IdentityErasureRequestedData


SHAPES: dict[str, type[Accepted]] = {"touchline.identity.signed_up.v1": IdentitySignedUp, "touchline.identity.signed_in.v1": IdentitySignedIn, "touchline.identity.signed_out.v1": IdentitySignedOut, "touchline.identity.updated.v1": IdentityUpdated, "touchline.identity.linked.v1": IdentityLinked, "touchline.identity.unlinked.v1": IdentityUnlinked, "touchline.identity.erasure_requested.v1": IdentityErasureRequested}
