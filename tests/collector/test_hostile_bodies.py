"""Bodies made to hurt: cut, exploding, of a million pieces, nested, fuzzed. A problem, in bounded time and memory."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from support.collectors import Collector, order
from support.raw_http import MIB, assert_well, resident
from touchline_collector.intake.decode import TAKEN
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem

LIMITS = Limits()
DOCUMENTED = {202, 400, 401, 403, 408, 413, 415, 429, 503}

# One body inflated (8 MiB) and decoded into the smallest objects there are: three bytes of text, "{},", become a dict
# of 64 bytes and a pointer of 8, which makes 24 bytes a byte. Requests are judged one after another.
MOST = 24 * LIMITS.inflated_bytes + 64 * MIB


@pytest.fixture(scope="module", params=["0", "1"])
def collector(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """With the door in the main process, and in one of its own."""
    with Collector(tmp_path_factory.mktemp("bodies"), "--intake-processes", request.param) as running:
        yield running
        assert_well(running)


NDJSON = b"".join(json.dumps(order()).encode() + b"\n" for _ in range(20))
NOISE = random.Random(1).randbytes(300_000)  # noqa: S311 - several blocks of zstd


@pytest.mark.parametrize("content", [b"", b"a", NDJSON, NOISE])
@pytest.mark.parametrize("checksum", [False, True])
def test_a_cut_zstd_body_never_passes_for_a_shorter_one(content: bytes, checksum: bool) -> None:  # noqa: FBT001
    """Cut anywhere but between frames it is refused: what is missing would be lost behind a 202."""
    frame = zstandard.ZstdCompressor(write_checksum=checksum).compress(content)
    skipped = b"\x53\x2a\x4d\x18\x05\x00\x00\x00hello"
    body = frame + skipped + frame
    ends = {0: b"", len(frame): content, len(frame + skipped): content, len(body): content * 2}
    picked = random.Random(2).sample(range(len(body)), min(len(body), 60))  # noqa: S311
    for at in {*ends, *picked, *range(min(len(body), 40)), len(body) - 1, len(frame) - 1}:
        if at in ends:
            assert inflate(body[:at], "zstd", LIMITS) == ends[at]
        else:
            with pytest.raises(Problem, match="400 malformed"):
                inflate(body[:at], "zstd", LIMITS)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_cut_upload_is_refused_whole(collector: Collector, pack: object) -> None:
    """Not the lines that survived the cut."""
    assert callable(pack)
    encoding = "gzip" if pack is gzip.compress else "zstd"
    packed = pack(NDJSON)
    for cut in (1, 4, 9, len(packed) // 2):
        answer = collector.post(packed[:-cut], content_type="application/x-ndjson", content_encoding=encoding)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


BOMBS = {
    "a gzip member of nothing, fifty thousand times": ("gzip", "", gzip.compress(b"") * 50_000),
    "a zstd frame of nothing, a hundred thousand times": ("zstd", "", zstandard.compress(b"") * 100_000),
    "gzip in gzip": ("gzip", "", gzip.compress(gzip.compress(bytes(64 * MIB)))),
    "a bomb behind a good member": ("gzip", "", gzip.compress(b"[]") + gzip.compress(bytes(64 * MIB))),
    "a bomb behind a good frame": ("zstd", "", zstandard.compress(b"[]") + zstandard.compress(bytes(64 * MIB))),
    "a window of two gigabytes": ("zstd", "", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(100)),
    "lines of two bytes": ("gzip", "application/x-ndjson", gzip.compress(b"ab\n" * 2_700_000, 1)),
    "lines of nothing": ("gzip", "application/x-ndjson", gzip.compress(b"\n" * (8 * MIB), 1)),
    "an array of empty objects": ("gzip", "", gzip.compress(b"[" + b"{}," * 2_700_000 + b"{}]", 1)),
    "an event of empty objects": ("gzip", "", gzip.compress(b'{"data":[' + b"{}," * 2_700_000 + b"{}]}", 1)),
    "white space after a forbidden character": (
        "gzip",
        "",
        gzip.compress(b'[1,"\\u0000"' + b" " * (8 * MIB - 20) + b"]", 1),
    ),
    "a number of eight million digits": ("gzip", "", gzip.compress(b"[" + b"9" * (8 * MIB - 2) + b"]", 1)),
    "a million brackets": ("", "", b"[" * (MIB - 1)),
    "long numbers beside NaN": ("gzip", "", gzip.compress(b"[NaN" + (b"," + b"9" * 4299) * 1900 + b"]", 1)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_body_costs_more_than_its_bound(collector: Collector, name: str) -> None:
    """Refused, the memory within what the largest body may become, and given back."""
    encoding, kind, body = BOMBS[name]
    answer = collector.post(body[:MIB], content_encoding=encoding, content_type=kind or "application/json")
    assert answer.status_code in {400, 413}, answer.text
    assert answer.elapsed.total_seconds() < 20  # no measurement: seconds of one core would be minutes here
    assert resident(collector) < MOST


@pytest.mark.parametrize(
    "encoding", ["gzip, gzip", "gzip, zstd", "deflate", "identity, gzip", "gzip;q=1", "\x7fgzip"[1:] * 9]
)
def test_stacked_and_unknown_encodings_are_not_taken(collector: Collector, encoding: str) -> None:
    """415 names what is; nested bombs need two layers."""
    answer = collector.post(gzip.compress(gzip.compress(b"[]")), content_encoding=encoding)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")


@pytest.mark.parametrize("depth", [32, 33, 500, 985, 995, 1_000, 1_010, 1_023, 1_024, 1_025, 5_000, 100_000])
@pytest.mark.parametrize("inside", [b"", b'"\\u0000"', b"NaN", b"123456789012345678901234567890"])
def test_depth_is_an_error_and_never_a_failure(collector: Collector, depth: int, inside: bytes) -> None:
    """Whichever of the decoders finds it first."""
    body = b'[{"a":' + b"[" * depth + inside + b"]" * depth + b"}]"
    for path in ("/v1/events", "/v1/validate", "/v1/cloudevents"):
        assert collector.post(body, path).status_code == 400
    assert collector.post(body[1:-1]).status_code == 400


EVENT = json.dumps(order()).encode()
KINDS = [*TAKEN, "", "application/json; charset=utf-16", "application/cloudevents+xml", "multipart/form-data", "x"]
HEADER_TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)
BINARY = st.dictionaries(
    st.sampled_from(["ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "ce-dataschema", "ce-data", "ce-"])
    | st.from_regex(r"\Ace-[a-z0-9_.]{1,30}\Z"),
    HEADER_TEXT | st.sampled_from(["1.0", "%00", "%ff%fe", "%ED%A0%80", "2026-11-20T10:00:00Z", "touchline.x.v1"]),
    max_size=8,
)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A good event with some bytes replaced, taken out or doubled."""
    body = bytearray(draw(st.sampled_from([EVENT, b"[" + EVENT + b"," + EVENT + b"]", EVENT + b"\n" + EVENT])))
    for _ in range(draw(st.integers(0, 6))):
        at, size = draw(st.integers(0, len(body))), draw(st.integers(0, 8))
        body[at : at + size] = draw(st.binary(max_size=8) | st.just(bytes(body[at : at + 3 * size])))
    return bytes(body)


