"""Telephone calls with the business.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

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
    """How it ended. Recommended. Example: "resolved"."""

    agent_ref: s.Id | None = None
    """A pseudonym of whoever took the conversation. Example: "ag-12"."""

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

