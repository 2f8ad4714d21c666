"""Messages shown inside an application or on a page.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class InappDisplayed(m.EventModel):
    """A message was shown inside the application or on the page."""

    TYPE: ClassVar[str] = "touchline.inapp.displayed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:inapp.displayed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    inapp_format: s.Word | None = None
    """What it looks like. One of modal, banner, fullscreen, card, tooltip, or another word. Example: "modal"."""

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
    """The campaign that the journey carries along. Recommended. Example: {"source": "newsletter", "medium":
    "email"}.
    """

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
            self, *, message_id: s.Id, template_id: s.Id | None = ..., message_title: s.Label | None = ...,
            inapp_format: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class InappClicked(m.EventModel):
    """The person followed a message inside the application or on the page."""

    TYPE: ClassVar[str] = "touchline.inapp.clicked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:inapp.clicked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    inapp_format: s.Word | None = None
    """What it looks like. One of modal, banner, fullscreen, card, tooltip, or another word. Example: "modal"."""

    link_id: s.Id | None = None
    """The link within the message. Recommended. Example: "hero"."""

    link_url: s.Url | None = None
    """Where the link leads. Example: "https://shop.example.com/p/P-1"."""

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
    """The campaign that the journey carries along. Recommended. Example: {"source": "newsletter", "medium":
    "email"}.
    """

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
            self, *, message_id: s.Id, template_id: s.Id | None = ..., message_title: s.Label | None = ...,
            inapp_format: s.Word | None = ..., link_id: s.Id | None = ..., link_url: s.Url | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class InappDismissed(m.EventModel):
    """The person put a message inside the application or on the page away."""

    TYPE: ClassVar[str] = "touchline.inapp.dismissed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:inapp.dismissed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    inapp_format: s.Word | None = None
    """What it looks like. One of modal, banner, fullscreen, card, tooltip, or another word. Example: "modal"."""

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
    """The campaign that the journey carries along. Recommended. Example: {"source": "newsletter", "medium":
    "email"}.
    """

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
            self, *, message_id: s.Id, template_id: s.Id | None = ..., message_title: s.Label | None = ...,
            inapp_format: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
