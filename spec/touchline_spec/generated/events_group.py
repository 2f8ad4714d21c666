"""Accounts of several people, such as companies and households.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class GroupCreated(m.EventModel):
    """An account of several people was opened."""

    TYPE: ClassVar[str] = "touchline.group.created.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:group.created:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    group_id: s.Id
    """The account. Example: "acct-lumen-gmbh"."""

    group_name: s.Label | None = None
    """The account's name. Example: "Lumen GmbH"."""

    group_kind: s.Word | None = None
    """What kind of group it is. One of company, household, team, club, school, or another word. Example:
    "company".
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
            self, *, group_id: s.Id, group_name: s.Label | None = ..., group_kind: s.Word | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class GroupJoined(m.EventModel):
    """A person became part of an account."""

    TYPE: ClassVar[str] = "touchline.group.joined.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:group.joined:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    group_id: s.Id
    """The account. Example: "acct-lumen-gmbh"."""

    group_kind: s.Word | None = None
    """What kind of group it is. One of company, household, team, club, school, or another word. Example:
    "company".
    """

    role: s.Label | None = None
    """The person's part in it. Example: "buyer"."""

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
            self, *, group_id: s.Id, group_kind: s.Word | None = ..., role: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class GroupLeft(m.EventModel):
    """A person is no longer part of an account."""

    TYPE: ClassVar[str] = "touchline.group.left.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:group.left:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities",)

    group_id: s.Id
    """The account. Example: "acct-lumen-gmbh"."""

    group_kind: s.Word | None = None
    """What kind of group it is. One of company, household, team, club, school, or another word. Example:
    "company".
    """

    role: s.Label | None = None
    """The person's part in it. Example: "buyer"."""

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
            self, *, group_id: s.Id, group_kind: s.Word | None = ..., role: s.Label | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
