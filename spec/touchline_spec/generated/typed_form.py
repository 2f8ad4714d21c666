"""Events of the subject form, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class FormStartedData(Data, kw_only=True):
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
    form_id: s.Id
    form_name: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class FormStarted(Accepted, tag="touchline.form.started.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.form.started.v1"
    dataschema: Literal["urn:touchline:schema:form.started:1.0"]
    data: FormStartedData


class FormSubmittedData(Data, kw_only=True):
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
    form_id: s.Id
    form_name: s.Label | UnsetType = UNSET
    field_names: Annotated[list[s.Label], Meta(max_length=200)] | UnsetType = UNSET
    duration_ms: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class FormSubmitted(Accepted, tag="touchline.form.submitted.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.form.submitted.v1"
    dataschema: Literal["urn:touchline:schema:form.submitted:1.0"]
    data: FormSubmittedData


SHAPES: dict[str, type[Accepted]] = {"touchline.form.started.v1": FormStarted, "touchline.form.submitted.v1": FormSubmitted}
