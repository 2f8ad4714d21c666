"""Self-service terminals in stores. They belong to nobody, so their own identifier is always shared.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class KioskSessionStarted(m.EventModel):
    """Somebody began to use a kiosk."""

    TYPE: ClassVar[str] = "touchline.kiosk.session_started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:kiosk.session_started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

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
    """The sitting the event belongs to. Recommended. Example: {"id": "s-77"}."""

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

        def __init__(self, **groups: Unpack[s.Groups]) -> None: ...


class KioskSessionEnded(m.EventModel):
    """Somebody stopped using a kiosk, or it fell back to its start."""

    TYPE: ClassVar[str] = "touchline.kiosk.session_ended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:kiosk.session_ended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.read_point",)

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

    end_reason: s.Word | None = None
    """Why it ended. One of completed, timeout, abandoned, fault, or another word. Recommended. Example: "timeout"."""

    interaction_count: s.Count | None = None
    """How often the person touched or entered something. Example: 14."""

    order_id: s.Id | None = None
    """The merchant's order number. Example: "O-1"."""

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
    """The sitting the event belongs to. Recommended. Example: {"id": "s-77"}."""

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
            self, *, duration_ms: s.Count | None = ..., end_reason: s.Word | None = ...,
            interaction_count: s.Count | None = ..., order_id: s.Id | None = ..., transaction_id: s.Id | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
