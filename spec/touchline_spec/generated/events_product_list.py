"""Lists of products such as categories, search results and recommendations.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ProductListViewed(m.EventModel):
    """A list of products was shown."""

    TYPE: ClassVar[str] = "touchline.product_list.viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:product_list.viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    list_id: s.Id | None = None
    """The list of products. Recommended. Example: "cat-steh-leuchten"."""

    list_name: s.Label | None = None
    """The list's name. Example: "Stehleuchten"."""

    category: s.Label | None = None
    """The category that the list shows; levels are separated by a slash. Recommended. Example: "Wohnen/Leuchten"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Recommended. Example: [{"product_id": "DE-1180", "position": 1}]."""

    result_count: s.Count | None = None
    """How many results there were. Example: 42."""

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
            self, *, list_id: s.Id | None = ..., list_name: s.Label | None = ..., category: s.Label | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., result_count: s.Count | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class ProductListFiltered(m.EventModel):
    """A list of products was narrowed or put in another order."""

    TYPE: ClassVar[str] = "touchline.product_list.filtered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:product_list.filtered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    filters: Annotated[list[s.ListFilter], m.listed(most=100)]
    """The filters in force. Example: [{"type": "colour", "value": "white"}]."""

    list_id: s.Id | None = None
    """The list of products. Recommended. Example: "cat-steh-leuchten"."""

    list_name: s.Label | None = None
    """The list's name. Example: "Stehleuchten"."""

    category: s.Label | None = None
    """The category that the list shows; levels are separated by a slash. Recommended. Example: "Wohnen/Leuchten"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Recommended. Example: [{"product_id": "DE-1180", "position": 1}]."""

    result_count: s.Count | None = None
    """How many results there were. Example: 42."""

    sorts: Annotated[list[s.ListSort], m.listed(most=20)] | None = None
    """The orders in force. Example: [{"type": "price", "value": "asc"}]."""

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
            self, *, filters: list[s.ListFilter] | list[m.Plain], list_id: s.Id | None = ...,
            list_name: s.Label | None = ..., category: s.Label | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., result_count: s.Count | None = ...,
            sorts: list[s.ListSort] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
