"""Products as the customer meets them.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ProductClicked(m.EventModel):
    """A product in a list was chosen."""

    TYPE: ClassVar[str] = "touchline.product.clicked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:product.clicked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    product: s.Product
    """The product. Example: {"product_id": "P-1", "name": "Lamp"}."""

    list_id: s.Id | None = None
    """The list of products. Recommended. Example: "cat-steh-leuchten"."""

    list_name: s.Label | None = None
    """The list's name. Example: "Stehleuchten"."""

    search_id: s.Id | None = None
    """The one search; joins its results and the clicks on them. Example: "q-6f01"."""

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
            self, *, product: s.Product | m.Plain, list_id: s.Id | None = ..., list_name: s.Label | None = ...,
            search_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class ProductViewed(m.EventModel):
    """A product's own page or sheet was shown."""

    TYPE: ClassVar[str] = "touchline.product.viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:product.viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    product: s.Product
    """The product. Example: {"product_id": "P-1", "name": "Lamp"}."""

    list_id: s.Id | None = None
    """The list of products. Example: "cat-steh-leuchten"."""

    search_id: s.Id | None = None
    """The one search; joins its results and the clicks on them. Example: "q-6f01"."""

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
            self, *, product: s.Product | m.Plain, list_id: s.Id | None = ..., search_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class ProductShared(m.EventModel):
    """The person shared a product with others."""

    TYPE: ClassVar[str] = "touchline.product.shared.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:product.shared:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    product: s.Product
    """The product. Example: {"product_id": "P-1", "name": "Lamp"}."""

    share_method: s.Word | None = None
    """How it was shared. One of email, message, link, facebook, whatsapp, line, x, pinterest, kakaotalk, print, or
    another word. Recommended. Example: "whatsapp".
    """

    recipient_ref: s.Id | None = None
    """A pseudonym of the one it was shared with; never an address or a number. Example: "r-771"."""

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
            self, *, product: s.Product | m.Plain, share_method: s.Word | None = ..., recipient_ref: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
