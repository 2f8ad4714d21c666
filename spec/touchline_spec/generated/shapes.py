"""The shapes that events are made of.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from touchline_spec import modelling as m

Id = Annotated[str, m.text(least=1, most=256)]
"""An identifier that its issuer assigned, opaque to everyone else."""
Label = Annotated[str, m.text(most=512)]
"""A short text for people, such as a name or a title."""
Text = Annotated[str, m.text(most=8192)]
"""A longer text written by or for people."""
Word = Annotated[str, m.text(least=1, most=64, pattern='^[a-z][a-z0-9_]*$')]
"""A value of an open list, in lower case with underscores; unknown words are accepted."""
Url = Annotated[str, m.text(least=1, most=4096, pattern='^[^ \\t\\r\\n]+$')]
"""An absolute or relative URI reference without spaces."""
Version = Annotated[str, m.text(least=1, most=128)]
"""The version text of an application, policy or template."""
Decimal = Annotated[str, m.text(most=23, pattern='^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$'), m.DECIMAL]
"""A decimal number as text, so that no engine rounds it; at most 15 digits before and 6 after the point."""
Amount = Annotated[str, m.text(most=23, pattern='^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?$'), m.DECIMAL]
"""A sum of money as decimal text; no exponent, no JSON number, no thousands separator."""
Currency = Annotated[str, m.text(least=3, most=3, pattern='^[A-Z]{3}$')]
"""An ISO 4217 currency code. There is no default currency."""
Country = Annotated[str, m.text(least=2, most=2, pattern='^[A-Z]{2}$')]
"""An ISO 3166-1 alpha-2 country code."""
Language = Annotated[str, m.text(least=2, most=35, pattern='^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')]
"""A BCP 47 language tag."""
Timezone = Annotated[str, m.text(least=1, most=64, pattern='^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$')]
"""An IANA time zone name."""
Timestamp = Annotated[str, m.text(most=35, pattern='^([12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29)[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,9})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$'), m.MOMENT]
"""An RFC 3339 timestamp with an offset; the calendar is checked, from year 1000 to 2999."""
Date = Annotated[str, m.text(least=10, most=10, pattern='^([12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29)$'), m.DAY]
"""A calendar date that exists, from year 1000 to 2999."""
Count = Annotated[int, m.number(least=0, most=9007199254740991), m.WHOLE]
"""A whole number that is not negative."""
Integer = Annotated[int, m.number(least=-9007199254740991, most=9007199254740991), m.WHOLE]
"""A whole number."""
Number = Annotated[int | float, m.number(least=-1000000000000000.0, most=1000000000000000.0)]
"""A number that was measured, not counted and not paid."""
Share = Annotated[int | float, m.number(least=0, most=1)]
"""A number from 0 to 1."""
Boolean = bool
"""True or false."""
Gtin = Annotated[str, m.text(most=14, pattern='^([0-9]{8}|[0-9]{12,14})$')]
"""A GS1 global trade item number of 8, 12, 13 or 14 digits."""
Gln = Annotated[str, m.text(least=13, most=13, pattern='^[0-9]{13}$')]
"""A GS1 global location number."""
Latitude = Annotated[int | float, m.number(least=-90, most=90)]
"""Degrees north of the equator, WGS 84."""
Longitude = Annotated[int | float, m.number(least=-180, most=180)]
"""Degrees east of Greenwich, WGS 84."""
ConsentState = Literal["granted", "denied", "unknown", "not_required"]
"""Whether a purpose was granted. Absent and unknown are not granted."""
IdentityState = Literal["ambiguous", "authenticated", "logged_out"]
"""Whether the person had proved to be the one."""
Recipe = Literal["email.plain", "email.google", "email.uid2", "phone.e164", "phone.digits", "phone.uid2"]
"""The named recipe of a contact hash; the name fixes normal form and encoding."""
ClockQuality = Literal["synced", "unsynced", "monotonic"]
"""What the producer's clock is worth."""
LinkCertainty = Literal["deterministic", "probabilistic"]
"""Whether a link between identifiers is proved or only likely."""
Ext = m.Ext


