"""Events of the subject deeplink, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class DeeplinkOpenedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.PageWithUrl
    campaign: s.Campaign | UnsetType = UNSET
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    link_provider: s.Label | UnsetType = UNSET
    deferred: s.Boolean | UnsetType = UNSET
    handoff_ref: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class DeeplinkOpened(Accepted, tag="touchline.deeplink.opened.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.deeplink.opened.v1"
    dataschema: Literal["urn:touchline:schema:deeplink.opened:1.0"]
    data: DeeplinkOpenedData


SHAPES: dict[str, type[Accepted]] = {"touchline.deeplink.opened.v1": DeeplinkOpened}
