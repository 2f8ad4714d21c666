"""The fast acceptor is sound: of what it accepts, the full check finds nothing at all."""

from __future__ import annotations

import copy
import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from touchline_spec import Validator, event_types
from touchline_spec.accepted import Accepted
from touchline_spec.conformance import kit
from touchline_spec.engine import Engine
from touchline_spec.jsontext import JSONTextError, dumps, loads
from touchline_spec.published import Mode, schema_of, vocabulary
from touchline_spec.times import parse
from touchline_spec.typed import split

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MODES: tuple[Mode, ...] = ("open", "strict")


@cache
def validator(mode: Mode = "open") -> Validator:
    made = Validator(mode)
    made.warm()
    return made


@cache
def examples() -> dict[str, bytes]:
    return {case.id.removesuffix("/example"): case.raw for case in kit.load().cases if case.id.endswith("/example")}


def full_check(raw: bytes) -> list[str]:
    """The rules that all of the full check finds broken, in either mode, without the acceptor."""
    try:
        event = loads(raw)
    except JSONTextError:
        return ["json"]
    if not isinstance(event, dict):
        return ["event.object"]
    return [finding.rule for mode in MODES for finding in validator(mode)._all(event, raw, NOW)]


@cache
def published(name: str, mode: Mode) -> Engine:
    return Engine(schema_of(name, mode))


def accepted(raw: bytes) -> Accepted | None:
    """What the acceptor says, held to the full check and to the schemas as they are published."""
    event = validator().accept(raw, now=NOW)
    if event is not None:
        assert full_check(raw) == []
        plain = loads(raw)
        assert all(published(event.type, mode).is_valid(plain) for mode in MODES)
        assert (event.id, event.source, event.type, event.time) == tuple(
            plain[name] for name in ("id", "source", "type", "time")
        )
        assert event.happened == parse(plain["time"])
        assert event.subject == plain.get("subject")
        assert event.channel == plain["data"]["channel"]
        assert dict(event.purposes) == plain["data"].get("consent", {}).get("purposes", {})
        assert [(each.type, each.value) for each in event.identities] == [
            (each["type"], each["value"]) for each in plain["data"].get("identities", [])
        ]
    return event


def test_every_event_type_s_example_is_accepted() -> None:
    """No type of the vocabulary is left to the slow way."""
    assert len(examples()) == len(event_types())
    for name, raw in examples().items():
        assert accepted(raw) is not None, name


def test_of_every_published_vector_only_faultless_ones_are_accepted() -> None:
    for case in kit.load().cases:
        accepted(case.raw)


def test_the_envelope_s_attributes_are_those_of_the_vocabulary() -> None:
    """But for `adjustedtime`, by which the time would be judged, and which only a collector adds."""
    assert set(Accepted.__struct_fields__) - {"data"} == vocabulary()["envelope"]["properties"].keys() - {
        "type",
        "adjustedtime",
    }


ORDER = loads(examples()["order.placed"])


def order(**data: Any) -> bytes:
    return dumps(ORDER | {"data": ORDER["data"] | data})


def envelope(**attributes: Any) -> bytes:
    return dumps(ORDER | attributes)


