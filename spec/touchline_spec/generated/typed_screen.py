"""Events of the subject screen, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ScreenViewedData(Data, kw_only=True):
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
    screen_name: s.Label
    screen_class: s.Label | UnsetType = UNSET
    previous_screen: s.Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ScreenViewed(Accepted, tag="touchline.screen.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.screen.viewed.v1"
    dataschema: Literal["urn:touchline:schema:screen.viewed:1.0"]
    data: ScreenViewedData


SHAPES: dict[str, type[Accepted]] = {"touchline.screen.viewed.v1": ScreenViewed}
