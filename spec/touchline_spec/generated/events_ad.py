"""Paid media on other people's pages and screens.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class AdImpressed(m.EventModel):
    """An advert was served and rendered."""

    TYPE: ClassVar[str] = "touchline.ad.impressed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:ad.impressed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Recommended. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Example: "search-top"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Recommended. Example: "google".
    """

    ad_format: s.Word | None = None
    """What the advert is made of. One of text, image, video, audio, carousel, native, interstitial, rewarded, or
    another word. Example: "video".
    """

    impression_id: s.Id | None = None
    """The one showing of the advert. Example: "imp-81f0"."""

    cost: s.Money | None = None
    """What it cost the advertiser. Example: {"amount": "0.42", "currency": "EUR"}."""

    cost_model: s.Word | None = None
    """What the advertiser pays for. One of cpa, cpc, cpm, or another word. Example: "cpc"."""

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
            self, *, ad_id: s.Id | None = ..., creative_id: s.Id | None = ..., placement: s.Label | None = ...,
            network: s.Word | None = ..., ad_format: s.Word | None = ..., impression_id: s.Id | None = ...,
            cost: s.Money | m.Plain | None = ..., cost_model: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AdViewable(m.EventModel):
    """An advert could be seen for long enough to count as viewable."""

    TYPE: ClassVar[str] = "touchline.ad.viewable.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:ad.viewable:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Recommended. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Example: "search-top"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Recommended. Example: "google".
    """

    ad_format: s.Word | None = None
    """What the advert is made of. One of text, image, video, audio, carousel, native, interstitial, rewarded, or
    another word. Example: "video".
    """

    impression_id: s.Id | None = None
    """The one showing of the advert. Example: "imp-81f0"."""

    cost: s.Money | None = None
    """What it cost the advertiser. Example: {"amount": "0.42", "currency": "EUR"}."""

    cost_model: s.Word | None = None
    """What the advertiser pays for. One of cpa, cpc, cpm, or another word. Example: "cpc"."""

    visible_share: s.Share | None = None
    """The part of the advert that could be seen. Recommended. Example: 0.5."""

    visible_ms: s.Count | None = None
    """How long that part could be seen in milliseconds. Recommended. Example: 1000."""

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
            self, *, ad_id: s.Id | None = ..., creative_id: s.Id | None = ..., placement: s.Label | None = ...,
            network: s.Word | None = ..., ad_format: s.Word | None = ..., impression_id: s.Id | None = ...,
            cost: s.Money | m.Plain | None = ..., cost_model: s.Word | None = ..., visible_share: s.Share | None = ...,
            visible_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AdClicked(m.EventModel):
    """The person clicked an advert; recorded where they landed or at the network."""

    TYPE: ClassVar[str] = "touchline.ad.clicked.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:ad.clicked:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Recommended. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Example: "search-top"."""

    landing_url: s.Url | None = None
    """The address that the click led to. Recommended. Example: "https://shop.example.com/?utm_source=search"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Recommended. Example: "google".
    """

    ad_format: s.Word | None = None
    """What the advert is made of. One of text, image, video, audio, carousel, native, interstitial, rewarded, or
    another word. Example: "video".
    """

    impression_id: s.Id | None = None
    """The one showing of the advert. Example: "imp-81f0"."""

    cost: s.Money | None = None
    """What it cost the advertiser. Example: {"amount": "0.42", "currency": "EUR"}."""

    cost_model: s.Word | None = None
    """What the advertiser pays for. One of cpa, cpc, cpm, or another word. Example: "cpc"."""

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
            self, *, ad_id: s.Id | None = ..., creative_id: s.Id | None = ..., placement: s.Label | None = ...,
            landing_url: s.Url | None = ..., network: s.Word | None = ..., ad_format: s.Word | None = ...,
            impression_id: s.Id | None = ..., cost: s.Money | m.Plain | None = ..., cost_model: s.Word | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class AdQuartileReached(m.EventModel):
    """An advert with a length played up to a quarter of it."""

    TYPE: ClassVar[str] = "touchline.ad.quartile_reached.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:ad.quartile_reached:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    quartile: s.Count
    """The quarter that was reached, from 1 to 4; 4 is the end. Example: 2."""

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Recommended. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Example: "search-top"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Example: "google".
    """

    ad_format: s.Word | None = None
    """What the advert is made of. One of text, image, video, audio, carousel, native, interstitial, rewarded, or
    another word. Example: "video".
    """

    impression_id: s.Id | None = None
    """The one showing of the advert. Example: "imp-81f0"."""

    playhead_ms: s.Count | None = None
    """How far it had played in milliseconds. Example: 7500."""

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
            self, *, quartile: s.Count, ad_id: s.Id | None = ..., creative_id: s.Id | None = ...,
            placement: s.Label | None = ..., network: s.Word | None = ..., ad_format: s.Word | None = ...,
            impression_id: s.Id | None = ..., playhead_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class AdCompleted(m.EventModel):
    """An advert with a length played to its end."""

    TYPE: ClassVar[str] = "touchline.ad.completed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:ad.completed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    ad_id: s.Id | None = None
    """The advert at the one who shows it. Recommended. Example: "ad-5521"."""

    creative_id: s.Id | None = None
    """The creative that was shown. Example: "cr-7"."""

    placement: s.Label | None = None
    """The place it was shown in. Example: "search-top"."""

    network: s.Word | None = None
    """The network that showed it. One of google, meta, microsoft, amazon, tiktok, pinterest, linkedin, criteo,
    yahoo_japan, line, or another word. Example: "google".
    """

    ad_format: s.Word | None = None
    """What the advert is made of. One of text, image, video, audio, carousel, native, interstitial, rewarded, or
    another word. Example: "video".
    """

    impression_id: s.Id | None = None
    """The one showing of the advert. Example: "imp-81f0"."""

    quartile: s.Count | None = None
    """The quarter that was reached, from 1 to 4; 4 is the end. Example: 2."""

    playhead_ms: s.Count | None = None
    """How far it had played in milliseconds. Example: 7500."""

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
            self, *, ad_id: s.Id | None = ..., creative_id: s.Id | None = ..., placement: s.Label | None = ...,
            network: s.Word | None = ..., ad_format: s.Word | None = ..., impression_id: s.Id | None = ...,
            quartile: s.Count | None = ..., playhead_ms: s.Count | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
