"""Appointments with the business, in a store, by telephone or by video.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class AppointmentRequested(m.EventModel):
    """A customer asked for an appointment."""

    TYPE: ClassVar[str] = "touchline.appointment.requested.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.requested:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AppointmentBooked(m.EventModel):
    """An appointment was agreed."""

    TYPE: ClassVar[str] = "touchline.appointment.booked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.booked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AppointmentRescheduled(m.EventModel):
    """An appointment was moved."""

    TYPE: ClassVar[str] = "touchline.appointment.rescheduled.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.rescheduled:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    previous_slot: s.Slot | None = None
    """When it had been before. Recommended. Example: {"start": "2026-11-20T16:00:00+01:00"}."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., previous_slot: s.Slot | m.Plain | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AppointmentCancelled(m.EventModel):
    """An appointment was called off."""

    TYPE: ClassVar[str] = "touchline.appointment.cancelled.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.cancelled:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    cancelled_by: s.Word | None = None
    """Who ended it. One of customer, merchant, payment, fraud_check, or another word. Recommended. Example:
    "customer".
    """

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., cancelled_by: s.Word | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AppointmentAttended(m.EventModel):
    """The customer came to an appointment."""

    TYPE: ClassVar[str] = "touchline.appointment.attended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.attended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Example: 1260000."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., visit_id: s.Id | None = ...,
            duration_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AppointmentNoShow(m.EventModel):
    """The customer did not come to an appointment."""

    TYPE: ClassVar[str] = "touchline.appointment.no_show.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:appointment.no_show:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    appointment_id: s.Id
    """The appointment. Example: "ap-5501"."""

    service: s.Label | None = None
    """What it is for. Recommended. Example: "Lichtberatung"."""

    slot: s.Slot | None = None
    """When it is. Recommended. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T10:30:00+01:00"}.
    """

    meeting_form: s.Word | None = None
    """How the people meet. One of in_store, video, phone, at_home, or another word. Example: "in_store"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, appointment_id: s.Id, service: s.Label | None = ..., slot: s.Slot | m.Plain | None = ...,
            meeting_form: s.Word | None = ..., associate_ref: s.Id | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
