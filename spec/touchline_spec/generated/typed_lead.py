"""Events of the subject lead, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class LeadGeneratedData(Data, kw_only=True):
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
    lead_id: s.Id | UnsetType = UNSET
    value: s.Money | UnsetType = UNSET
    interest: s.Label | UnsetType = UNSET
    form_id: s.Id | UnsetType = UNSET
    group_id: s.Id | UnsetType = UNSET
    PAID: ClassVar[tuple[str, ...]] = ('value',)

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class LeadGenerated(Accepted, tag="touchline.lead.generated.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.lead.generated.v1"
    dataschema: Literal["urn:touchline:schema:lead.generated:1.0"]
    data: LeadGeneratedData


SHAPES: dict[str, type[Accepted]] = {"touchline.lead.generated.v1": LeadGenerated}
