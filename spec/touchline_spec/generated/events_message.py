"""Messages to a person, by e-mail, SMS, push or messenger, from sending to the last click.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class MessageQueued(m.EventModel):
    """The message was accepted for sending."""

    TYPE: ClassVar[str] = "touchline.message.queued.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.queued:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageSent(m.EventModel):
    """The message was handed to the carrier."""

    TYPE: ClassVar[str] = "touchline.message.sent.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.sent:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageDelivered(m.EventModel):
    """The carrier confirmed that the message arrived."""

    TYPE: ClassVar[str] = "touchline.message.delivered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.delivered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageDeferred(m.EventModel):
    """The receiving side put the message off; it will be tried again."""

    TYPE: ClassVar[str] = "touchline.message.deferred.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.deferred:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    attempt: s.Count | None = None
    """The number of the attempt, from 1. Recommended. Example: 2."""

    diagnostic_code: s.Label | None = None
    """The carrier's own code for what happened; no address in it. Recommended. Example: "550 5.1.1"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., attempt: s.Count | None = ...,
            diagnostic_code: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageBounced(m.EventModel):
    """The receiving side refused the message for good."""

    TYPE: ClassVar[str] = "touchline.message.bounced.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.bounced:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    bounce_class: s.Word | None = None
    """What kind of refusal it was. One of hard, soft, block, mailbox_full, unknown_recipient, policy, technical,
    or another word. Recommended. Example: "hard".
    """

    diagnostic_code: s.Label | None = None
    """The carrier's own code for what happened; no address in it. Recommended. Example: "550 5.1.1"."""

    attempt: s.Count | None = None
    """The number of the attempt, from 1. Example: 2."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., bounce_class: s.Word | None = ...,
            diagnostic_code: s.Label | None = ..., attempt: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageFailed(m.EventModel):
    """The message could not be sent."""

    TYPE: ClassVar[str] = "touchline.message.failed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.failed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

    diagnostic_code: s.Label | None = None
    """The carrier's own code for what happened; no address in it. Example: "550 5.1.1"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., reason: s.Label | None = ...,
            diagnostic_code: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageDropped(m.EventModel):
    """The sender decided not to send the message, for example because the address is on its list of bounces."""

    TYPE: ClassVar[str] = "touchline.message.dropped.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.dropped:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    reason: s.Label
    """The reason, as the business codes it. Example: "does_not_fit"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

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
            self, *, message_id: s.Id, medium: s.Word, reason: s.Label, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageOpened(m.EventModel):
    """The message was opened."""

    TYPE: ClassVar[str] = "touchline.message.opened.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.opened:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    machine_open: s.Boolean | None = None
    """True when a mail proxy, not a person, most likely fetched it. Recommended. Example: false."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ...,
            machine_open: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageClicked(m.EventModel):
    """A link of the message was followed."""

    TYPE: ClassVar[str] = "touchline.message.clicked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.clicked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    link_url: s.Url
    """Where the link leads. Example: "https://shop.example.com/p/P-1"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    link_id: s.Id | None = None
    """The link within the message. Recommended. Example: "hero"."""

    machine_open: s.Boolean | None = None
    """True when a mail proxy, not a person, most likely fetched it. Example: false."""

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
            self, *, message_id: s.Id, medium: s.Word, link_url: s.Url, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., link_id: s.Id | None = ...,
            machine_open: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageReplied(m.EventModel):
    """The person answered the message. What was written is not part of the event."""

    TYPE: ClassVar[str] = "touchline.message.replied.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.replied:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

    conversation_id: s.Id | None = None
    """The conversation. Example: "cv-4471"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., conversation_id: s.Id | None = ...,
            intent: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageSpamReported(m.EventModel):
    """The person marked the message as spam."""

    TYPE: ClassVar[str] = "touchline.message.spam_reported.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.spam_reported:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    message_id: s.Id
    """The one message to the one person. Example: "m-7f3a"."""

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    template_id: s.Id | None = None
    """The template it was made from. Example: "autumn-lamps-v3"."""

    message_title: s.Label | None = None
    """The subject line or headline that the person saw. Example: "Light for dark days"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Example: "newsletter-de"."""

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
            self, *, message_id: s.Id, medium: s.Word, template_id: s.Id | None = ...,
            message_title: s.Label | None = ..., mailing_list_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageSubscribed(m.EventModel):
    """The person subscribed to messages."""

    TYPE: ClassVar[str] = "touchline.message.subscribed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.subscribed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Recommended. Example: "newsletter-de"."""

    subscription_scope: s.Word | None = None
    """How much was subscribed or unsubscribed. One of list, medium, all, or another word. Recommended. Example:
    "list".
    """

    message_id: s.Id | None = None
    """The message that led to it. Example: "m-7f3a"."""

    form_id: s.Id | None = None
    """The form. Example: "contact"."""

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
            self, *, medium: s.Word, mailing_list_id: s.Id | None = ..., subscription_scope: s.Word | None = ...,
            message_id: s.Id | None = ..., form_id: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class MessageUnsubscribed(m.EventModel):
    """The person no longer wants messages."""

    TYPE: ClassVar[str] = "touchline.message.unsubscribed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:message.unsubscribed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    medium: s.Word
    """How it travels. One of email, sms, push, whatsapp, inapp, letter, or another word. Example: "email"."""

    mailing_list_id: s.Id | None = None
    """The mailing list. Recommended. Example: "newsletter-de"."""

    subscription_scope: s.Word | None = None
    """How much was subscribed or unsubscribed. One of list, medium, all, or another word. Recommended. Example:
    "list".
    """

    message_id: s.Id | None = None
    """The message that led to it. Example: "m-7f3a"."""

    form_id: s.Id | None = None
    """The form. Example: "contact"."""

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
            self, *, medium: s.Word, mailing_list_id: s.Id | None = ..., subscription_scope: s.Word | None = ...,
            message_id: s.Id | None = ..., form_id: s.Id | None = ..., reason: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