class Money(m.MoneyModel):
    """A sum of money with its currency."""

    amount: Amount
    """The sum as decimal text. Example: "19.99"."""

    currency: Currency
    """The currency of the sum. Example: "EUR"."""

    if TYPE_CHECKING:

        def __init__(self, amount: m.Exact, currency: Currency) -> None: ...


class Product(m.Model):
    """A thing that is sold or shown."""

    product_id: Id
    """The merchant's own product number. Example: "P-1"."""

    sku: Id | None = None
    """The stock keeping unit where it differs from the product. Example: "LAMP-WHT-40"."""

    gtin: Gtin | None = None
    """The GS1 number printed as a barcode. Example: "4006381333931"."""

    name: Label | None = None
    """The product's name as the customer saw it. Example: "Lamp"."""

    brand: Label | None = None
    """The brand. Example: "Lumen"."""

    category: Label | None = None
    """The category; levels are separated by a slash. Example: "Home/Lighting"."""

    variant: Label | None = None
    """The variant such as colour or size. Example: "white"."""

    price: Money | None = None
    """The price of one unit that the customer saw. Example: {"amount": "19.99", "currency": "EUR"}."""

    list_price: Money | None = None
    """The price of one unit before any reduction. Example: {"amount": "24.99", "currency": "EUR"}."""

    url: Url | None = None
    """The page that shows the product. Example: "https://shop.example.com/p/P-1"."""

    image_url: Url | None = None
    """A picture of the product. Example: "https://shop.example.com/i/P-1.jpg"."""

    position: Count | None = None
    """The place in the list it was shown in. Example: 3."""

    list_id: Id | None = None
    """The list it was shown in. Example: "search-lamp"."""

    creative_id: Id | None = None
    """The creative that showed it. Example: "cr-7"."""

    inventory_status: Word | None = None
    """Whether it can be had. One of in_stock, out_of_stock, preorder, backorder, or another word. Example:
    "in_stock".
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, product_id: Id, sku: Id | None = ..., gtin: Gtin | None = ..., name: Label | None = ...,
            brand: Label | None = ..., category: Label | None = ..., variant: Label | None = ...,
            price: Money | m.Plain | None = ..., list_price: Money | m.Plain | None = ..., url: Url | None = ...,
            image_url: Url | None = ..., position: Count | None = ..., list_id: Id | None = ...,
            creative_id: Id | None = ..., inventory_status: Word | None = ...
        ) -> None: ...


class LineItem(m.Model):
    """One line of a cart, order, sale or return."""

    product_id: Id
    """The merchant's own product number. Example: "P-1"."""

    sku: Id | None = None
    """The stock keeping unit where it differs from the product. Example: "LAMP-WHT-40"."""

    gtin: Gtin | None = None
    """The GS1 number printed as a barcode. Example: "4006381333931"."""

    name: Label | None = None
    """The product's name as the customer saw it. Example: "Lamp"."""

    brand: Label | None = None
    """The brand. Example: "Lumen"."""

    category: Label | None = None
    """The category; levels are separated by a slash. Example: "Home/Lighting"."""

    variant: Label | None = None
    """The variant such as colour or size. Example: "white"."""

    price: Money | None = None
    """The price of one unit that the customer saw. Example: {"amount": "19.99", "currency": "EUR"}."""

    list_price: Money | None = None
    """The price of one unit before any reduction. Example: {"amount": "24.99", "currency": "EUR"}."""

    url: Url | None = None
    """The page that shows the product. Example: "https://shop.example.com/p/P-1"."""

    image_url: Url | None = None
    """A picture of the product. Example: "https://shop.example.com/i/P-1.jpg"."""

    position: Count | None = None
    """The place in the list it was shown in. Example: 3."""

    list_id: Id | None = None
    """The list it was shown in. Example: "search-lamp"."""

    creative_id: Id | None = None
    """The creative that showed it. Example: "cr-7"."""

    inventory_status: Word | None = None
    """Whether it can be had. One of in_stock, out_of_stock, preorder, backorder, or another word. Example:
    "in_stock".
    """

    quantity: Decimal
    """How many or how much, as decimal text, whatever the unit. Example: "1"."""

    unit: Word | None = None
    """The unit of a weighed or measured quantity. One of piece, kilogram, gram, litre, metre, or another word.
    Example: "kilogram".
    """

    line_id: Id | None = None
    """The number of the line in its document. Example: "1"."""

    discount: Money | None = None
    """What was taken off the whole line. Example: {"amount": "2.00", "currency": "EUR"}."""

    tax: Money | None = None
    """The tax of the whole line. Example: {"amount": "3.19", "currency": "EUR"}."""

    total: Money | None = None
    """What the whole line costs after discount. Example: {"amount": "19.99", "currency": "EUR"}."""

    coupon: Label | None = None
    """The coupon applied to the line. Example: "AUTUMN"."""

    serial_number: Id | None = None
    """The serial number of the one piece. Example: "SN-2024-0042"."""

    lot: Id | None = None
    """The production lot. Example: "L-881"."""

    fulfillment_method: Word | None = None
    """How the line reaches the customer. One of delivery, scheduled_delivery, pickup_in_store, collection_point,
    curbside, immediate, digital, or another word. Example: "pickup_in_store".
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, product_id: Id, quantity: m.Exact, sku: Id | None = ..., gtin: Gtin | None = ...,
            name: Label | None = ..., brand: Label | None = ..., category: Label | None = ...,
            variant: Label | None = ..., price: Money | m.Plain | None = ..., list_price: Money | m.Plain | None = ...,
            url: Url | None = ..., image_url: Url | None = ..., position: Count | None = ..., list_id: Id | None = ...,
            creative_id: Id | None = ..., inventory_status: Word | None = ..., unit: Word | None = ...,
            line_id: Id | None = ..., discount: Money | m.Plain | None = ..., tax: Money | m.Plain | None = ...,
            total: Money | m.Plain | None = ..., coupon: Label | None = ..., serial_number: Id | None = ...,
            lot: Id | None = ..., fulfillment_method: Word | None = ...
        ) -> None: ...


class Tender(m.Model):
    """One means of payment with the part of the sum it covers."""

    method: Word
    """The means of payment. One of card, cash, gift_card, voucher, wallet, bank_transfer, direct_debit, invoice,
    pay_later, points, store_credit, or another word. Example: "card".
    """

    amount: Money
    """The part of the sum it covers. Example: {"amount": "19.99", "currency": "EUR"}."""

    brand: Label | None = None
    """The brand of the card or wallet. Example: "visa"."""

    reference: Id | None = None
    """The payment provider's reference; never a card number. Example: "pi_3Oa7"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, method: Word, amount: Money | m.Plain, brand: Label | None = ..., reference: Id | None = ...
        ) -> None: ...


