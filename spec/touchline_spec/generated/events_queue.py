"""Waiting in a line, at a counter, on the telephone or in a virtual queue.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class QueueJoined(m.EventModel):
    """A customer began to wait."""

    TYPE: ClassVar[str] = "touchline.queue.joined.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:queue.joined:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    queue_id: s.Id
    """The queue. Example: "service-desk"."""

    ticket_id: s.Id | None = None
    """The customer's number in the queue. Recommended. Example: "A-117"."""

    party_size: s.Count | None = None
    """How many people wait together. Example: 2."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    appointment_id: s.Id | None = None
    """The appointment. Example: "ap-5501"."""

    queue_position: s.Count | None = None
    """The place in the queue, from 1. Recommended. Example: 4."""

    estimated_wait_ms: s.Count | None = None
    """The waiting time that was told to the customer in milliseconds. Example: 300000."""

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
            self, *, queue_id: s.Id, ticket_id: s.Id | None = ..., party_size: s.Count | None = ...,
            visit_id: s.Id | None = ..., appointment_id: s.Id | None = ..., queue_position: s.Count | None = ...,
            estimated_wait_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class QueueServed(m.EventModel):
    """It was the customer's turn."""

    TYPE: ClassVar[str] = "touchline.queue.served.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:queue.served:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    queue_id: s.Id
    """The queue. Example: "service-desk"."""

    ticket_id: s.Id | None = None
    """The customer's number in the queue. Recommended. Example: "A-117"."""

    party_size: s.Count | None = None
    """How many people wait together. Example: 2."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    appointment_id: s.Id | None = None
    """The appointment. Example: "ap-5501"."""

    wait_ms: s.Count | None = None
    """How long the customer waited in milliseconds. Recommended. Example: 412000."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

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
            self, *, queue_id: s.Id, ticket_id: s.Id | None = ..., party_size: s.Count | None = ...,
            visit_id: s.Id | None = ..., appointment_id: s.Id | None = ..., wait_ms: s.Count | None = ...,
            associate_ref: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class QueueAbandoned(m.EventModel):
    """The customer gave up waiting."""

    TYPE: ClassVar[str] = "touchline.queue.abandoned.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:queue.abandoned:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    queue_id: s.Id
    """The queue. Example: "service-desk"."""

    ticket_id: s.Id | None = None
    """The customer's number in the queue. Recommended. Example: "A-117"."""

    party_size: s.Count | None = None
    """How many people wait together. Example: 2."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    appointment_id: s.Id | None = None
    """The appointment. Example: "ap-5501"."""

    wait_ms: s.Count | None = None
    """How long the customer waited in milliseconds. Recommended. Example: 412000."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Example: "as-31"."""

    queue_position: s.Count | None = None
    """The place in the queue, from 1. Example: 4."""

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
            self, *, queue_id: s.Id, ticket_id: s.Id | None = ..., party_size: s.Count | None = ...,
            visit_id: s.Id | None = ..., appointment_id: s.Id | None = ..., wait_ms: s.Count | None = ...,
            associate_ref: s.Id | None = ..., queue_position: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
