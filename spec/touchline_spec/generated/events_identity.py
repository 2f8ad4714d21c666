"""Who somebody turned out to be.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class IdentitySignedUp(m.EventModel):
    """The person made an account."""

    TYPE: ClassVar[str] = "touchline.identity.signed_up.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.signed_up:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    auth_method: s.Word | None = None
    """How the person proved it. One of password, one_time_code, passkey, social, card, phone, app, staff, or
    another word. Recommended. Example: "password".
    """

    sign_up_kind: s.Word | None = None
    """How the person came to sign up. One of organic, invited, guest_converted, in_store, import, or another word.
    Example: "organic".
    """

    group_id: s.Id | None = None
    """The account. Example: "acct-lumen-gmbh"."""

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
            self, *, auth_method: s.Word | None = ..., sign_up_kind: s.Word | None = ..., group_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class IdentitySignedIn(m.EventModel):
    """The person signed in."""

    TYPE: ClassVar[str] = "touchline.identity.signed_in.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.signed_in:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    auth_method: s.Word | None = None
    """How the person proved it. One of password, one_time_code, passkey, social, card, phone, app, staff, or
    another word. Recommended. Example: "password".
    """

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

        def __init__(self, *, auth_method: s.Word | None = ..., **groups: Unpack[s.Groups]) -> None: ...


class IdentitySignedOut(m.EventModel):
    """The person signed out, or was signed out."""

    TYPE: ClassVar[str] = "touchline.identity.signed_out.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.signed_out:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

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

        def __init__(self, *, reason: s.Label | None = ..., **groups: Unpack[s.Groups]) -> None: ...


class IdentityUpdated(m.EventModel):
    """Details of the person changed. Which ones is told; the details themselves stay where they belong."""

    TYPE: ClassVar[str] = "touchline.identity.updated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.updated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    changed: Annotated[list[s.Word], m.listed(least=1, most=100)] | None = None
    """The names of the details that changed, never their values. Recommended. Example: ["address", "language"]."""

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

        def __init__(self, *, changed: list[s.Word] | None = ..., **groups: Unpack[s.Groups]) -> None: ...


class IdentityLinked(m.EventModel):
    """Two identifiers turned out to be of one person."""

    TYPE: ClassVar[str] = "touchline.identity.linked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.linked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    link_from: s.Identity
    """The identifier that was linked. Example: {"type": "anonymous", "value": "a-18273645"}."""

    link_to: s.Identity
    """The identifier it belongs to. Example: {"type": "user", "value": "u-1"}."""

    link_method: s.Word
    """What the link rests on. One of sign_in, sign_up, handoff, card_scan, merge, staff, household, import, or
    another word. Example: "sign_in".
    """

    certainty: s.LinkCertainty
    """Whether the link is proved or only likely. Example: "deterministic"."""

    confidence: s.Share | None = None
    """How sure the detection is. Example: 0.9."""

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
            self, *, link_from: s.Identity | m.Plain, link_to: s.Identity | m.Plain, link_method: s.Word,
            certainty: s.LinkCertainty, confidence: s.Share | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class IdentityUnlinked(m.EventModel):
    """A link was wrong or was withdrawn; the identifiers are apart again."""

    TYPE: ClassVar[str] = "touchline.identity.unlinked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.unlinked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    link_from: s.Identity
    """The identifier that was linked. Example: {"type": "anonymous", "value": "a-18273645"}."""

    link_to: s.Identity
    """The identifier it belongs to. Example: {"type": "user", "value": "u-1"}."""

    link_method: s.Word | None = None
    """What the link rests on. One of sign_in, sign_up, handoff, card_scan, merge, staff, household, import, or
    another word. Example: "sign_in".
    """

    reason: s.Label | None = None
    """The reason, as the business codes it. Recommended. Example: "does_not_fit"."""

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
            self, *, link_from: s.Identity | m.Plain, link_to: s.Identity | m.Plain, link_method: s.Word | None = ...,
            reason: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class IdentityErasureRequested(m.EventModel):
    """The person asked to be forgotten."""

    TYPE: ClassVar[str] = "touchline.identity.erasure_requested.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:identity.erasure_requested:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    request_id: s.Id | None = None
    """The person's request. Recommended. Example: "rq-2026-118"."""

    erasure_scope: s.Word | None = None
    """What is to be erased. One of all, analytics, marketing, presence, or another word. Recommended. Example:
    "all".
    """

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
            self, *, request_id: s.Id | None = ..., erasure_scope: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