class Identity(m.IdentityModel):
    """One identifier of the person or device, as the producer knew it at that moment."""

    type: Word
    """What kind of identifier it is. One of anonymous, user, loyalty, device, app_instance, ad_id, email_hash,
    phone_hash, payment_token, cookie, ble_ephemeral, or another word. Example: "user".
    """

    value: Id
    """The identifier itself. Never a raw e-mail address or phone number, never a placeholder such as `null`.
    Example: "u-1".
    """

    issuer: Id | None = None
    """Who assigned it, where several could have: a programme, a vendor, a platform. Example: "bonus-club"."""

    recipe: Recipe | None = None
    """The named way the hash was made. Required when type is email_hash or phone_hash. Example: "email.plain"."""

    state: IdentityState | None = None
    """Whether the person had proved to be the one. Example: "authenticated"."""

    shared: Boolean | None = None
    """True for what several people use: a kiosk, a till, an associate's tablet. Never a key to merge by. Example:
    true.
    """

    primary: Boolean | None = None
    """True for the one the producer would merge by. Example: true."""

    if TYPE_CHECKING:

        def __init__(
            self, *, type: Word, value: Id, issuer: Id | None = ..., recipe: Recipe | None = ...,
            state: IdentityState | None = ..., shared: Boolean | None = ..., primary: Boolean | None = ...
        ) -> None: ...


