"""Events of the subject zone, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ZoneEnteredData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStoreZone
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    proximity: s.Word | UnsetType = UNSET
    confidence: s.Share | UnsetType = UNSET
    continued: s.Boolean | UnsetType = UNSET
    sampling: s.Word | UnsetType = UNSET
    sightings: s.Count | UnsetType = UNSET
    receivers: s.Count | UnsetType = UNSET
    partial: s.Boolean | UnsetType = UNSET
    suspected_replay: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.proximity is UNSET or s.words[self.proximity]) and (self.sampling is UNSET or s.words[self.sampling])):
            raise LookCloser


class ZoneEntered(Accepted, tag="touchline.zone.entered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.zone.entered.v1"
    dataschema: Literal["urn:touchline:schema:zone.entered:1.0"]
    data: ZoneEnteredData


class ZoneExitedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStoreZone
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    proximity: s.Word | UnsetType = UNSET
    confidence: s.Share | UnsetType = UNSET
    continued: s.Boolean | UnsetType = UNSET
    sampling: s.Word | UnsetType = UNSET
    sightings: s.Count | UnsetType = UNSET
    receivers: s.Count | UnsetType = UNSET
    partial: s.Boolean | UnsetType = UNSET
    suspected_replay: s.Boolean | UnsetType = UNSET
    dwell_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.proximity is UNSET or s.words[self.proximity]) and (self.sampling is UNSET or s.words[self.sampling])):
            raise LookCloser


class ZoneExited(Accepted, tag="touchline.zone.exited.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.zone.exited.v1"
    dataschema: Literal["urn:touchline:schema:zone.exited:1.0"]
    data: ZoneExitedData


class ZoneDwelledData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStoreZone
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    visit_id: s.Id | UnsetType = UNSET
    proximity: s.Word | UnsetType = UNSET
    confidence: s.Share | UnsetType = UNSET
    continued: s.Boolean | UnsetType = UNSET
    sampling: s.Word | UnsetType = UNSET
    sightings: s.Count | UnsetType = UNSET
    receivers: s.Count | UnsetType = UNSET
    partial: s.Boolean | UnsetType = UNSET
    suspected_replay: s.Boolean | UnsetType = UNSET
    dwell_ms: s.Count
    threshold_ms: s.Count | UnsetType = UNSET
    thresholds_ms: Annotated[list[s.Count], Meta(max_length=16)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.proximity is UNSET or s.words[self.proximity]) and (self.sampling is UNSET or s.words[self.sampling])):
            raise LookCloser


class ZoneDwelled(Accepted, tag="touchline.zone.dwelled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.zone.dwelled.v1"
    dataschema: Literal["urn:touchline:schema:zone.dwelled:1.0"]
    data: ZoneDwelledData


SHAPES: dict[str, type[Accepted]] = {"touchline.zone.entered.v1": ZoneEntered, "touchline.zone.exited.v1": ZoneExited, "touchline.zone.dwelled.v1": ZoneDwelled}
