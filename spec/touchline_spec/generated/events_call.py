"""Telephone calls with the business.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class CallStarted(m.EventModel):
    """A call began."""

    TYPE: ClassVar[str] = "touchline.call.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:call.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    call_id: s.Id
    """The call. Example: "call-77"."""

    direction: s.Word
    """Who called. One of inbound, outbound, or another word. Example: "inbound"."""

    queue: s.Label | None = None
    """The queue of the call centre. Example: "orders"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    intent: s.Word | None = None
    """What the person wanted as a machine understood it. Example: "order_status"."""

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
            self, *, call_id: s.Id, direction: s.Word, queue: s.Label | None = ..., topic: s.Label | None = ...,
            intent: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CallAnswered(m.EventModel):
    """Somebody or something took the call."""

    TYPE: ClassVar[str] = "touchline.call.answered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:call.answered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    call_id: s.Id
    """The call. Example: "call-77"."""

    direction: s.Word | None = None
    """Who called. One of inbound, outbound, or another word. Example: "inbound"."""

    queue: s.Label | None = None
    """The queue of the call centre. Example: "orders"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Recommended. Example: "ag-12"."""

    wait_ms: s.Count | None = None
    """How long the customer waited in milliseconds. Recommended. Example: 412000."""

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
            self, *, call_id: s.Id, direction: s.Word | None = ..., queue: s.Label | None = ...,
            agent_ref: s.Id | None = ..., wait_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CallTransferred(m.EventModel):
    """A call was passed on."""

    TYPE: ClassVar[str] = "touchline.call.transferred.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:call.transferred:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    call_id: s.Id
    """The call. Example: "call-77"."""

    direction: s.Word | None = None
    """Who called. One of inbound, outbound, or another word. Example: "inbound"."""

    queue: s.Label | None = None
    """The queue of the call centre. Recommended. Example: "orders"."""

    previous_queue: s.Label | None = None
    """The queue it came from. Recommended. Example: "orders"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

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
            self, *, call_id: s.Id, direction: s.Word | None = ..., queue: s.Label | None = ...,
            previous_queue: s.Label | None = ..., agent_ref: s.Id | None = ..., topic: s.Label | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CallEnded(m.EventModel):
    """A call ended."""

    TYPE: ClassVar[str] = "touchline.call.ended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:call.ended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    call_id: s.Id
    """The call. Example: "call-77"."""

    direction: s.Word | None = None
    """Who called. One of inbound, outbound, or another word. Example: "inbound"."""

    queue: s.Label | None = None
    """The queue of the call centre. Example: "orders"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

    outcome: s.Word | None = None
    """How it ended. One of resolved, unresolved, sold, follow_up, abandoned, or another word. Recommended.
    Example: "resolved".
    """

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    case_id: s.Id | None = None
    """The case or ticket. Example: "CS-20118"."""

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
            self, *, call_id: s.Id, direction: s.Word | None = ..., queue: s.Label | None = ...,
            topic: s.Label | None = ..., duration_ms: s.Count | None = ..., outcome: s.Word | None = ...,
            agent_ref: s.Id | None = ..., order_id: s.Id | None = ..., case_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class CallAbandoned(m.EventModel):
    """The caller hung up before anybody answered."""

    TYPE: ClassVar[str] = "touchline.call.abandoned.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:call.abandoned:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    call_id: s.Id
    """The call. Example: "call-77"."""

    direction: s.Word | None = None
    """Who called. One of inbound, outbound, or another word. Example: "inbound"."""

    queue: s.Label | None = None
    """The queue of the call centre. Recommended. Example: "orders"."""

    wait_ms: s.Count | None = None
    """How long the customer waited in milliseconds. Recommended. Example: 412000."""

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
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, call_id: s.Id, direction: s.Word | None = ..., queue: s.Label | None = ...,
            wait_ms: s.Count | None = ..., queue_position: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
