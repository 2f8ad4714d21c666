"""Events of the subject search, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, ClassVar, Literal

from touchline_spec.accepted import Accepted, Data
from touchline_spec.contacts import surely_none
from touchline_spec.generated import typed_shapes as s
from touchline_spec.typed import UNSET, LookCloser, Meta, UnsetType


class SearchSubmittedData(Data, kw_only=True):
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
    query: s.Label
    query_kind: s.Word | UnsetType = UNSET
    search_id: s.Id | UnsetType = UNSET
    filters: Annotated[list[s.ListFilter], Meta(max_length=100)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.query_kind is UNSET or s.words[self.query_kind])):
            raise LookCloser


class SearchSubmitted(Accepted, tag="touchline.search.submitted.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.search.submitted.v1"
    dataschema: Literal["urn:touchline:schema:search.submitted:1.0"]
    data: SearchSubmittedData


class SearchResultsViewedData(Data, kw_only=True):
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
    query: s.Label
    search_id: s.Id | UnsetType = UNSET
    query_kind: s.Word | UnsetType = UNSET
    corrected_query: s.Label | UnsetType = UNSET
    result_count: s.Count
    filters: Annotated[list[s.ListFilter], Meta(max_length=100)] | UnsetType = UNSET
    sorts: Annotated[list[s.ListSort], Meta(max_length=20)] | UnsetType = UNSET
    products: Annotated[list[s.Product], Meta(max_length=200)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (s.words[self.channel] and (self.ext is UNSET or (all(map(s.exts.__getitem__, self.ext)) and surely_none(self.ext))) and (self.query_kind is UNSET or s.words[self.query_kind])):
            raise LookCloser


class SearchResultsViewed(Accepted, tag="touchline.search.results_viewed.v1", tag_field="type", kw_only=True):
    type: ClassVar[str] = "touchline.search.results_viewed.v1"
    dataschema: Literal["urn:touchline:schema:search.results_viewed:1.0"]
    data: SearchResultsViewedData


SHAPES: dict[str, type[Accepted]] = {"touchline.search.submitted.v1": SearchSubmitted, "touchline.search.results_viewed.v1": SearchResultsViewed}
