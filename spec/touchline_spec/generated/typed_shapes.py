"""The shapes that events are made of, for the fast acceptor.

Generated from spec/registry by `make generate`; edits here are lost.
"""

from typing import Annotated, Any, Literal

from touchline_spec import forms, persons
from touchline_spec.contacts import nameless
from touchline_spec.forms import amounts
from touchline_spec.times import is_usual
from touchline_spec.typed import UNSET, LookCloser, Meta, Shape, UnsetType
words = forms.matches('^[a-z][a-z0-9_]*$')
countrys = forms.matches('^[A-Z]{2}$')
languages = forms.matches('^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')
timezones = forms.matches('^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$')
dates = forms.matches('^([12][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|([12][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|2[048])00)-02-29)$')
gtins = forms.matches('^([0-9]{8}|[0-9]{12,14})$')
glns = forms.matches('^[0-9]{13}$')
Id = Annotated[str, Meta(min_length=1, max_length=256)]
Label = Annotated[str, Meta(max_length=512)]
Text = Annotated[str, Meta(max_length=8192)]
Word = Annotated[str, Meta(min_length=1, max_length=64)]
Url = Annotated[str, Meta(min_length=1, max_length=4096)]
Version = Annotated[str, Meta(min_length=1, max_length=128)]
Decimal = Annotated[str, Meta(max_length=23)]
Amount = Annotated[str, Meta(max_length=23)]
Currency = Literal["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYI", "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW"]
Country = Annotated[str, Meta(min_length=2, max_length=2)]
Language = Annotated[str, Meta(min_length=2, max_length=35)]
Timezone = Annotated[str, Meta(min_length=1, max_length=64)]
Timestamp = Annotated[str, Meta(max_length=35)]
Date = Annotated[str, Meta(min_length=10, max_length=10)]
Count = Annotated[int, Meta(ge=0, le=9007199254740991)]
Integer = Annotated[int, Meta(ge=-9007199254740991, le=9007199254740991)]
Number = Annotated[float, Meta(ge=-1000000000000000.0, le=1000000000000000.0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Boolean = bool
Gtin = Annotated[str, Meta(max_length=14)]
Gln = Annotated[str, Meta(min_length=13, max_length=13)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
ConsentState = Literal["granted", "denied", "unknown", "not_required"]
IdentityState = Literal["ambiguous", "authenticated", "logged_out"]
Recipe = Literal["email.plain", "email.google", "email.uid2", "phone.e164", "phone.digits", "phone.uid2"]
ClockQuality = Literal["synced", "unsynced", "monotonic"]
LinkCertainty = Literal["deterministic", "probabilistic"]


class Money(Shape, kw_only=True):
    amount: Amount
    currency: Currency

    def __post_init__(self) -> None:
        if not (amounts[self.amount]):
            raise LookCloser


class Product(Shape, kw_only=True):
    product_id: Id
    sku: Id | UnsetType = UNSET
    gtin: Gtin | UnsetType = UNSET
    name: Label | UnsetType = UNSET
    brand: Label | UnsetType = UNSET
    category: Label | UnsetType = UNSET
    variant: Label | UnsetType = UNSET
    price: Money | UnsetType = UNSET
    list_price: Money | UnsetType = UNSET
    url: Url | UnsetType = UNSET
    image_url: Url | UnsetType = UNSET
    position: Count | UnsetType = UNSET
    list_id: Id | UnsetType = UNSET
    creative_id: Id | UnsetType = UNSET
    inventory_status: Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.gtin is UNSET or gtins[self.gtin]) and (self.url is UNSET or " " not in self.url) and (self.image_url is UNSET or " " not in self.image_url) and (self.inventory_status is UNSET or words[self.inventory_status])):
            raise LookCloser


class LineItem(Shape, kw_only=True):
    product_id: Id
    sku: Id | UnsetType = UNSET
    gtin: Gtin | UnsetType = UNSET
    name: Label | UnsetType = UNSET
    brand: Label | UnsetType = UNSET
    category: Label | UnsetType = UNSET
    variant: Label | UnsetType = UNSET
    price: Money | UnsetType = UNSET
    list_price: Money | UnsetType = UNSET
    url: Url | UnsetType = UNSET
    image_url: Url | UnsetType = UNSET
    position: Count | UnsetType = UNSET
    list_id: Id | UnsetType = UNSET
    creative_id: Id | UnsetType = UNSET
    inventory_status: Word | UnsetType = UNSET
    quantity: Decimal
    unit: Word | UnsetType = UNSET
    line_id: Id | UnsetType = UNSET
    discount: Money | UnsetType = UNSET
    tax: Money | UnsetType = UNSET
    total: Money | UnsetType = UNSET
    coupon: Label | UnsetType = UNSET
    serial_number: Id | UnsetType = UNSET
    lot: Id | UnsetType = UNSET
    fulfillment_method: Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.gtin is UNSET or gtins[self.gtin]) and (self.url is UNSET or " " not in self.url) and (self.image_url is UNSET or " " not in self.image_url) and (self.inventory_status is UNSET or words[self.inventory_status]) and amounts[self.quantity] and (self.unit is UNSET or words[self.unit]) and (self.fulfillment_method is UNSET or words[self.fulfillment_method])):
            raise LookCloser