class ClickId(m.Model):
    """A click identifier with the moment it was captured."""

    value: Id
    """The identifier in the case it came in. Example: "EAIaIQobChMI-Ab"."""

    captured_at: Timestamp | None = None
    """When it was captured, so that a till weeks later can still carry it. Example: "2026-11-01T08:00:00Z"."""

    if TYPE_CHECKING:

        def __init__(self, *, value: Id, captured_at: m.Moment | None = ...) -> None: ...


class Store(m.Model):
    """A store or other place of business."""

    id: Id
    """The operator's own store number. Example: "store-0042"."""

    name: Label | None = None
    """The store's name. Example: "Berlin Mitte"."""

    gln: Gln | None = None
    """Its GS1 location number. Example: "4012345000009"."""

    country: Country | None = None
    """The country it stands in. Example: "DE"."""

    timezone: Timezone | None = None
    """The time zone it lives in. Example: "Europe/Berlin"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, id: Id, name: Label | None = ..., gln: Gln | None = ..., country: Country | None = ...,
            timezone: Timezone | None = ...
        ) -> None: ...


class Zone(m.Model):
    """A part of a store."""

    id: Id
    """The zone's number within its store. Example: "lighting"."""

    kind: Word | None = None
    """What the zone is for. One of entrance, department, aisle, fitting_room, checkout, service_desk, pickup,
    cafe, outdoor, or another word. Example: "department".
    """

    name: Label | None = None
    """The zone's name for people. Example: "Lighting"."""

    if TYPE_CHECKING:

        def __init__(self, *, id: Id, kind: Word | None = ..., name: Label | None = ...) -> None: ...


class ReadPoint(m.Model):
    """The device that saw the event happen."""

    id: Id
    """The device's number. Example: "till-3"."""

    kind: Word | None = None
    """What kind of device it is. One of pos, ble_scanner, kiosk, screen, camera, door, handheld, vending, or
    another word. Example: "pos".
    """

    workstation: Id | None = None
    """The workstation it belongs to. Example: "3"."""

    if TYPE_CHECKING:

        def __init__(self, *, id: Id, kind: Word | None = ..., workstation: Id | None = ...) -> None: ...


class Position(m.Model):
    """A point on the earth, WGS 84."""

    latitude: Latitude
    """Degrees north. Example: 52.52."""

    longitude: Longitude
    """Degrees east. Example: 13.405."""

    accuracy_m: Number | None = None
    """Radius in metres that holds the point two times in three. Example: 25.0."""

    if TYPE_CHECKING:

        def __init__(self, *, latitude: Latitude, longitude: Longitude, accuracy_m: Number | None = ...) -> None: ...


