"""A member's stay in a store.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class VisitStarted(m.EventModel):
    """A member came into a store."""

    TYPE: ClassVar[str] = "touchline.visit.started.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:visit.started:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    visit_id: s.Id | None = None
    """The stay. Recommended. Example: "v-0193f1c5"."""

    confidence: s.Share | None = None
    """How sure the detection is. Example: 0.9."""

    proven: s.Boolean | None = None
    """True where the phone itself answered a challenge. Example: true."""

    presence_proof: s.PresenceProof | None = None
    """The phone's answer to the box's challenge: for the collector, which checks it and puts `proven` in its
    place. Example: {"challenge": "000102030405060708090a0b0c0d0e0f", "proof": "8f1d3ac2b7e05594", "window_low":
    4711}.
    """

    continued: s.Boolean | None = None
    """True where only a change of token made it look like a new start, end or repetition; counts as none. Example:
    true.
    """

    sampling: s.Word | None = None
    """How often the phone was heard; sparse is less than every 5 s and has rules of its own. One of dense, sparse,
    or another word. Example: "dense".
    """

    sightings: s.Count | None = None
    """How many packets stand behind it. Example: 34."""

    receivers: s.Count | None = None
    """How many receivers heard the phone. Example: 3."""

    partial: s.Boolean | None = None
    """True where one of several boxes of a store tells what it alone heard. Example: true."""

    suspected_replay: s.Boolean | None = None
    """True where the same token was seen in two stores within travelling time. Example: true."""

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
            self, *, visit_id: s.Id | None = ..., confidence: s.Share | None = ..., proven: s.Boolean | None = ...,
            presence_proof: s.PresenceProof | m.Plain | None = ..., continued: s.Boolean | None = ...,
            sampling: s.Word | None = ..., sightings: s.Count | None = ..., receivers: s.Count | None = ...,
            partial: s.Boolean | None = ..., suspected_replay: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class VisitEnded(m.EventModel):
    """A member left the store."""

    TYPE: ClassVar[str] = "touchline.visit.ended.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:visit.ended:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel", "location", "location.store",)

    visit_id: s.Id | None = None
    """The stay. Recommended. Example: "v-0193f1c5"."""

    duration_ms: s.Count | None = None
    """How long it lasted in milliseconds. Recommended. Example: 1260000."""

    end_reason: s.Word | None = None
    """Why it ended. One of left, lost, closed, rotated, agent_stop, agent_restart, evicted, or another word.
    Example: "left".
    """

    confidence: s.Share | None = None
    """How sure the detection is. Example: 0.9."""

    continued: s.Boolean | None = None
    """True where only a change of token made it look like a new start, end or repetition; counts as none. Example:
    true.
    """

    sampling: s.Word | None = None
    """How often the phone was heard; sparse is less than every 5 s and has rules of its own. One of dense, sparse,
    or another word. Example: "dense".
    """

    sightings: s.Count | None = None
    """How many packets stand behind it. Example: 34."""

    receivers: s.Count | None = None
    """How many receivers heard the phone. Example: 3."""

    partial: s.Boolean | None = None
    """True where one of several boxes of a store tells what it alone heard. Example: true."""

    suspected_replay: s.Boolean | None = None
    """True where the same token was seen in two stores within travelling time. Example: true."""

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
            self, *, visit_id: s.Id | None = ..., duration_ms: s.Count | None = ..., end_reason: s.Word | None = ...,
            confidence: s.Share | None = ..., continued: s.Boolean | None = ..., sampling: s.Word | None = ...,
            sightings: s.Count | None = ..., receivers: s.Count | None = ..., partial: s.Boolean | None = ...,
            suspected_replay: s.Boolean | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
