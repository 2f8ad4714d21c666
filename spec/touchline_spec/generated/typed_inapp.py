"""Events of the subject inapp, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class InappDisplayedData(Data, kw_only=True):
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
    inapp_format: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.inapp_format is UNSET or s.words[self.inapp_format])):
            raise LookCloser


class InappDisplayed(Accepted, tag="touchline.inapp.displayed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.inapp.displayed.v1"
    dataschema: Literal["urn:touchline:schema:inapp.displayed:1.0"]
    data: InappDisplayedData


class InappClickedData(Data, kw_only=True):
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
    inapp_format: s.Word | UnsetType = UNSET
    link_id: s.Id | UnsetType = UNSET
    link_url: s.Url | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.inapp_format is UNSET or s.words[self.inapp_format]) and (self.link_url is UNSET or " " not in self.link_url)):
            raise LookCloser


class InappClicked(Accepted, tag="touchline.inapp.clicked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.inapp.clicked.v1"
    dataschema: Literal["urn:touchline:schema:inapp.clicked:1.0"]
    data: InappClickedData


class InappDismissedData(Data, kw_only=True):
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
    inapp_format: s.Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.inapp_format is UNSET or s.words[self.inapp_format])):
            raise LookCloser


class InappDismissed(Accepted, tag="touchline.inapp.dismissed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.inapp.dismissed.v1"
    dataschema: Literal["urn:touchline:schema:inapp.dismissed:1.0"]
    data: InappDismissedData


SHAPES: dict[str, type[Accepted]] = {"touchline.inapp.displayed.v1": InappDisplayed, "touchline.inapp.clicked.v1": InappClicked, "touchline.inapp.dismissed.v1": InappDismissed}
