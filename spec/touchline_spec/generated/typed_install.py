"""Events of the subject install, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class InstallAttributedData(Data, kw_only=True):
    channel: s.Word
    identities: Annotated[list[s.Identity], Meta(max_length=32)] | UnsetType = UNSET
    consent: s.Consent | UnsetType = UNSET
    session: s.Session | UnsetType = UNSET
    device: s.Device | UnsetType = UNSET
    app: s.App | UnsetType = UNSET
    page: s.Page | UnsetType = UNSET
    campaign: s.Campaign
    location: s.Location | UnsetType = UNSET
    clock: s.Clock | UnsetType = UNSET
    ext: s.Ext | UnsetType = UNSET
    link_provider: s.Label
    attribution_model: s.Word | UnsetType = UNSET
    ad_id: s.Id | UnsetType = UNSET
    creative_id: s.Id | UnsetType = UNSET
    network: s.Word | UnsetType = UNSET
    install_began_at: s.Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.attribution_model is UNSET or s.words[self.attribution_model]) and (self.network is UNSET or s.words[self.network]) and (self.install_began_at is UNSET or is_usual(self.install_began_at))):
            raise LookCloser


class InstallAttributed(Accepted, tag="touchline.install.attributed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.install.attributed.v1"
    dataschema: Literal["urn:touchline:schema:install.attributed:1.0"]
    data: InstallAttributedData


SHAPES: dict[str, type[Accepted]] = {"touchline.install.attributed.v1": InstallAttributed}
