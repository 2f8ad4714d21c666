"""Vending machines.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class VendingItemDispensed(m.EventModel):
    """A machine gave out an item."""

    TYPE: ClassVar[str] = "touchline.vending.item_dispensed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:vending.item_dispensed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    selection: s.Label | None = None
    """The place in the machine that was chosen. Recommended. Example: "B4"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

    total: s.Money | None = None
    """What the customer pays altogether. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Recommended. Example: [{"method": "card", "amount": {"amount": "19.99", "currency":
    "EUR"}}].
    """

    temperature_c: s.Number | None = None
    """The temperature inside the machine in degrees Celsius. Example: 4.5."""

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
    """What the clock is worth. Recommended. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, items: list[s.LineItem] | list[m.Plain], selection: s.Label | None = ...,
            transaction_id: s.Id | None = ..., total: s.Money | m.Plain | None = ...,
            tenders: list[s.Tender] | list[m.Plain] | None = ..., temperature_c: s.Number | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class VendingDispenseFailed(m.EventModel):
    """A machine did not give out the item that was chosen."""

    TYPE: ClassVar[str] = "touchline.vending.dispense_failed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:vending.dispense_failed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    failure_code: s.Label
    """The machine's code for what went wrong. Example: "spiral_jam"."""

    selection: s.Label | None = None
    """The place in the machine that was chosen. Recommended. Example: "B4"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

    total: s.Money | None = None
    """What the customer pays altogether. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Recommended. Example: [{"method": "card", "amount": {"amount": "19.99", "currency":
    "EUR"}}].
    """

    temperature_c: s.Number | None = None
    """The temperature inside the machine in degrees Celsius. Example: 4.5."""

    refund: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """How the money went back. Example: [{"method": "card", "amount": {"amount": "19.99", "currency": "EUR"}}]."""

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
    """What the clock is worth. Recommended. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, items: list[s.LineItem] | list[m.Plain], failure_code: s.Label, selection: s.Label | None = ...,
            transaction_id: s.Id | None = ..., total: s.Money | m.Plain | None = ...,
            tenders: list[s.Tender] | list[m.Plain] | None = ..., temperature_c: s.Number | None = ...,
            refund: list[s.Tender] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