@pytest.mark.parametrize(
    "raw",
    [
        envelope(recordedtime="2026-11-20T09:00:01Z", sequence="00000042", partitionkey="visit-881"),
        envelope(correlationid="checkout-991", causationid="0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a70", subject="O-1"),
        envelope(traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", sampledrate=10),
        envelope(time="2026-06-30T23:59:60Z"),
        envelope(receivedtime="2026-11-20T09:00:01.000000Z", time="2026-11-20T06:30:00.123456-02:30"),
        order(channel="holodeck", ext={"com.example.shop": {"theme": "dark", "sizes": [1, 2.5, None, True]}}),
        dumps(ORDER).replace(b"/", b"\\/").replace(b"Lamp", b'L\\u00e4\\"mp \\ud83d\\ude00'),
        json.dumps(ORDER, indent=2).encode() + b"\n",
        order(location={"position": {"latitude": 1, "longitude": 0}}).replace(b":0}", b":0.12345678901234567890123}"),
    ],
    ids=["times", "ids", "trace", "leap", "received", "open-and-ext", "escapes", "spaced", "long-fraction"],
)
def test_what_real_traffic_has_is_accepted(raw: bytes) -> None:
    """Optional attributes, words of one's own, private fields, escapes and white space keep the fast way."""
    assert accepted(raw) is not None


TRAPS = {
    "no-type": dumps({name: value for name, value in ORDER.items() if name != "type"}),
    "empty-type": envelope(type=""),
    "unknown-field": order(mine="x"),
    "newer-minor": envelope(dataschema="urn:touchline:schema:order.placed:1.7"),
    "future": envelope(time="2026-11-20T12:00:11Z"),
    "future-by-offset": envelope(time="2026-11-20T11:00:11-01:00"),
    "no-such-day": envelope(time="2026-02-29T10:00:00Z"),
    "blank-for-t": envelope(time="2026-11-20 10:00:00Z"),
    "offset-without-colon": envelope(time="2026-11-20T10:00:00+0100"),
    "minutes-of-offset": envelope(time="2026-11-20T10:00:00+01:60"),
    "ten-decimals": envelope(time="2026-11-20T10:00:00.1234567891Z"),
    "newline-after-time": envelope(time="2026-11-20T10:00:00Z\n"),
    "empty-recordedtime": envelope(recordedtime=""),
    "empty-subject": envelope(subject=""),
    "adjusted": envelope(adjustedtime="2026-11-21T10:00:00Z"),
    "recorded-before": envelope(recordedtime="2026-11-20T08:59:49Z"),
    "person-in-subject": envelope(subject="u-1"),
    "phone-in-subject": envelope(subject="+49 151 12345678"),
    "phone-in-sequence": envelope(sequence="+49 151 12345678"),
    "long-id": envelope(id="ä" * 65),
    "source-with-blank": envelope(source="//shop.example.com/a b"),
    "null": order(coupon=None),
    "boolean-as-number": envelope(sampledrate=True),
    "newline-after-amount": order(total={"amount": "19.99\n", "currency": "EUR"}),
    "newline-after-currency": order(total={"amount": "19.99", "currency": "EUR\n"}),
    "arabic-digits": order(total={"amount": "١٩.٩٩", "currency": "EUR"}),
    "wrong-sum": order(total={"amount": "20.01", "currency": "EUR"}, coupon="x", subtotal=ORDER["data"]["total"]),
    "yen-with-cents": order(total={"amount": "19.99", "currency": "JPY"}, items=[{"product_id": "P", "quantity": "1"}]),
    "mixed-currencies": order(subtotal={"amount": "19.99", "currency": "USD"}),
    "junk-identity": order(identities=[{"type": "user", "value": "NULL"}]),
    "zeros-identity": order(identities=[{"type": "device", "value": "00000000-0000"}]),
    "raw-email": order(identities=[{"type": "user", "value": "jane@example.com"}]),
    "raw-phone": order(identities=[{"type": "user", "value": "tel:+4915112345678"}]),
    "hash-without-recipe": order(identities=[{"type": "email_hash", "value": "0" * 64}]),
    "hash-of-no-form": order(identities=[{"type": "phone_hash", "value": "1234567", "recipe": "phone.e164"}]),
    "raw-email-in-ext": order(ext={"com.example": {"email": "jane@example.com"}}),
    "raw-phone-in-ext": order(ext={"com.example": {"mobile": 4915112345678}}),
    "ext-without-dot": order(ext={"example": {}}),
    "contact-as-click-id": order(campaign={"click_ids": {"email": {"value": "jane@example.com"}}}),
    "deep-ext": order(ext={"com.example": json.loads("[" * 31 + "]" * 31)}),
    "large-integer-in-ext": order(ext={"com.example": "N"}).replace(b'"N"', b"18446744073709551616"),
    "hidden-large-integer": order(ext={"com.example": "N"}).replace(b'"N"', b'{"a":99999999999999999999,"a":1}'),
    "nan-in-ext": order(ext={"com.example": "N"}).replace(b'"N"', b"NaN"),
    "duplicate-type": dumps(ORDER)[:-1] + b',"type":"touchline.order.updated.v1"}',
    "duplicate-data": dumps(ORDER)[:-1] + b',"data":{"channel":"web"}}',
    "hidden-email": order(coupon="X").replace(b'"coupon"', b'"coupon":"jane@example.com","coupon"'),
    "hidden-phone": envelope(subject="O-1").replace(b'"subject"', b'"subject":"+49 151 12345678","subject"'),
    "hidden-phone-beside-an-offset": dumps(ORDER)[:-1] + b',"subject":"+49 151 1234567","subject":"O-1"}',
    "hidden-tel": dumps(ORDER)[:-1] + b',"subject":"tel:+49 151 1234567","subject":"O-1"}',
    "hidden-escaped-email": dumps(ORDER)[:-1] + b',"subject":"jane\\u0040example.com","subject":"O-1"}',
    "hidden-escaped-phone": dumps(ORDER)[:-1] + b',"subject":"\\u002B49 151 12345678","subject":"O-1"}',
    "hidden-email-in-ext": order(ext={"com.example": 1}).replace(b":1}", b':"jane@example.com","com.example":1}'),
    "hidden-number-in-ext": order(ext={"com.example": 1}).replace(
        b":1}", b':{"phone":"0151 1234567"},"com.example":1}'
    ),
    "hidden-ext": order(ext={"com.example": 1}).replace(b'"ext"', b'"ext":{"a.b":{"phone":"0151 1234567"}},"ext"'),
    "hidden-escaped-ext": order(ext={"com.example": 1}).replace(
        b'"ext"', b'"\\u0065xt":{"a.b":{"phone":"0151 1234567"}},"ext"'
    ),
    "hidden-data": dumps(ORDER)[:-1] + b',"data":{"channel":"jane@example.com"},"data":{"channel":"web"}}',
    "nul": dumps(ORDER).replace(b"Lamp", b"La\\u0000mp"),
    "raw-nul": dumps(ORDER).replace(b"Lamp", b"La\x00mp"),
    "escaped-blank-in-url": order(page={"url": "https://x/"}).replace(b"x/", b"x\\u0020"),
    "escaped-newline-in-url": order(page={"url": "https://x/"}).replace(b"x/", b"x\\n"),
    "escaped-tab-in-url": order(page={"url": "https://x/"}).replace(b"x/", b"x\\u0009"),
    "lone-surrogate": dumps(ORDER).replace(b"Lamp", b"La\\ud800mp"),
    "low-surrogate": dumps(ORDER).replace(b"Lamp", b"La\\udc00mp"),
    "surrogate-bytes": dumps(ORDER).replace(b"Lamp", b"La\xed\xa0\x80mp"),
    "latin-1": dumps(ORDER).replace(b"Lamp", b"L\xe4mp"),
    "byte-order-mark": b"\xef\xbb\xbf" + dumps(ORDER),
    "trailing-bytes": dumps(ORDER) + b"{}",
    "trailing-nul": dumps(ORDER) + b"\x00",
    "trailing-comma": dumps(ORDER)[:-1] + b",}",
    "too-long": order(items=[ORDER["data"]["items"][0] | {"name": "x" * 500}] * 130, coupon="x"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_has_a_finding_is_never_accepted(trap: str) -> None:
    """Each trap is one that a decoder, a pattern engine or a clock falls into; all have a finding, and none passes."""
    assert full_check(TRAPS[trap])
    assert accepted(TRAPS[trap]) is None


@pytest.mark.parametrize("raw", [envelope(mine="x"), envelope(time="2026-11-20t10:00:00z")], ids=["attribute", "time"])
def test_rare_spellings_are_left_to_the_full_check(raw: bytes) -> None:
    """They are valid; the acceptor just does not know them."""
    assert accepted(raw) is None
    assert not full_check(raw)


def test_an_array_is_split_into_its_members_as_received() -> None:
    """White space around a member goes, within it nothing changes; only the outer text is judged."""
    members = [dumps(ORDER), b'{ "a" : 18446744073709551616 }', b'"],["', b"[1,[2]]", b"-1.50e3", b"null"]
    assert split(b" [ " + b" ,\n".join(members) + b" ] ") == members
    assert split(b"[]") == []


@pytest.mark.parametrize("raw", [b"{}", b"[1", b"[1,]", b"[] []", b"", b"\xef\xbb\xbf[]", b"[" * 100_000])
def test_what_is_no_array_cannot_be_split(raw: bytes) -> None:
    with pytest.raises(JSONTextError):
        split(raw)


def test_a_decoder_of_one_type_demands_the_type_too() -> None:
    """With a single shape the decoder would let `type` be absent."""
    lonely = Validator()
    assert lonely.accept(dumps(ORDER), now=NOW) is None
    assert not lonely.check_bytes(dumps(ORDER), now=NOW).findings
    assert lonely.accept(dumps(ORDER), now=NOW) is not None
    assert lonely.accept(TRAPS["no-type"], now=NOW) is None


@pytest.mark.parametrize("offset", ["Z", "+00:00", "-11:30", "+14:00"])
def test_the_future_begins_ten_seconds_from_now_at_every_offset(offset: str) -> None:
    """Up to a second before that the acceptor leaves the answer to the full check; beyond it, always."""
    zone = datetime.fromisoformat(f"2026-01-01T00:00:00{offset}").tzinfo
    for seconds in (*range(-3, 9), *range(11, 14)):
        local = (NOW + timedelta(seconds=seconds)).astimezone(zone).isoformat()[:19]
        assert (accepted(envelope(time=f"{local}{offset}")) is not None) == (seconds < 10), seconds


TEXTS = ["", "x", "EUR", "EUR\n", "19.99", "19.99\n", "1e3", "٣", "web\n", "a" * 300, "2026-11-20T10:00:00Z", "1" * 16]
TEXTS += ["2026-11-20T10:00:00Z\n", "2026-02-30", "2024-02-29", "\u2028", "ß", "granted", "null", "a b", "-0", "-1"]
TEXTS += ["jane@example.com", "+4915112345678", "tel:+4915112345678", "0" * 64, "a/b", "a\tb", "user", "U-1", "u-1"]
OTHERS = [None, True, False, 0, 1, -1, 1.0, 1.5, -0.0, 1e300, 2**53, 2**63, 2**64, [], {}, [{}], {"a": 1}, ["x"]]
NAMES = [
    "x",
    "amount",
    "value",
    "email",
    "phone",
    "tax",
    "recipe",
    "ext",
    "subject",
    "recordedtime",
    "sequence",
    "total",
]
ODD = st.sampled_from(TEXTS) | st.sampled_from(OTHERS) | st.text(max_size=5) | st.integers() | st.floats()


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A published example with up to three changes anywhere, the envelope included."""
    event = loads(draw(st.sampled_from(sorted(examples().values()))))
    for _ in range(draw(st.integers(1, 3))):
        where: Any = event
        while True:
            keys = list(where) if isinstance(where, dict) else list(range(len(where)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(where[key], dict | list) and where[key] and draw(st.integers(0, 3)):
                where = where[key]
                continue
            match draw(st.sampled_from(["replace", "remove", "add", "copy"])):
                case "replace":
                    where[key] = copy.deepcopy(draw(ODD))
                case "remove":
                    del where[key]
                case "add" if isinstance(where, dict):
                    where[draw(st.sampled_from(NAMES))] = copy.deepcopy(draw(ODD))
                case "copy" if isinstance(where, list):
                    where.append(copy.deepcopy(where[key]))
            break
    return event


def check_changed(event: Any, *, ascii_only: bool) -> None:
    accepted(json.dumps(event, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))


@given(changed(), st.booleans())
@settings(max_examples=300)
def test_of_changed_examples_only_faultless_ones_are_accepted(event: Any, ascii_only: bool) -> None:  # noqa: FBT001
    check_changed(event, ascii_only=ascii_only)


@pytest.mark.long
@pytest.mark.timeout(1800)
@given(changed(), st.booleans())
@settings(max_examples=40_000)
def test_of_many_changed_examples_only_faultless_ones_are_accepted(event: Any, ascii_only: bool) -> None:  # noqa: FBT001
    check_changed(event, ascii_only=ascii_only)


# What breaks text, numbers, escapes and structure.
PIECES = [bytes([code]) for code in b'"\\{}[]:,0189-+.eE \t\nnutfZTx\x00\x1f\x7f\x80\xff\xc3\xed']
PIECES += [
    b"\\u",
    b"\\ud800",
    b"\\u0000",
    b"\\u0020",
    b"\\n",
    b"\xef\xbb\xbf",
    b"1.0",
    b"1e5",
    b"null",
    b'"a":1,',
    b'"id":"jane@example.com",',
    b'"value":"+4915112345678",',
    b'"value":"tel:+4915112345678",',
    b'"x":{"phone":"0151 1234567"},',
    b"\xc0\x80",
]
EDITS = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 3), st.sampled_from(PIECES)), min_size=1, max_size=3)


def edited(raw: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, removed, piece in edits:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece + raw[at + removed :]
    return raw


HIDDEN = ["jane@example.com", "jane\\u0040example.com", "+4915112345678", "tel:+4915112345678", "0151 1234567", "x"]
BEFORE = st.tuples(st.integers(0, 100), st.sampled_from(["", "a.b", "phone", "ext"]), st.sampled_from(HIDDEN))
_MEMBER = re.compile(rb'[{,]("[^"]+"):')


def doubled(raw: bytes, before: list[tuple[int, str, str]]) -> bytes:
    """An event with members before others of the same name, their values texts or objects of one."""
    for place, name, text in before:
        found = list(_MEMBER.finditer(raw))
        member = found[place % len(found)]
        hidden = json.dumps({name: text} if name else text).replace("\\\\", "\\").encode()
        raw = raw[: member.start(1)] + member[1] + b":" + hidden + b"," + raw[member.start(1) :]
    return raw


@given(st.sampled_from(sorted(examples().values())), st.booleans(), st.lists(BEFORE, min_size=1, max_size=2))
@settings(max_examples=600)
def test_nothing_is_hidden_behind_an_accepted_event(raw: bytes, ext: bool, before: list[tuple[int, str, str]]) -> None:  # noqa: FBT001
    """Members of one name twice, anywhere: what the last one hides holds no address and no number."""
    if ext:
        event = loads(raw)
        raw = dumps(event | {"data": event["data"] | {"ext": {"com.example": {"phone": 1, "theme": "dark"}}}})
    accepted(doubled(raw, before))


@given(st.sampled_from(sorted(examples().values())), EDITS)
@example(dumps(ORDER), [(0, 0, b"\xef\xbb\xbf")])
@settings(max_examples=300)
def test_of_edited_bytes_only_faultless_ones_are_accepted(raw: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    """A byte more, less or other anywhere: the two JSON readers never differ to the acceptor's side."""
    accepted(edited(raw, edits))


@pytest.mark.long
@pytest.mark.timeout(1800)
@given(st.sampled_from(sorted(examples().values())), EDITS)
@settings(max_examples=60_000)
def test_of_many_edited_bytes_only_faultless_ones_are_accepted(raw: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    accepted(edited(raw, edits))