class Tender(Shape, kw_only=True):
    method: Word
    amount: Money
    brand: Label | UnsetType = UNSET
    reference: Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (words[self.method]):
            raise LookCloser


class Identity(Shape, kw_only=True):
    type: Word
    value: Id
    issuer: Id | UnsetType = UNSET
    recipe: Recipe | UnsetType = UNSET
    state: IdentityState | UnsetType = UNSET
    shared: Boolean | UnsetType = UNSET
    primary: Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (words[self.type] and persons.surely_fine(self)):
            raise LookCloser


class ClickId(Shape, kw_only=True):
    value: Id
    captured_at: Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.captured_at is UNSET or is_usual(self.captured_at))):
            raise LookCloser


class Store(Shape, kw_only=True):
    id: Id
    name: Label | UnsetType = UNSET
    gln: Gln | UnsetType = UNSET
    country: Country | UnsetType = UNSET
    timezone: Timezone | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.gln is UNSET or glns[self.gln]) and (self.country is UNSET or countrys[self.country]) and (self.timezone is UNSET or timezones[self.timezone])):
            raise LookCloser


class Zone(Shape, kw_only=True):
    id: Id
    kind: Word | UnsetType = UNSET
    name: Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.kind is UNSET or words[self.kind])):
            raise LookCloser


class ReadPoint(Shape, kw_only=True):
    id: Id
    kind: Word | UnsetType = UNSET
    workstation: Id | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.kind is UNSET or words[self.kind])):
            raise LookCloser


class Position(Shape, kw_only=True):
    latitude: Latitude
    longitude: Longitude
    accuracy_m: Number | UnsetType = UNSET
ConsentPurposes = dict[str, ConsentState]


class ConsentStrings(Shape, kw_only=True):
    tcf: Text | UnsetType = UNSET
    gpp: Text | UnsetType = UNSET
    gpp_sid: Annotated[list[Integer], Meta(max_length=500)] | UnsetType = UNSET


class MessagePreference(Shape, kw_only=True):
    medium: Word
    mailing_list_id: Id | UnsetType = UNSET
    subscribed: Boolean

    def __post_init__(self) -> None:
        if not (words[self.medium]):
            raise LookCloser


class SurveyAnswer(Shape, kw_only=True):
    question_id: Id
    score: Decimal | UnsetType = UNSET
    choices: Annotated[list[Label], Meta(max_length=50)] | UnsetType = UNSET
    comment: Text | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.score is UNSET or amounts[self.score])):
            raise LookCloser


class Slot(Shape, kw_only=True):
    start: Timestamp
    end: Timestamp | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not (is_usual(self.start) and (self.end is UNSET or is_usual(self.end))):
            raise LookCloser


class ListFilter(Shape, kw_only=True):
    type: Label
    value: Label


