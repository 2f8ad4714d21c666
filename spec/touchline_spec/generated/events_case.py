"""Requests to customer service that somebody works on until they are settled.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class CaseOpened(m.EventModel):
    """A case was opened."""

    TYPE: ClassVar[str] = "touchline.case.opened.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:case.opened:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    case_id: s.Id
    """The case or ticket. Example: "CS-20118"."""

    case_status: s.Word | None = None
    """Where the case stands. One of new, open, pending, on_hold, resolved, closed, or another word. Recommended.
    Example: "open".
    """

    case_priority: s.Word | None = None
    """How urgent it is. One of low, normal, high, urgent, or another word. Example: "normal"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    conversation_id: s.Id | None = None
    """The conversation. Example: "cv-4471"."""

    call_id: s.Id | None = None
    """The call. Example: "call-77"."""

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
            self, *, case_id: s.Id, case_status: s.Word | None = ..., case_priority: s.Word | None = ...,
            topic: s.Label | None = ..., agent_ref: s.Id | None = ..., order_id: s.Id | None = ...,
            transaction_id: s.Id | None = ..., conversation_id: s.Id | None = ..., call_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class CaseUpdated(m.EventModel):
    """A case was worked on."""

    TYPE: ClassVar[str] = "touchline.case.updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:case.updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    case_id: s.Id
    """The case or ticket. Example: "CS-20118"."""

    case_status: s.Word | None = None
    """Where the case stands. One of new, open, pending, on_hold, resolved, closed, or another word. Recommended.
    Example: "open".
    """

    case_priority: s.Word | None = None
    """How urgent it is. One of low, normal, high, urgent, or another word. Example: "normal"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    conversation_id: s.Id | None = None
    """The conversation. Example: "cv-4471"."""

    call_id: s.Id | None = None
    """The call. Example: "call-77"."""

    previous_status: s.Word | None = None
    """Where it stood before. Recommended. Example: "new"."""

    reopened: s.Boolean | None = None
    """Whether it had been settled before. Example: false."""

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
            self, *, case_id: s.Id, case_status: s.Word | None = ..., case_priority: s.Word | None = ...,
            topic: s.Label | None = ..., agent_ref: s.Id | None = ..., order_id: s.Id | None = ...,
            transaction_id: s.Id | None = ..., conversation_id: s.Id | None = ..., call_id: s.Id | None = ...,
            previous_status: s.Word | None = ..., reopened: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CaseResolved(m.EventModel):
    """A case was answered to the business's mind."""

    TYPE: ClassVar[str] = "touchline.case.resolved.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:case.resolved:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    case_id: s.Id
    """The case or ticket. Example: "CS-20118"."""

    case_status: s.Word | None = None
    """Where the case stands. One of new, open, pending, on_hold, resolved, closed, or another word. Recommended.
    Example: "open".
    """

    case_priority: s.Word | None = None
    """How urgent it is. One of low, normal, high, urgent, or another word. Example: "normal"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    conversation_id: s.Id | None = None
    """The conversation. Example: "cv-4471"."""

    call_id: s.Id | None = None
    """The call. Example: "call-77"."""

    outcome: s.Word | None = None
    """How it ended. One of resolved, unresolved, sold, follow_up, abandoned, or another word. Recommended.
    Example: "resolved".
    """

    duration_ms: s.Count | None = None
    """How long it had been open in milliseconds. Recommended. Example: 1260000."""

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
            self, *, case_id: s.Id, case_status: s.Word | None = ..., case_priority: s.Word | None = ...,
            topic: s.Label | None = ..., agent_ref: s.Id | None = ..., order_id: s.Id | None = ...,
            transaction_id: s.Id | None = ..., conversation_id: s.Id | None = ..., call_id: s.Id | None = ...,
            outcome: s.Word | None = ..., duration_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class CaseClosed(m.EventModel):
    """A case was closed for good."""

    TYPE: ClassVar[str] = "touchline.case.closed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:case.closed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    case_id: s.Id
    """The case or ticket. Example: "CS-20118"."""

    case_status: s.Word | None = None
    """Where the case stands. One of new, open, pending, on_hold, resolved, closed, or another word. Recommended.
    Example: "open".
    """

    case_priority: s.Word | None = None
    """How urgent it is. One of low, normal, high, urgent, or another word. Example: "normal"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

    transaction_id: s.Id | None = None
    """The transaction's number in its store. Example: "T-42-3-1007"."""

    conversation_id: s.Id | None = None
    """The conversation. Example: "cv-4471"."""

    call_id: s.Id | None = None
    """The call. Example: "call-77"."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Example: "does_not_fit"."""

    duration_ms: s.Count | None = None
    """How long it had been open in milliseconds. Example: 1260000."""

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
            self, *, case_id: s.Id, case_status: s.Word | None = ..., case_priority: s.Word | None = ...,
            topic: s.Label | None = ..., agent_ref: s.Id | None = ..., order_id: s.Id | None = ...,
            transaction_id: s.Id | None = ..., conversation_id: s.Id | None = ..., call_id: s.Id | None = ...,
            reason: s.Label | None = ..., duration_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
