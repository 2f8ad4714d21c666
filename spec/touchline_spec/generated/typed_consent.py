"""Events of the subject consent, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ConsentUpdatedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    previous: s.ConsentPurposes | UnsetType = UNSET
    prompt_form: s.Word | UnsetType = UNSET
    prompt_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.prompt_form is UNSET or s.words[self.prompt_form])):
            raise LookCloser


class ConsentUpdated(Accepted, tag="touchline.consent.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.consent.updated.v1"
    dataschema: Literal["urn:touchline:schema:consent.updated:1.0"]
    data: ConsentUpdatedData


class ConsentViewedData(Data, kw_only=True):
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
    prompt_form: s.Word | UnsetType = UNSET
    prompt_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.prompt_form is UNSET or s.words[self.prompt_form])):
            raise LookCloser


class ConsentViewed(Accepted, tag="touchline.consent.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.consent.viewed.v1"
    dataschema: Literal["urn:touchline:schema:consent.viewed:1.0"]
    data: ConsentViewedData


class ConsentExpiredData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)]
    consent: s.Consent
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    previous: s.ConsentPurposes | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ConsentExpired(Accepted, tag="touchline.consent.expired.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.consent.expired.v1"
    dataschema: Literal["urn:touchline:schema:consent.expired:1.0"]
    data: ConsentExpiredData


SHAPES: dict[str, type[Accepted]] = {"touchline.consent.updated.v1": ConsentUpdated, "touchline.consent.viewed.v1": ConsentViewed, "touchline.consent.expired.v1": ConsentExpired}
