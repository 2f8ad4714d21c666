"""Events of the subject handoff, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class HandoffIssuedData(Data, kw_only=True):
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
    handoff_ref: s.Id
    carrier: s.Word
    single_use: s.Boolean | UnsetType = UNSET
    expires_at: s.Timestamp | UnsetType = UNSET
    message_id: s.Id | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.carrier] and (self.expires_at is UNSET or is_usual(self.expires_at))):
            raise LookCloser


class HandoffIssued(Accepted, tag="touchline.handoff.issued.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.handoff.issued.v1"
    dataschema: Literal["urn:touchline:schema:handoff.issued:1.0"]
    data: HandoffIssuedData


class HandoffRedeemedData(Data, kw_only=True):
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
    handoff_ref: s.Id
    carrier: s.Word
    single_use: s.Boolean | UnsetType = UNSET
    confirmed: s.Boolean | UnsetType = UNSET
    issued_at: s.Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and s.words[self.carrier] and (self.issued_at is UNSET or is_usual(self.issued_at))):
            raise LookCloser


class HandoffRedeemed(Accepted, tag="touchline.handoff.redeemed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.handoff.redeemed.v1"
    dataschema: Literal["urn:touchline:schema:handoff.redeemed:1.0"]
    data: HandoffRedeemedData


SHAPES: dict[str, type[Accepted]] = {"touchline.handoff.issued.v1": HandoffIssued, "touchline.handoff.redeemed.v1": HandoffRedeemed}
