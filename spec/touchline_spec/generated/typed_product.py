"""Events of the subject product, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ProductClickedData(Data, kw_only=True):
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
    product: s.Product
    list_id: s.Id | UnsetType = UNSET
    list_name: s.Label | UnsetType = UNSET
    search_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ProductClicked(Accepted, tag="touchline.product.clicked.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.product.clicked.v1"
    dataschema: Literal["urn:touchline:schema:product.clicked:1.0"]
    data: ProductClickedData


class ProductViewedData(Data, kw_only=True):
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
    product: s.Product
    list_id: s.Id | UnsetType = UNSET
    search_id: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ProductViewed(Accepted, tag="touchline.product.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.product.viewed.v1"
    dataschema: Literal["urn:touchline:schema:product.viewed:1.0"]
    data: ProductViewedData


class ProductSharedData(Data, kw_only=True):
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
    product: s.Product
    share_method: s.Word | UnsetType = UNSET
    recipient_ref: s.Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.share_method is UNSET or s.words[self.share_method])):
            raise LookCloser


class ProductShared(Accepted, tag="touchline.product.shared.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.product.shared.v1"
    dataschema: Literal["urn:touchline:schema:product.shared:1.0"]
    data: ProductSharedData


SHAPES: dict[str, type[Accepted]] = {"touchline.product.clicked.v1": ProductClicked, "touchline.product.viewed.v1": ProductViewed, "touchline.product.shared.v1": ProductShared}
