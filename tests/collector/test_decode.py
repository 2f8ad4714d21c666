"""Bodies and media types."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from touchline_collector.intake.decode import decode, decoded
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem

LIMITS = Limits()
BATCH = "application/cloudevents-batch+json"
SINGLE = "application/cloudevents+json"
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(st.characters(blacklist_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab\\"[,'), inner, max_size=3),
    max_leaves=10,
)


def raws(body: bytes, content_type: str = "application/json", **headers: str) -> list[bytes]:
    return [member.raw for member in decode(body, content_type, headers, LIMITS)]


def problem(body: bytes, content_type: str = "application/json") -> tuple[int, str]:
    with pytest.raises(Problem) as caught:
        [decoded(member) for member in decode(body, content_type, {}, LIMITS)]
    return caught.value.status, caught.value.code


@pytest.mark.parametrize("kind", [SINGLE, "application/json", "text/plain", "", "application/json; charset=utf-8"])
def test_a_single_event_keeps_its_received_bytes(kind: str) -> None:
    """White space and all."""
    assert raws(b' {"a" :\t1} ', kind) == [b' {"a" :\t1} ']


@pytest.mark.parametrize("kind", [BATCH, "application/json", "TEXT/PLAIN;charset=UTF-8"])
def test_an_array_is_one_member_each(kind: str) -> None:
    """Members keep their bytes, without the white space around them; an empty batch is a batch."""
    assert raws(b'[ {"a" :1}, 2 ]', kind) == [b'{"a" :1}', b"2"]
    assert raws(b" [] ", kind) == []


def test_the_batch_type_is_not_taken_for_a_single_event() -> None:
    """`cloudevents-batch+json` begins as `cloudevents` does, and means something else."""
    assert len(raws(b"[{},{}]", BATCH)) == 2
    assert raws(b"[{},{}]", SINGLE) == [b"[{},{}]"]
    assert problem(b"{}", BATCH) == (400, "malformed")


def test_lines_stand_alone() -> None:
    """NDJSON lines keep their bytes, broken ones too; blank lines are no events."""
    body = b'{"a": 1}\r\n\n  \n{broken\n{"b":2}'
    assert raws(body, "application/x-ndjson") == [b'{"a": 1}\r', b"{broken", b'{"b":2}']


@given(st.lists(JSON_VALUES, max_size=6), st.sampled_from([None, 1]))
def test_an_array_loses_nothing_in_decoding(values: list[object], indent: int | None) -> None:
    """Integers beyond 64 bits and U+0000 reach the judge as they were sent, whichever way the array was read."""
    body = json.dumps(values, indent=indent).encode()
    assert [json.loads(raw) for raw in raws(body)] == values


@pytest.mark.parametrize(
    "body", [b'[{"a":12345678901234567890123}]', b'[{"a":"\\u0000"}]', b'[1,{"a":[-9999999999999999999]}]']
)
def test_what_decoding_would_change_is_kept_as_received(body: bytes) -> None:
    """The judge sees the digits and the escape."""
    assert raws(body)[-1] in body


@pytest.mark.parametrize("body", [b"", b"{", b"[{}", b"nope", b"\xff", b"[" * 5000, b"[]x"])
def test_a_malformed_body_is_the_requests_fault(body: bytes) -> None:
    """400 with a stable code."""
    assert problem(body) == (400, "malformed")


def test_other_media_types_are_named() -> None:
    """415 says what would be taken."""
    with pytest.raises(Problem, match="application/x-ndjson") as caught:
        decode(b"<xml/>", "application/xml", {}, LIMITS)
    assert caught.value.status == 415


@pytest.mark.parametrize(
    ("body", "kind"), [(b"[" + b"{}," * 1000 + b"{}]", BATCH), (b"{}\n" * 1001, "application/x-ndjson")]
)
def test_too_many_events_are_413(body: bytes, kind: str) -> None:
    """A thousand is the bound."""
    assert problem(body, kind) == (413, "too_large")


def test_binary_mode_builds_the_event_from_headers() -> None:
    """Attributes are percent-decoded, data is the body's own bytes."""
    headers = {"ce-specversion": "1.0", "ce-id": "a%20b", "ce-type": "t", "content-type": "application/json"}
    (raw,) = [m.raw for m in decode(b'{"x": 1.0}', "application/json", headers, LIMITS)]
    assert json.loads(raw) == {
        "specversion": "1.0",
        "id": "a b",
        "type": "t",
        "datacontenttype": "application/json",
        "data": {"x": 1.0},
    }
    assert raw.endswith(b'"data":{"x": 1.0}}')


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.compress, lambda b: gzip.compress(b[:5]) + gzip.compress(b[5:])]
)
def test_encodings_are_undone(pack: object) -> None:
    """gzip with several members and zstd."""
    plain = b'{"some":"body"}' * 50
    packed = pack(plain)  # type: ignore[operator]
    assert inflate(packed, "zstd" if packed[:2] == b"(\xb5" else "GZIP", LIMITS) == plain


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_unknown_encodings_are_415_and_say_what_is_known(encoding: str) -> None:
    """Every answer's header tells a machine, the detail a person."""
    with pytest.raises(Problem, match="zstd, gzip") as caught:
        inflate(b"x", encoding, LIMITS)
    assert caught.value.status == 415


@pytest.mark.parametrize("broken", [b"nonsense", gzip.compress(b"x" * 100, mtime=0)[:-9], zlib.compress(b"x")])
@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_broken_streams_are_malformed(broken: bytes, encoding: str) -> None:
    """400, never a traceback."""
    with pytest.raises(Problem) as caught:
        inflate(broken, encoding, LIMITS)
    assert caught.value.code == "malformed"


@pytest.mark.parametrize("size", [1 << 20, 300 << 20])
def test_a_bomb_is_refused_before_it_is_unpacked(size: int) -> None:
    """By the ratio already."""
    packed = zstandard.compress(bytes(size), level=19)
    with pytest.raises(Problem, match="more than 100 times") as caught:
        inflate(packed, "zstd", LIMITS)
    assert caught.value.status == 413


@pytest.mark.parametrize(("pack", "encoding"), [(gzip.compress, "gzip"), (zstandard.compress, "zstd")])
def test_a_body_may_inflate_to_eight_megabytes(pack: Callable[[bytes], bytes], encoding: str) -> None:
    """Not a byte more, however honestly it is packed; and little that repeats itself is no bomb."""
    text = b"".join(random.Random(n).randbytes(40) + bytes(1000) for n in range(9000))[: 8 << 20]  # noqa: S311
    assert len(text) == LIMITS.inflated_bytes
    assert len(text) / len(pack(text)) < LIMITS.ratio
    assert inflate(pack(text), encoding, LIMITS) == text
    with pytest.raises(Problem, match="beyond 8388608 bytes") as caught:
        inflate(pack(text + b"x"), encoding, LIMITS)
    assert caught.value.status == 413
    assert inflate(pack(bytes(LIMITS.ratio_floor)), encoding, LIMITS) == bytes(LIMITS.ratio_floor)


def test_the_limits_are_those_of_the_contract() -> None:
    """64 KiB an event, a thousand events, 1 MiB on the wire, 8 MiB inflated, a hundredfold."""
    found = (LIMITS.event_bytes, LIMITS.events, LIMITS.wire_bytes, LIMITS.inflated_bytes, LIMITS.ratio)
    assert found == (65_536, 1_000, 1_048_576, 8_388_608, 100)
