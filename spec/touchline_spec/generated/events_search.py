"""Search in the merchant's own pages, applications and kiosks.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class SearchSubmitted(m.EventModel):
    """The person searched."""

    TYPE: ClassVar[str] = "touchline.search.submitted.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:search.submitted:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    query: s.Label
    """The words that were searched for. Example: "stehlampe dimmbar"."""

    query_kind: s.Word | None = None
    """How it was searched. One of text, voice, image, barcode, or another word. Example: "text"."""

    search_id: s.Id | None = None
    """The one search; joins its results and the clicks on them. Example: "q-6f01"."""

    filters: Annotated[list[s.ListFilter], m.listed(most=100)] | None = None
    """The filters in force. Example: [{"type": "colour", "value": "white"}]."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, query: s.Label, query_kind: s.Word | None = ..., search_id: s.Id | None = ...,
            filters: list[s.ListFilter] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class SearchResultsViewed(m.EventModel):
    """The results of a search were shown."""

    TYPE: ClassVar[str] = "touchline.search.results_viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:search.results_viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    query: s.Label
    """The words that were searched for. Example: "stehlampe dimmbar"."""

    result_count: s.Count
    """How many results there were. Example: 42."""

    search_id: s.Id | None = None
    """The one search; joins its results and the clicks on them. Recommended. Example: "q-6f01"."""

    query_kind: s.Word | None = None
    """How it was searched. One of text, voice, image, barcode, or another word. Example: "text"."""

    corrected_query: s.Label | None = None
    """The words after correction by the search engine. Example: "stehlampe dimmbar"."""

    filters: Annotated[list[s.ListFilter], m.listed(most=100)] | None = None
    """The filters in force. Example: [{"type": "colour", "value": "white"}]."""

    sorts: Annotated[list[s.ListSort], m.listed(most=20)] | None = None
    """The orders in force. Example: [{"type": "price", "value": "asc"}]."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """The consent in force; absent means nothing was granted. Example: {"purposes": {"analytics": "granted"}}."""

    session: s.Session | None = None
    """The sitting the event belongs to. Example: {"id": "s-77"}."""

    device: s.Device | None = None
    """The device. Example: {"kind": "phone"}."""

    app: s.App | None = None
    """The application. Example: {"name": "Example Shop", "version": "4.2.0"}."""

    page: s.Page | None = None
    """The page or screen. Example: {"url": "https://shop.example.com/p/P-1"}."""

    campaign: s.Campaign | None = None
    """The campaign that the journey carries along. Example: {"source": "newsletter", "medium": "email"}."""

    location: s.Location | None = None
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, query: s.Label, result_count: s.Count, search_id: s.Id | None = ...,
            query_kind: s.Word | None = ..., corrected_query: s.Label | None = ...,
            filters: list[s.ListFilter] | list[m.Plain] | None = ...,
            sorts: list[s.ListSort] | list[m.Plain] | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
