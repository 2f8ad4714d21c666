"""Events of the subject product_list, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class ProductListViewedData(Data, kw_only=True):
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
    list_id: s.Id | UnsetType = UNSET
    list_name: s.Label | UnsetType = UNSET
    category: s.Label | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    result_count: s.Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ProductListViewed(Accepted, tag="touchline.product_list.viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.product_list.viewed.v1"
    dataschema: Literal["urn:touchline:schema:product_list.viewed:1.0"]
    data: ProductListViewedData


class ProductListFilteredData(Data, kw_only=True):
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
    list_id: s.Id | UnsetType = UNSET
    list_name: s.Label | UnsetType = UNSET
    category: s.Label | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET
    result_count: s.Count | UnsetType = UNSET
    filters: Annotated[list[s.ListFilter], Meta(max_length=100)]
    sorts: Annotated[list[s.ListSort], Meta(max_length=20)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext)))):
            raise LookCloser


class ProductListFiltered(Accepted, tag="touchline.product_list.filtered.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.product_list.filtered.v1"
    dataschema: Literal["urn:touchline:schema:product_list.filtered:1.0"]
    data: ProductListFilteredData


SHAPES: dict[str, type[Accepted]] = {"touchline.product_list.viewed.v1": ProductListViewed, "touchline.product_list.filtered.v1": ProductListFiltered}
