"""Forms on pages and screens. What was filled in is not part of the events.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class FormStarted(m.EventModel):
    """The person began to fill in a form."""

    TYPE: ClassVar[str] = "touchline.form.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:form.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    form_id: s.Id
    """The form. Example: "contact"."""

    form_name: s.Label | None = None
    """The form's name. Example: "Contact us"."""

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

        def __init__(self, *, form_id: s.Id, form_name: s.Label | None = ..., **groups: Unpack[s.Groups]) -> None: ...


class FormSubmitted(m.EventModel):
    """The person sent a form."""

    TYPE: ClassVar[str] = "touchline.form.submitted.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:form.submitted:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    form_id: s.Id
    """The form. Example: "contact"."""

    form_name: s.Label | None = None
    """The form's name. Example: "Contact us"."""

    field_names: Annotated[list[s.Label], m.listed(most=200)] | None = None
    """The names of the fields that were filled in, never their contents. Example: ["subject", "message"]."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Example: 1260000."""

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
            self, *, form_id: s.Id, form_name: s.Label | None = ..., field_names: list[s.Label] | None = ...,
            duration_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
