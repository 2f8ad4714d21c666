"""Conversations in writing, on the page, in the application or in a messenger. What was written is not part of the events.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ChatStarted(m.EventModel):
    """A conversation began with the customer's first message."""

    TYPE: ClassVar[str] = "touchline.chat.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:chat.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    conversation_id: s.Id
    """The conversation. Example: "cv-4471"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    intent: s.Word | None = None
    """What the person wanted as a machine understood it. Example: "order_status"."""

    automated: s.Boolean | None = None
    """Whether a program alone answered. Example: true."""

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
            self, *, conversation_id: s.Id, agent_ref: s.Id | None = ..., topic: s.Label | None = ...,
            intent: s.Word | None = ..., automated: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class ChatMessageSent(m.EventModel):
    """The customer wrote."""

    TYPE: ClassVar[str] = "touchline.chat.message_sent.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:chat.message_sent:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    conversation_id: s.Id
    """The conversation. Example: "cv-4471"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    intent: s.Word | None = None
    """What the person wanted as a machine understood it. Example: "order_status"."""

    automated: s.Boolean | None = None
    """Whether a program alone answered. Example: true."""

    message_id: s.Id | None = None
    """The message within the conversation. Recommended. Example: "m-7f3a"."""

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
            self, *, conversation_id: s.Id, agent_ref: s.Id | None = ..., topic: s.Label | None = ...,
            intent: s.Word | None = ..., automated: s.Boolean | None = ..., message_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class ChatMessageReceived(m.EventModel):
    """The customer was answered."""

    TYPE: ClassVar[str] = "touchline.chat.message_received.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:chat.message_received:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    conversation_id: s.Id
    """The conversation. Example: "cv-4471"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    intent: s.Word | None = None
    """What the person wanted as a machine understood it. Example: "order_status"."""

    automated: s.Boolean | None = None
    """Whether a program alone answered. Example: true."""

    message_id: s.Id | None = None
    """The message within the conversation. Recommended. Example: "m-7f3a"."""

    sender: s.Word | None = None
    """Who wrote. One of customer, agent, bot, or another word. Recommended. Example: "bot"."""

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
            self, *, conversation_id: s.Id, agent_ref: s.Id | None = ..., topic: s.Label | None = ...,
            intent: s.Word | None = ..., automated: s.Boolean | None = ..., message_id: s.Id | None = ...,
            sender: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class ChatEnded(m.EventModel):
    """A conversation came to its end."""

    TYPE: ClassVar[str] = "touchline.chat.ended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:chat.ended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    conversation_id: s.Id
    """The conversation. Example: "cv-4471"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    topic: s.Label | None = None
    """What it was about. Example: "return"."""

    intent: s.Word | None = None
    """What the person wanted as a machine understood it. Example: "order_status"."""

    automated: s.Boolean | None = None
    """Whether a program alone answered. Example: true."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

    outcome: s.Word | None = None
    """How it ended. One of resolved, unresolved, sold, follow_up, abandoned, or another word. Recommended.
    Example: "resolved".
    """

    message_count: s.Count | None = None
    """How many messages there were. Example: 11."""

    case_id: s.Id | None = None
    """The case or ticket. Example: "CS-20118"."""

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
    """Where it was seen and where it belongs. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, conversation_id: s.Id, agent_ref: s.Id | None = ..., topic: s.Label | None = ...,
            intent: s.Word | None = ..., automated: s.Boolean | None = ..., duration_ms: s.Count | None = ...,
            outcome: s.Word | None = ..., message_count: s.Count | None = ..., case_id: s.Id | None = ...,
            order_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
