"""What customers write about products and stores for others to read.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ReviewSubmitted(m.EventModel):
    """A customer handed in a review."""

    TYPE: ClassVar[str] = "touchline.review.submitted.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:review.submitted:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    review_id: s.Id
    """The review. Example: "rv-5510"."""

    rating: s.Decimal
    """The rating as decimal text, so that no engine rounds it. Example: "4.5"."""

    product: s.Product | None = None
    """The product; absent where a store is reviewed. Recommended. Example: {"product_id": "P-1", "name": "Lamp"}."""

    scale_min: s.Decimal | None = None
    """The lowest score there could be; without the scale a score says nothing. Example: "0"."""

    scale_max: s.Decimal | None = None
    """The highest score there could be; without the scale a score says nothing. Recommended. Example: "10"."""

    body: s.Text | None = None
    """What the person wrote. Example: "Warm light and easy to fit."."""

    verified_purchase: s.Boolean | None = None
    """Whether the person is known to have bought it. Example: true."""

    image_count: s.Count | None = None
    """How many pictures came with it. Example: 2."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

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
    """The store that is reviewed. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, review_id: s.Id, rating: m.Exact, product: s.Product | m.Plain | None = ...,
            scale_min: m.Exact | None = ..., scale_max: m.Exact | None = ..., body: s.Text | None = ...,
            verified_purchase: s.Boolean | None = ..., image_count: s.Count | None = ..., order_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
