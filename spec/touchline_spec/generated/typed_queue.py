"""Events of the subject queue, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class QueueJoinedData(Data, kw_only=True):
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
    queue_id: s.Id
    ticket_id: s.Id | UnsetType = UNSET
    party_size: s.Count | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    appointment_id: s.Id | UnsetType = UNSET
    queue_position: s.Count | UnsetType = UNSET
    estimated_wait_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class QueueJoined(Accepted, tag="touchline.queue.joined.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.queue.joined.v1"
    dataschema: Literal["urn:touchline:schema:queue.joined:1.0"]
    data: QueueJoinedData


class QueueServedData(Data, kw_only=True):
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
    queue_id: s.Id
    ticket_id: s.Id | UnsetType = UNSET
    party_size: s.Count | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    appointment_id: s.Id | UnsetType = UNSET
    wait_ms: s.Count | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class QueueServed(Accepted, tag="touchline.queue.served.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.queue.served.v1"
    dataschema: Literal["urn:touchline:schema:queue.served:1.0"]
    data: QueueServedData


class QueueAbandonedData(Data, kw_only=True):
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
    queue_id: s.Id
    ticket_id: s.Id | UnsetType = UNSET
    party_size: s.Count | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    appointment_id: s.Id | UnsetType = UNSET
    wait_ms: s.Count | UnsetType = UNSET
    associate_ref: s.Id | UnsetType = UNSET
    queue_position: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class QueueAbandoned(Accepted, tag="touchline.queue.abandoned.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.queue.abandoned.v1"
    dataschema: Literal["urn:touchline:schema:queue.abandoned:1.0"]
    data: QueueAbandonedData


SHAPES: dict[str, type[Accepted]] = {"touchline.queue.joined.v1": QueueJoined, "touchline.queue.served.v1": QueueServed, "touchline.queue.abandoned.v1": QueueAbandoned}