class ConsentPurposes(m.OpenModel):
    """What was granted and what was not. Absent and unknown are not granted."""

    __pydantic_extra__: dict[str, ConsentState]

    analytics: ConsentState | None = None
    """Measuring and understanding use. Example: "granted"."""

    advertising: ConsentState | None = None
    """Showing and measuring adverts. Example: "denied"."""

    personalization: ConsentState | None = None
    """Fitting content and offers to the person. Example: "granted"."""

    messaging: ConsentState | None = None
    """Writing to the person: e-mail, SMS, push. Example: "granted"."""

    presence: ConsentState | None = None
    """Sensing that the person is in a store. Example: "granted"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, analytics: ConsentState | None = ..., advertising: ConsentState | None = ...,
            personalization: ConsentState | None = ..., messaging: ConsentState | None = ...,
            presence: ConsentState | None = ..., **more: ConsentState
        ) -> None: ...


class ConsentStrings(m.Model):
    """The consent strings of industry frameworks, carried verbatim."""

    tcf: Text | None = None
    """The IAB TCF string. Example: "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"."""

    gpp: Text | None = None
    """The IAB GPP string. Example: "DBABMA~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"."""

    gpp_sid: Annotated[list[Integer], m.listed(most=500)] | None = None
    """The GPP sections that apply. Example: [2]."""

    if TYPE_CHECKING:

        def __init__(
            self, *, tcf: Text | None = ..., gpp: Text | None = ..., gpp_sid: list[Integer] | None = ...
        ) -> None: ...


class MessagePreference(m.Model):
    """Whether a person wants the messages of one medium, or of one mailing list of it."""

    medium: Word
    """How the messages travel. One of email, sms, push, whatsapp, inapp, letter, or another word. Example:
    "email".
    """

    mailing_list_id: Id | None = None
    """The mailing list; absent where every message of the medium is meant. Example: "newsletter-de"."""

    subscribed: Boolean
    """Whether the person wants them. Example: true."""

    if TYPE_CHECKING:

        def __init__(self, *, medium: Word, subscribed: Boolean, mailing_list_id: Id | None = ...) -> None: ...


class SurveyAnswer(m.Model):
    """The answer to one question of a survey."""

    question_id: Id
    """The question. Example: "q1"."""

    score: Decimal | None = None
    """The score that was given as decimal text. Example: "9"."""

    choices: Annotated[list[Label], m.listed(most=50)] | None = None
    """The answers that were chosen from a list. Example: ["advice", "selection"]."""

    comment: Text | None = None
    """What the person wrote. Example: "Friendly staff"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, question_id: Id, score: m.Exact | None = ..., choices: list[Label] | None = ...,
            comment: Text | None = ...
        ) -> None: ...


class Slot(m.Model):
    """A planned span of time."""

    start: Timestamp
    """When it begins. Example: "2026-11-21T10:00:00+01:00"."""

    end: Timestamp | None = None
    """When it ends. Example: "2026-11-21T10:30:00+01:00"."""

    if TYPE_CHECKING:

        def __init__(self, *, start: m.Moment, end: m.Moment | None = ...) -> None: ...


class ListFilter(m.Model):
    """One filter that narrowed a list."""

    type: Label
    """What was filtered by. Example: "colour"."""

    value: Label
    """The value that was chosen. Example: "white"."""

    if TYPE_CHECKING:

        def __init__(self, *, type: Label, value: Label) -> None: ...


class ListSort(m.Model):
    """One order that a list was put in."""

    type: Label
    """What was sorted by. Example: "price"."""

    value: Label
    """The direction. Example: "asc"."""

    if TYPE_CHECKING:

        def __init__(self, *, type: Label, value: Label) -> None: ...


class PresenceProof(m.Model):
    """A phone's answer to a box's challenge, as the presence tokens' chapter derives it."""

    challenge: Id
    """What the box asked, as hexadecimal digits. Example: "000102030405060708090a0b0c0d0e0f"."""

    proof: Id
    """The first eight bytes of the answer, as hexadecimal digits. Example: "8f1d3ac2b7e05594"."""

    window_low: Count | None = None
    """The low 16 bits of the token's window. Example: 4711."""

    if TYPE_CHECKING:

        def __init__(self, *, challenge: Id, proof: Id, window_low: Count | None = ...) -> None: ...


class Session(m.Model):
    """The sitting the event belongs to."""

    id: Id
    """The session's number. Example: "s-77"."""

    started_at: Timestamp | None = None
    """When it began. Example: "2026-11-20T09:55:00Z"."""

    number: Count | None = None
    """How many sessions this person or device had, this one included. Example: 4."""

    engaged: Boolean | None = None
    """Whether the person did something in it. Example: true."""

    if TYPE_CHECKING:

        def __init__(
            self, *, id: Id, started_at: m.Moment | None = ..., number: Count | None = ...,
            engaged: Boolean | None = ...
        ) -> None: ...


