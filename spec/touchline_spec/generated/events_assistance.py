"""Help from an associate, in the store or from it.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class AssistanceRequested(m.EventModel):
    """A customer asked for help."""

    TYPE: ClassVar[str] = "touchline.assistance.requested.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:assistance.requested:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    assistance_id: s.Id
    """The one case of help. Example: "h-88"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    requested_by: s.Word | None = None
    """How the customer asked. One of button, app, in_person, kiosk, phone, or another word. Recommended. Example:
    "button".
    """

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

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
            self, *, assistance_id: s.Id, topic: s.Label | None = ..., requested_by: s.Word | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., visit_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class AssistanceStarted(m.EventModel):
    """An associate began to help."""

    TYPE: ClassVar[str] = "touchline.assistance.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:assistance.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    assistance_id: s.Id
    """The one case of help. Example: "h-88"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    requested_by: s.Word | None = None
    """How the customer asked. One of button, app, in_person, kiosk, phone, or another word. Recommended. Example:
    "button".
    """

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Recommended. Example: "as-31"."""

    wait_ms: s.Count | None = None
    """How long the customer waited in milliseconds. Example: 412000."""

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
            self, *, assistance_id: s.Id, topic: s.Label | None = ..., requested_by: s.Word | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., visit_id: s.Id | None = ...,
            associate_ref: s.Id | None = ..., wait_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AssistanceEnded(m.EventModel):
    """The help came to its end."""

    TYPE: ClassVar[str] = "touchline.assistance.ended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:assistance.ended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    assistance_id: s.Id
    """The one case of help. Example: "h-88"."""

    topic: s.Label | None = None
    """What it was about. Recommended. Example: "return"."""

    requested_by: s.Word | None = None
    """How the customer asked. One of button, app, in_person, kiosk, phone, or another word. Recommended. Example:
    "button".
    """

    products: Annotated[list[s.Product], m.listed(most=200)] | None = None
    """The products that were shown. Example: [{"product_id": "DE-1180", "position": 1}]."""

    visit_id: s.Id | None = None
    """The stay. Example: "v-0193f1c5"."""

    associate_ref: s.Id | None = None
    """A pseudonym of the associate. Recommended. Example: "as-31"."""

    outcome: s.Word | None = None
    """How it ended. One of resolved, unresolved, sold, follow_up, abandoned, or another word. Recommended.
    Example: "resolved".
    """

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

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
    """Where it was seen and where it belongs. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, assistance_id: s.Id, topic: s.Label | None = ..., requested_by: s.Word | None = ...,
            products: list[s.Product] | list[m.Plain] | None = ..., visit_id: s.Id | None = ...,
            associate_ref: s.Id | None = ..., outcome: s.Word | None = ..., duration_ms: s.Count | None = ...,
            transaction_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