BODIES = (
    mutilated() | st.binary(max_size=200) | st.text('[]{},:"\\ue\n0123456789truefalsnl-.', max_size=200).map(str.encode)
)
PACK = {"": bytes, "gzip": gzip.compress, "zstd": zstandard.compress, "identity": bytes, "br": bytes}


def fuzz(collector: Collector, examples: int) -> None:
    """Whatever a body, its media type, encoding and headers say: a documented status and a body of its kind."""
    packs = st.sampled_from(sorted(PACK))
    paths = st.sampled_from(["/v1/events", "/v1/validate", "/v1/cloudevents", "/v1/handoff", "/v1/handoff/redeem"])

    @settings(max_examples=examples, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(
        body=BODIES,
        kind=st.sampled_from(KINDS) | HEADER_TEXT,
        said=packs,
        done=packs,
        named=BINARY,
        path=paths,
        sent=st.none() | HEADER_TEXT,
    )
    def check(*, body: bytes, kind: str, said: str, done: str, named: Any, path: str, sent: str | None) -> None:
        headers = {**named, "content-type": kind, "content-encoding": said}
        if sent is not None:
            headers["touchline-sent-time"] = sent
        raw = {name.encode(): value.strip().encode("latin-1") for name, value in headers.items()}
        answer = collector.session.post(collector.url + path, data=PACK[done](body), headers=raw, timeout=30)
        handed = {200, 201, 404, 410} if "handoff" in path else set()
        assert answer.status_code in DOCUMENTED | handed, answer.text
        if answer.headers["content-type"] == "application/problem+json":
            assert answer.json()["status"] == answer.status_code
        elif not handed:
            found = answer.json()
            assert found["accepted"] >= 0
            assert all(result["findings"] or result["status"] == "duplicate" for result in found["results"])

    check()
    assert_well(collector)


def test_decoders_survive_what_is_sent_to_them(collector: Collector) -> None:
    """A short fuzz."""
    fuzz(collector, 120)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_decoders_survive_what_is_sent_to_them_at_length(collector: Collector) -> None:
    """A long one."""
    fuzz(collector, 20_000)
