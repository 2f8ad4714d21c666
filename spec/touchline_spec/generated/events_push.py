"""Push notifications as the device meets them; the sender's side is the subject message.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class PushReceived(m.EventModel):
    """A push notification reached the device."""

    TYPE: ClassVar[str] = "touchline.push.received.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:push.received:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

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
            **groups: Unpack[s.Groups]
        ) -> None: ...


class PushTapped(m.EventModel):
    """The person tapped a push notification."""

    TYPE: ClassVar[str] = "touchline.push.tapped.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:push.tapped:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    notification_action: s.Word | None = None
    """The button of the notification that was used. One of open, dismiss, buy, snooze, reply, or another word.
    Example: "open".
    """

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
            notification_action: s.Word | None = ..., link_url: s.Url | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class PushDismissed(m.EventModel):
    """The person put a push notification away."""

    TYPE: ClassVar[str] = "touchline.push.dismissed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:push.dismissed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

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
            **groups: Unpack[s.Groups]
        ) -> None: ...
