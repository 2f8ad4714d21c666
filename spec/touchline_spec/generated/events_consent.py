"""What the person allowed.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class ConsentUpdated(m.EventModel):
    """The person's consent changed, or was given for the first time."""

    TYPE: ClassVar[str] = "touchline.consent.updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:consent.updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "consent",)

    previous: s.ConsentPurposes | None = None
    """What was in force before. Example: {"analytics": "unknown"}."""

    prompt_form: s.Word | None = None
    """How the person was asked. One of banner, modal, preference_centre, app_dialog, paper, spoken, or another
    word. Example: "banner".
    """

    prompt_ms: s.Count | None = None
    """Milliseconds from showing the question to the answer. Example: 4200."""

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
            self, *, previous: s.ConsentPurposes | m.Plain | None = ..., prompt_form: s.Word | None = ...,
            prompt_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class ConsentViewed(m.EventModel):
    """The question for consent was shown."""

    TYPE: ClassVar[str] = "touchline.consent.viewed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:consent.viewed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    prompt_form: s.Word | None = None
    """How the person was asked. One of banner, modal, preference_centre, app_dialog, paper, spoken, or another
    word. Recommended. Example: "banner".
    """

    prompt_ms: s.Count | None = None
    """Milliseconds from the start of the page to showing the question. Example: 4200."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """What is in force until the person answers. Example: {"purposes": {"analytics": "granted"}}."""

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
            self, *, prompt_form: s.Word | None = ..., prompt_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class ConsentExpired(m.EventModel):
    """A consent ran out; what it had granted is not granted any more."""

    TYPE: ClassVar[str] = "touchline.consent.expired.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:consent.expired:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities", "consent",)

    previous: s.ConsentPurposes | None = None
    """What was in force before. Recommended. Example: {"analytics": "unknown"}."""

    channel: s.Word | None = None
    """Where the touchpoint happened. One of web, app, email, sms, push, social, ads, call_center, chat, pos,
    store, kiosk, vending, signage, marketplace, mail, system, or another word. Example: "web".
    """

    identities: Annotated[list[s.Identity], m.listed(most=32)] | None = None
    """The identifiers of the person or device known at that moment. Example: [{"type": "user", "value": "u-1",
    "state": "authenticated"}].
    """

    consent: s.Consent | None = None
    """What is in force from now on. Example: {"purposes": {"analytics": "granted"}}."""

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
            self, *, previous: s.ConsentPurposes | m.Plain | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
