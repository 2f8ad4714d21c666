"""Events of the subject page, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class PageViewedData(Data, kw_only=True):
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
    load_ms: s.Count | UnsetType = UNSET
    scroll_share: s.Share | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class PageViewed(Accepted, tag="touchline.page.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.page.viewed.v1"
    dataschema: Literal["urn:touchline:schema:page.viewed:1.0"]
    data: PageViewedData


SHAPES: dict[str, type[Accepted]] = {"touchline.page.viewed.v1": PageViewed}