class ListSort(Shape, kw_only=True):
    type: Label
    value: Label


class PresenceProof(Shape, kw_only=True):
    challenge: Id
    proof: Id
    window_low: Count | UnsetType = UNSET


class Session(Shape, kw_only=True):
    id: Id
    started_at: Timestamp | UnsetType = UNSET
    number: Count | UnsetType = UNSET
    engaged: Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.started_at is UNSET or is_usual(self.started_at))):
            raise LookCloser


class Device(Shape, kw_only=True):
    kind: Word | UnsetType = UNSET
    manufacturer: Label | UnsetType = UNSET
    model: Label | UnsetType = UNSET
    os_name: Label | UnsetType = UNSET
    os_version: Version | UnsetType = UNSET
    user_agent: Text | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    timezone: Timezone | UnsetType = UNSET
    screen_width: Count | UnsetType = UNSET
    screen_height: Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.kind is UNSET or words[self.kind]) and (self.language is UNSET or languages[self.language]) and (self.timezone is UNSET or timezones[self.timezone])):
            raise LookCloser


class App(Shape, kw_only=True):
    name: Label | UnsetType = UNSET
    version: Version | UnsetType = UNSET
    build: Version | UnsetType = UNSET
    namespace: Id | UnsetType = UNSET


class Page(Shape, kw_only=True):
    url: Url | UnsetType = UNSET
    path: Url | UnsetType = UNSET
    title: Label | UnsetType = UNSET
    referrer: Url | UnsetType = UNSET
    type: Word | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.url is UNSET or " " not in self.url) and (self.path is UNSET or " " not in self.path) and (self.referrer is UNSET or " " not in self.referrer) and (self.type is UNSET or words[self.type])):
            raise LookCloser


class Campaign(Shape, kw_only=True):
    source: Label | UnsetType = UNSET
    medium: Label | UnsetType = UNSET
    name: Label | UnsetType = UNSET
    term: Label | UnsetType = UNSET
    content: Label | UnsetType = UNSET
    campaign_id: Id | UnsetType = UNSET
    click_ids: Annotated[dict[str, ClickId], Meta(max_length=64)] | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.click_ids is UNSET or nameless(self.click_ids))):
            raise LookCloser


class Location(Shape, kw_only=True):
    store: Store | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    read_point: ReadPoint | UnsetType = UNSET
    position: Position | UnsetType = UNSET
    method: Word | UnsetType = UNSET
    country: Country | UnsetType = UNSET
    region: Label | UnsetType = UNSET
    city: Label | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.method is UNSET or words[self.method]) and (self.country is UNSET or countrys[self.country])):
            raise LookCloser


class Clock(Shape, kw_only=True):
    quality: ClockQuality
    uncertainty_ms: Count | UnsetType = UNSET


class Consent(Shape, kw_only=True):
    purposes: ConsentPurposes
    basis: Word | UnsetType = UNSET
    jurisdiction: Label | UnsetType = UNSET
    captured_at: Timestamp | UnsetType = UNSET
    policy_version: Version | UnsetType = UNSET
    source: Label | UnsetType = UNSET
    strings: ConsentStrings | UnsetType = UNSET
    gpc: Boolean | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not ((self.basis is UNSET or words[self.basis]) and (self.captured_at is UNSET or is_usual(self.captured_at))):
            raise LookCloser
ext_names = forms.matches('^[A-Za-z0-9-]+(\\.[A-Za-z0-9_-]+)+$')
exts = forms.Remembered(lambda name: len(name) <= 253 and ext_names[name])
Ext = dict[str, Any]


class AppWithVersion(App, kw_only=True):
    version: Version


class LocationWithReadPoint(Location, kw_only=True):
    read_point: ReadPoint


class LocationWithStore(Location, kw_only=True):
    store: Store


class LocationWithStoreReadPoint(Location, kw_only=True):
    store: Store
    read_point: ReadPoint


class LocationWithStoreZone(Location, kw_only=True):
    store: Store
    zone: Zone


class PageWithUrl(Page, kw_only=True):
    url: Url