class Device(m.Model):
    """The device in the person's hand or on the producer's wall."""

    kind: Word | None = None
    """What kind of device it is. One of phone, tablet, desktop, tv, watch, car, kiosk, till, screen, speaker, or
    another word. Example: "phone".
    """

    manufacturer: Label | None = None
    """Who made it. Example: "Fairphone"."""

    model: Label | None = None
    """The model. Example: "FP5"."""

    os_name: Label | None = None
    """The operating system. Example: "Android"."""

    os_version: Version | None = None
    """Its version. Example: "15"."""

    user_agent: Text | None = None
    """The User-Agent header as sent. Example: "Mozilla/5.0 (X11; Linux x86_64)"."""

    language: Language | None = None
    """The language it is set to. Example: "de-DE"."""

    timezone: Timezone | None = None
    """The time zone it is set to. Example: "Europe/Berlin"."""

    screen_width: Count | None = None
    """Width of the screen in pixels. Example: 1080."""

    screen_height: Count | None = None
    """Height of the screen in pixels. Example: 2340."""

    if TYPE_CHECKING:

        def __init__(
            self, *, kind: Word | None = ..., manufacturer: Label | None = ..., model: Label | None = ...,
            os_name: Label | None = ..., os_version: Version | None = ..., user_agent: Text | None = ...,
            language: Language | None = ..., timezone: Timezone | None = ..., screen_width: Count | None = ...,
            screen_height: Count | None = ...
        ) -> None: ...


class App(m.Model):
    """The application that recorded the event."""

    name: Label | None = None
    """Its name. Example: "Example Shop"."""

    version: Version | None = None
    """Its version. Example: "4.2.0"."""

    build: Version | None = None
    """Its build. Example: "4200"."""

    namespace: Id | None = None
    """Its identifier in the app store. Example: "com.example.shop"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, name: Label | None = ..., version: Version | None = ..., build: Version | None = ...,
            namespace: Id | None = ...
        ) -> None: ...


class Page(m.Model):
    """The page or screen the event happened on."""

    url: Url | None = None
    """The address. Recommended. Example: "https://shop.example.com/p/P-1"."""

    path: Url | None = None
    """The path of the address. Example: "/p/P-1"."""

    title: Label | None = None
    """The title. Example: "Lamp"."""

    referrer: Url | None = None
    """The page that led here. Example: "https://www.example.org/"."""

    type: Word | None = None
    """What kind of page it is. One of home, category, product, search, cart, checkout, confirmation, content,
    account, help, or another word. Example: "product".
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, url: Url | None = ..., path: Url | None = ..., title: Label | None = ...,
            referrer: Url | None = ..., type: Word | None = ...
        ) -> None: ...


class Campaign(m.Model):
    """The advertising or message that the journey carries along."""

    source: Label | None = None
    """utm_source. Example: "newsletter"."""

    medium: Label | None = None
    """utm_medium. Example: "email"."""

    name: Label | None = None
    """utm_campaign. Example: "autumn"."""

    term: Label | None = None
    """utm_term. Example: "lamp"."""

    content: Label | None = None
    """utm_content. Example: "hero"."""

    campaign_id: Id | None = None
    """The campaign's number at the one who runs it. Example: "c-2026-11"."""

    click_ids: Annotated[dict[str, ClickId], m.listed(most=64)] | None = None
    """Click identifiers by parameter name (gclid, fbclid, ttclid ...), in the case they came in. Example:
    {"gclid": {"value": "EAIaIQobChMI-Ab", "captured_at": "2026-11-01T08:00:00Z"}}.
    """

    if TYPE_CHECKING:

        def __init__(
            self, *, source: Label | None = ..., medium: Label | None = ..., name: Label | None = ...,
            term: Label | None = ..., content: Label | None = ..., campaign_id: Id | None = ...,
            click_ids: dict[str, ClickId] | dict[str, m.Plain] | None = ...
        ) -> None: ...


