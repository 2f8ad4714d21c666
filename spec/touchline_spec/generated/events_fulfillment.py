"""How goods reach the customer: shipped, handed over in a store, or delivered.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack

from touchline_spec import modelling as m
from touchline_spec.generated import shapes as s


class FulfillmentAllocated(m.EventModel):
    """It was decided from where the goods come."""

    TYPE: ClassVar[str] = "touchline.fulfillment.allocated.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.allocated:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentReadyForPickup(m.EventModel):
    """The goods wait for the customer in the store or at a collection point."""

    TYPE: ClassVar[str] = "touchline.fulfillment.ready_for_pickup.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.ready_for_pickup:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    pickup_spot: s.Label | None = None
    """Where the customer waits or finds the goods. Example: "Abholregal 4"."""

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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            pickup_spot: s.Label | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentCustomerArrived(m.EventModel):
    """The customer came to take the goods."""

    TYPE: ClassVar[str] = "touchline.fulfillment.customer_arrived.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.customer_arrived:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    pickup_spot: s.Label | None = None
    """Where the customer waits or finds the goods. Example: "Abholregal 4"."""

    arrival_mode: s.Word | None = None
    """How the customer came. One of foot, car, bicycle, or another word. Example: "car"."""

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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            pickup_spot: s.Label | None = ..., arrival_mode: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentPickedUp(m.EventModel):
    """The goods were handed to the customer."""

    TYPE: ClassVar[str] = "touchline.fulfillment.picked_up.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.picked_up:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    handed_to: s.Word | None = None
    """Who or what took the goods. One of customer, proxy, neighbour, locker, doorstep, or another word. Example:
    "customer".
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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            handed_to: s.Word | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentShipped(m.EventModel):
    """The goods left for the customer."""

    TYPE: ClassVar[str] = "touchline.fulfillment.shipped.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.shipped:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    parcel_carrier: s.Label | None = None
    """Who carries the parcel. Recommended. Example: "DHL"."""

    tracking_number: s.Id | None = None
    """The parcel's number at the carrier. Example: "JJD000390012345678901"."""

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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            parcel_carrier: s.Label | None = ..., tracking_number: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentDelivered(m.EventModel):
    """The goods reached the customer."""

    TYPE: ClassVar[str] = "touchline.fulfillment.delivered.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.delivered:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    parcel_carrier: s.Label | None = None
    """Who carries the parcel. Recommended. Example: "DHL"."""

    tracking_number: s.Id | None = None
    """The parcel's number at the carrier. Example: "JJD000390012345678901"."""

    handed_to: s.Word | None = None
    """Who or what took the goods. One of customer, proxy, neighbour, locker, doorstep, or another word. Example:
    "customer".
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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            parcel_carrier: s.Label | None = ..., tracking_number: s.Id | None = ..., handed_to: s.Word | None = ...,
            **groups: Unpack[s.Groups]
        ) -> None: ...


class FulfillmentFailed(m.EventModel):
    """The goods did not reach the customer: not found, not delivered, not fetched."""

    TYPE: ClassVar[str] = "touchline.fulfillment.failed.v1"
    DATASCHEMA: ClassVar[str] = "urn:touchline:schema:fulfillment.failed:1.0"
    REQUIRED: ClassVar[tuple[str, ...]] = ("channel",)

    fulfillment_id: s.Id
    """The one parcel or handing over of an order. Example: "F-1-1"."""

    order_id: s.Id
    """The merchant's order number. Example: "O-1"."""

    fulfillment_method: s.Word
    """How the goods reach the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    reason: s.Label
    """The reason, as the business codes it. Example: "does_not_fit"."""

    items: Annotated[list[s.LineItem], m.listed(least=1, most=500)] | None = None
    """The lines. Recommended. Example: [{"product_id": "P-1", "quantity": "1"}]."""

    promised: s.Slot | None = None
    """The span of time that was promised to the customer. Example: {"start": "2026-11-21T10:00:00+01:00", "end":
    "2026-11-21T12:00:00+01:00"}.
    """

    parcel_carrier: s.Label | None = None
    """Who carries the parcel. Recommended. Example: "DHL"."""

    tracking_number: s.Id | None = None
    """The parcel's number at the carrier. Example: "JJD000390012345678901"."""

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
    """The store or warehouse that has the goods. Recommended. Example: {"store": {"id": "store-0042"}}."""

    clock: s.Clock | None = None
    """What the clock is worth. Example: {"quality": "synced"}."""

    ext: s.Ext | None = None
    """Private fields, under a reverse domain name of the producer's own. Example: {"com.example.shop": {"theme":
    "dark"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, fulfillment_id: s.Id, order_id: s.Id, fulfillment_method: s.Word, reason: s.Label,
            items: list[s.LineItem] | list[m.Plain] | None = ..., promised: s.Slot | m.Plain | None = ...,
            parcel_carrier: s.Label | None = ..., tracking_number: s.Id | None = ..., **groups: Unpack[s.Groups]
        ) -> None: ...
