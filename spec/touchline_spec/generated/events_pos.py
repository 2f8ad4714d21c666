"""The till.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class PosTransactionCompleted(m.EventModel):
    """A sale at the till was completed."""

    TYPE: ClassVar[str] = "touchline.pos.transaction_completed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:pos.transaction_completed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    transaction_id: s.Id
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)]
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    total: s.Money
    """What the customer pays altogether. Example: {"amount": "19.99", "currency": "EUR"}."""

    till_sequence: s.Count | None = None
    """The running number of the transaction at the till. Recommended. Example: 1007."""

    business_date: s.Date | None = None
    """The trading day it counts for, which may differ from the calendar. Recommended. Example: "2026-11-20"."""

    operator_ref: s.Id | None = None
    """A pseudonym of whoever stood at the till. Example: "op-9"."""

    subtotal: s.Money | None = None
    """The lines before tax and shipping and after discount. Example: {"amount": "16.80", "currency": "EUR"}."""

    tax: s.Money | None = None
    """The tax. Recommended. Example: {"amount": "3.19", "currency": "EUR"}."""

    discount: s.Money | None = None
    """What was taken off. Example: {"amount": "5.00", "currency": "EUR"}."""

    tenders: Annotated[list[s.Tender], m.listed(most=50)] | None = None
    """The means of payment. Recommended. Example: [{"method": "card", "amount": {"amount": "19.99", "currency":
    "EUR"}}].
    """

    coupon: s.Label | None = None
    """The coupon as it was entered or applied. Example: "AUTUMN"."""

    order_id: s.Id | None = None
    """The order that was picked up or paid with it. Example: "O-1"."""

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
            self, *, transaction_id: s.Id, items: list[s.LineItem] | list[m.Plain], total: s.Money | m.Plain,
            till_sequence: s.Count | None = ..., business_date: m.Day | None = ..., operator_ref: s.Id | None = ...,
            subtotal: s.Money | m.Plain | None = ..., tax: s.Money | m.Plain | None = ...,
            discount: s.Money | m.Plain | None = ..., tenders: list[s.Tender] | list[m.Plain] | None = ...,
            coupon: s.Label | None = ..., order_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PosTransactionVoided(m.EventModel):
    """A transaction was taken back as if it had not been."""

    TYPE: ClassVar[str] = "touchline.pos.transaction_voided.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:pos.transaction_voided:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    transaction_id: s.Id
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    voided_transaction_id: s.Id | None = None
    """The completed transaction that is taken back; absent where it was voided before its end. Recommended.
    Example: "T-42-3-1006".
    """

    till_sequence: s.Count | None = None
    """The running number of the transaction at the till. Recommended. Example: 1007."""

    business_date: s.Date | None = None
    """The trading day it counts for, which may differ from the calendar. Recommended. Example: "2026-11-20"."""

    operator_ref: s.Id | None = None
    """A pseudonym of whoever stood at the till. Example: "op-9"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    total: s.Money | None = None
    """What the customer pays altogether. Recommended. Example: {"amount": "19.99", "currency": "EUR"}."""

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
            self, *, transaction_id: s.Id, voided_transaction_id: s.Id | None = ...,
            till_sequence: s.Count | None = ..., business_date: m.Day | None = ..., operator_ref: s.Id | None = ...,
            items: list[s.LineItem] | list[m.Plain] | None = ..., total: s.Money | m.Plain | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PosTransactionSuspended(m.EventModel):
    """A transaction was parked to be taken up again later."""

    TYPE: ClassVar[str] = "touchline.pos.transaction_suspended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:pos.transaction_suspended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    transaction_id: s.Id
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    till_sequence: s.Count | None = None
    """The running number of the transaction at the till. Recommended. Example: 1007."""

    business_date: s.Date | None = None
    """The trading day it counts for, which may differ from the calendar. Recommended. Example: "2026-11-20"."""

    operator_ref: s.Id | None = None
    """A pseudonym of whoever stood at the till. Example: "op-9"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    total: s.Money | None = None
    """What the customer pays altogether. Example: {"amount": "19.99", "currency": "EUR"}."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Example: "does_not_fit"."""

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
            self, *, transaction_id: s.Id, till_sequence: s.Count | None = ..., business_date: m.Day | None = ...,
            operator_ref: s.Id | None = ..., items: list[s.LineItem] | list[m.Plain] | None = ...,
            total: s.Money | m.Plain | None = ..., reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PosCustomerIdentified(m.EventModel):
    """The customer was identified at the till."""

    TYPE: ClassVar[str] = "touchline.pos.customer_identified.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:pos.customer_identified:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    identification: s.Word
    """How the customer was identified. One of card, phone, app_qr, wallet, email_receipt, face_to_face, or another
    word. Example: "app_qr".
    """

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Recommended. Example: "T-42-3-1007"."""

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
            self, *, identification: s.Word, transaction_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