class Location(m.Model):
    """Where the event was seen, and where it belongs; these are different facts."""

    store: Store | None = None
    """The store. Example: {"id": "store-0042"}."""

    zone: Zone | None = None
    """The zone of the store. Example: {"id": "lighting"}."""

    read_point: ReadPoint | None = None
    """The device that saw it. Example: {"id": "till-3", "kind": "pos"}."""

    position: Position | None = None
    """A point on the earth. Example: {"latitude": 52.52, "longitude": 13.405}."""

    method: Word | None = None
    """How the location became known. One of beacon, gps, ip, wifi, qr, nfc, till, manual, or another word.
    Example: "beacon".
    """

    country: Country | None = None
    """The country. Example: "DE"."""

    region: Label | None = None
    """The state or region. Example: "Berlin"."""

    city: Label | None = None
    """The city. Example: "Berlin"."""

    if TYPE_CHECKING:

        def __init__(
            self, *, store: Store | m.Plain | None = ..., zone: Zone | m.Plain | None = ...,
            read_point: ReadPoint | m.Plain | None = ..., position: Position | m.Plain | None = ...,
            method: Word | None = ..., country: Country | None = ..., region: Label | None = ...,
            city: Label | None = ...
        ) -> None: ...


class Clock(m.Model):
    """What the producer's clock is worth; for hardware without a real-time clock."""

    quality: ClockQuality
    """Whether the clock was synchronised. Example: "synced"."""

    uncertainty_ms: Count | None = None
    """How far the clock may be off in milliseconds. Example: 50."""

    if TYPE_CHECKING:

        def __init__(self, *, quality: ClockQuality, uncertainty_ms: Count | None = ...) -> None: ...


class Consent(m.Model):
    """The producer's snapshot of what the person had consented to when the event happened."""

    purposes: ConsentPurposes
    """State by purpose. Example: {"analytics": "granted", "advertising": "denied"}."""

    basis: Word | None = None
    """The legal basis. One of consent, contract, legal_obligation, legitimate_interest, or another word. Example:
    "consent".
    """

    jurisdiction: Label | None = None
    """The law it was asked under. Example: "EU"."""

    captured_at: Timestamp | None = None
    """When it was asked. Example: "2026-11-20T09:55:02Z"."""

    policy_version: Version | None = None
    """The version of the policy shown. Example: "2026-06"."""

    source: Label | None = None
    """Who asked. Example: "cmp.example.com"."""

    strings: ConsentStrings | None = None
    """Consent strings carried verbatim. Example: {"gpp_sid": [2]}."""

    gpc: Boolean | None = None
    """Whether the request carried `Sec-GPC: 1`. Example: false."""

    if TYPE_CHECKING:

        def __init__(
            self, *, purposes: ConsentPurposes | m.Plain, basis: Word | None = ..., jurisdiction: Label | None = ...,
            captured_at: m.Moment | None = ..., policy_version: Version | None = ..., source: Label | None = ...,
            strings: ConsentStrings | m.Plain | None = ..., gpc: Boolean | None = ...
        ) -> None: ...


if TYPE_CHECKING:

    class Groups(TypedDict, total=False):
        """The named groups, as every event type takes them."""

        channel: Word | None
        identities: list[Identity] | list[m.Plain] | None
        consent: Consent | m.Plain | None
        session: Session | m.Plain | None
        device: Device | m.Plain | None
        app: App | m.Plain | None
        page: Page | m.Plain | None
        campaign: Campaign | m.Plain | None
        location: Location | m.Plain | None
        clock: Clock | m.Plain | None
        ext: Ext | None


__all__ = [
    "Amount",
    "App",
    "Boolean",
    "Campaign",
    "ClickId",
    "Clock",
    "ClockQuality",
    "Consent",
    "ConsentPurposes",
    "ConsentState",
    "ConsentStrings",
    "Count",
    "Country",
    "Currency",
    "Date",
    "Decimal",
    "Device",
    "Ext",
    "Gln",
    "Gtin",
    "Id",
    "Identity",
    "IdentityState",
    "Integer",
    "Label",
    "Language",
    "Latitude",
    "LineItem",
    "LinkCertainty",
    "ListFilter",
    "ListSort",
    "Location",
    "Longitude",
    "MessagePreference",
    "Money",
    "Number",
    "Page",
    "Position",
    "PresenceProof",
    "Product",
    "ReadPoint",
    "Recipe",
    "Session",
    "Share",
    "Slot",
    "Store",
    "SurveyAnswer",
    "Tender",
    "Text",
    "Timestamp",
    "Timezone",
    "Url",
    "Version",
    "Word",
    "Zone",
]
