"""Goods that come back, in the channel they were bought in or another.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ReturnRequested(m.EventModel):
    """The customer announced a return."""

    TYPE: ClassVar[str] = "touchline.return.requested.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:return.requested:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    return_id: s.Id
    """The return. Example: "RT-5"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    original_order_id: s.Id | None = None
    """The order or transaction the goods were bought with. Recommended. Example: "O-1"."""

    original_channel: s.Word | None = None
    """The channel they were bought in. Recommended. Example: "web"."""

    return_method: s.Word | None = None
    """How they come back. One of in_store, by_mail, at_kiosk, courier_pickup, keep_product, or another word.
    Recommended. Example: "in_store".
    """

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

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
            self, *, return_id: s.Id, items: list[s.LineItem] | list[m.Plain], original_order_id: s.Id | None = ...,
            original_channel: s.Word | None = ..., return_method: s.Word | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class ReturnReceived(m.EventModel):
    """The goods came back."""

    TYPE: ClassVar[str] = "touchline.return.received.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:return.received:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    return_id: s.Id
    """The return. Example: "RT-5"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    original_order_id: s.Id | None = None
    """The order or transaction the goods were bought with. Recommended. Example: "O-1"."""

    original_channel: s.Word | None = None
    """The channel they were bought in. Recommended. Example: "web"."""

    return_method: s.Word | None = None
    """How they come back. One of in_store, by_mail, at_kiosk, courier_pickup, keep_product, or another word.
    Recommended. Example: "in_store".
    """

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

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
            self, *, return_id: s.Id, items: list[s.LineItem] | list[m.Plain], original_order_id: s.Id | None = ...,
            original_channel: s.Word | None = ..., return_method: s.Word | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class ReturnCompleted(m.EventModel):
    """The return was settled."""

    TYPE: ClassVar[str] = "touchline.return.completed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:return.completed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    return_id: s.Id
    """The return. Example: "RT-5"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    original_order_id: s.Id | None = None
    """The order or transaction the goods were bought with. Recommended. Example: "O-1"."""

    original_channel: s.Word | None = None
    """The channel they were bought in. Recommended. Example: "web"."""

    return_method: s.Word | None = None
    """How they come back. One of in_store, by_mail, at_kiosk, courier_pickup, keep_product, or another word.
    Recommended. Example: "in_store".
    """

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

    refund: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """How the money went back. Recommended. Example: [{"method": "card", "amount": {"amount": "19.99", "currency":
    "EUR"}}].
    """

    refund_kind: s.Word | None = None
    """What the customer gets back. One of full, partial, exchange, store_credit, or another word. Example: "full"."""

    total: s.Money | None = None
    """What was paid back altogether. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

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
            self, *, return_id: s.Id, items: list[s.LineItem] | list[m.Plain], original_order_id: s.Id | None = ...,
            original_channel: s.Word | None = ..., return_method: s.Word | None = ..., reason: s.Label | None = ...,
            refund: list[s.Tender] | list[m.Plain] | None = ..., refund_kind: s.Word | None = ...,
            total: s.Money | m.Plain | None = ..., transaction_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
