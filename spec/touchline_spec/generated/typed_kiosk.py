"""Events of the subject kiosk, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class KioskSessionStartedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithReadPoint
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class KioskSessionStarted(Accepted, tag="touchline.kiosk.session_started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.kiosk.session_started.v1"
    dataschema: Literal["urn:touchline:schema:kiosk.session_started:1.0"]
    data: KioskSessionStartedData


class KioskSessionEndedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithReadPoint
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET
    end_reason: s.Word | UnsetType = UNSET
    interaction_count: s.Count | UnsetType = UNSET
    order_id: s.Id | UnsetType = UNSET
    transaction_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.end_reason is UNSET or s.words[self.end_reason])):
            raise LookCloser


class KioskSessionEnded(Accepted, tag="touchline.kiosk.session_ended.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.kiosk.session_ended.v1"
    dataschema: Literal["urn:touchline:schema:kiosk.session_ended:1.0"]
    data: KioskSessionEndedData


SHAPES: dict[str, type[Accepted]] = {"touchline.kiosk.session_started.v1": KioskSessionStarted, "touchline.kiosk.session_ended.v1": KioskSessionEnded}
