"""Events of the subject app, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class AppInstalledData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.AppWithVersion
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppInstalled(Accepted, tag="touchline.app.installed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.installed.v1"
    dataschema: Literal["urn:touchline:schema:app.installed:1.0"]
    data: AppInstalledData


class AppOpenedData(Data, kw_only=True):
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
    from_background: s.Boolean | UnsetType = UNSET
    referring_app: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppOpened(Accepted, tag="touchline.app.opened.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.opened.v1"
    dataschema: Literal["urn:touchline:schema:app.opened:1.0"]
    data: AppOpenedData


class AppBackgroundedData(Data, kw_only=True):
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
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppBackgrounded(Accepted, tag="touchline.app.backgrounded.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.backgrounded.v1"
    dataschema: Literal["urn:touchline:schema:app.backgrounded:1.0"]
    data: AppBackgroundedData


class AppUpdatedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.AppWithVersion
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    previous_version: s.Version | UnsetType = UNSET
    previous_build: s.Version | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppUpdated(Accepted, tag="touchline.app.updated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.updated.v1"
    dataschema: Literal["urn:touchline:schema:app.updated:1.0"]
    data: AppUpdatedData


class AppUninstalledData(Data, kw_only=True):
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

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppUninstalled(Accepted, tag="touchline.app.uninstalled.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.uninstalled.v1"
    dataschema: Literal["urn:touchline:schema:app.uninstalled:1.0"]
    data: AppUninstalledData


class AppCrashedData(Data, kw_only=True):
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
    error_class: s.Label | UnsetType = UNSET
    fatal: s.Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class AppCrashed(Accepted, tag="touchline.app.crashed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.app.crashed.v1"
    dataschema: Literal["urn:touchline:schema:app.crashed:1.0"]
    data: AppCrashedData


SHAPES: dict[str, type[Accepted]] = {"touchline.app.installed.v1": AppInstalled, "touchline.app.opened.v1": AppOpened, "touchline.app.backgrounded.v1": AppBackgrounded, "touchline.app.updated.v1": AppUpdated, "touchline.app.uninstalled.v1": AppUninstalled, "touchline.app.crashed.v1": AppCrashed}
