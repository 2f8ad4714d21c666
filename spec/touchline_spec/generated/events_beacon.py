"""Raw sightings of a member's rotating token, for calibration; presence itself is told by visit and zone.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class BeaconSighted(m.EventModel):
    """A read point received the token of a member. Sampled; `sampledrate` says how many sightings one stands for."""

    TYPE: ClassVar[str] = "touchline.beacon.sighted.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:beacon.sighted:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "identities", "location", "location.store", "location.read_point",)

    rssi: s.Integer
    """The strength of the received signal in dBm. Example: -63."""

    tx_power: s.Integer | None = None
    """The strength that the sender states for one metre in dBm. Example: -59."""

    sighting_count: s.Count | None = None
    """How many advertisements this sighting sums up. Example: 12."""

    proximity: s.Word | None = None
    """How near the member was to the read point. One of immediate, near, far, unknown, or another word. Example:
    "near".
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
    """What the clock is worth. Recommended. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, rssi: s.Integer, tx_power: s.Integer | None = ..., sighting_count: s.Count | None = ...,
            proximity: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
