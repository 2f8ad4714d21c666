"""Receipts, on paper and otherwise.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ReceiptIssued(m.EventModel):
    """A receipt was given to the customer."""

    TYPE: ClassVar[str] = "touchline.receipt.issued.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:receipt.issued:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    receipt_id: s.Id
    """The receipt's number. Example: "R-1007"."""

    delivery: s.Word
    """How the customer got it. One of paper, email, sms, app, none, or another word. Example: "paper"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    handoff_ref: s.Id | None = None
    """The reference of the hand-off token printed on it. Example: "h-5K7Q2M"."""

    total: s.Money | None = None
    """What the customer pays altogether. Example: {"amount": "19.99", "currency": "EUR"}."""

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
            self, *, receipt_id: s.Id, delivery: s.Word, transaction_id: s.Id | None = ..., order_id: s.Id | None = ...,
            handoff_ref: s.Id | None = ..., total: s.Money | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
