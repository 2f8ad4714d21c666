"""Where an installed application came from.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class InstallAttributed(m.EventModel):
    """A provider found out which campaign led to an installation."""

    TYPE: ClassVar[str] = "touchline.install.attributed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:install.attributed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "campaign",)

    link_provider: s.Label
    """The provider that attributed it. Example: "branch"."""

    attribution_model: s.Word | None = None
    """How the source was found. One of last_click, first_click, view_through, probabilistic, organic, or another
    word. Recommended. Example: "last_click".
    """

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Example: "google".
    """

    install_began_at: s.Timestamp | None = None
    """When the installation began. Example: "2026-11-19T18:02:11-06:00"."""

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
    """The application. Recommended. Example: {"name": "Example Shop", "version": "4.2.0"}."""

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
            self, *, link_provider: s.Label, attribution_model: s.Word | None = ..., ad_id: s.Id | None = ...,
            creative_id: s.Id | None = ..., network: s.Word | None = ..., install_began_at: m.Moment | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...
