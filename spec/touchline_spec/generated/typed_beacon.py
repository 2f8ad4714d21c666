"""Events of the subject beacon, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class BeaconSightedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.LocationWithStoreReadPoint
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    rssi: s.Integer
    tx_power: s.Integer | UnsetType = UNSET
    sighting_count: s.Count | UnsetType = UNSET
    proximity: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.proximity is UNSET or s.words[self.proximity])):
            raise LookCloser


class BeaconSighted(Accepted, tag="touchline.beacon.sighted.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.beacon.sighted.v1"
    dataschema: Literal["urn:touchline:schema:beacon.sighted:1.0"]
    data: BeaconSightedData


SHAPES: dict[str, type[Accepted]] = {"touchline.beacon.sighted.v1": BeaconSighted}
