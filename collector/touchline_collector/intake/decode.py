"""From a body and its media type to members: what may be one event each. Pure.

Every member keeps its received bytes, to be judged and stored as they came: an array is told apart without decoding
what is in it, an event that is not well-formed is that event's fault, and the array's where it has no shape at all.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple
from urllib.parse import unquote

from touchline_collector import jsontext
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import malformed, too_large, unsupported
from touchline_spec.typed import split

SINGLE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
NDJSON = "application/x-ndjson"
JSON = "application/json"
TEXT = "text/plain"
TAKEN = (BATCH, SINGLE, JSON, NDJSON, TEXT)

# A megabyte of the tiniest members costs 30 MB and some hundredths of a second; beyond that one looks first.
_LARGE = 1 << 20

# An order of one item has 25 commas. What has five times as many for each event that is taken is looked at first.
_COMMAS_PER_EVENT = 128
_BLANK = b" \t\r"
_WHITE = re.compile(r"[ \t\r\n]*")

# Blank lines are skipped, so that a generous sender may put a few around each event.
_LINES_PER_EVENT = 4


class Member(NamedTuple):
    """What may be an event: the bytes as received, or a decoded value with its compact serialisation."""

    raw: bytes
    event: Any = None
    """The value decoded from exactly these bytes; None when only the bytes are known yet."""
    alone: bool = False
    """Whether it is a whole body: a text that is no JSON at all is then the request's fault; see `decoded`."""


_MEMBER = partial(tuple.__new__, Member)


def media_type(header: str) -> str:
    """The type without parameters, in lower case."""
    return header.partition(";")[0].strip().lower()


def decode(body: bytes, content_type: str, headers: Mapping[str, str], limits: Limits) -> list[Member]:
    """The members of a request's body, in order; raises Problem when the body as a whole cannot be read."""
    kind = media_type(content_type)
    if kind == BATCH:  # tested first: a prefix match on the shorter type would take it for a single event
        members = _array(body, limits)
    elif kind == SINGLE:
        members = [Member(body, alone=True)]
    elif kind in {JSON, TEXT, ""} and "ce-specversion" not in headers:
        members = _array(body, limits) if body.lstrip()[:1] == b"[" else [Member(body, alone=True)]
    elif kind == NDJSON:
        members = _lines(body, limits)
    elif "ce-specversion" in headers:
        members = [binary(body, kind, headers)]
    else:
        raise unsupported(f"content-type {kind!r} is not taken; send one of: {', '.join(TAKEN)}")
    if len(members) > limits.events:
        raise too_large(f"{len(members)} events in one request; at most {limits.events} are taken")
    return members


def _lines(body: bytes, limits: Limits) -> list[Member]:
    """The lines that are not blank. Counted first: millions of tiny lines would cost fifty times their bytes."""
    if body.count(b"\n") > _LINES_PER_EVENT * limits.events:
        raise too_large(f"more lines than {limits.events} events need; at most {limits.events} are taken")
    return [Member(line) for line in body.split(b"\n") if line.strip(_BLANK)]


def decoded(member: Member) -> Member:
    """A body of one event that needs a closer look; raises Problem for a text that is no JSON at all."""
    if not member.alone:
        return member
    try:
        return Member(member.raw, jsontext.loads(member.raw))
    except jsontext.NotJSON as error:
        _leniently(member.raw, error)
        return Member(member.raw)


def _array(body: bytes, limits: Limits) -> list[Member]:
    if len(body) > _LARGE and body.count(b",") > _COMMAS_PER_EVENT * limits.events and _too_many(body, limits):
        raise too_large(f"more than {limits.events} events in one request; at most {limits.events} are taken")
    try:
        if not body.isascii():
            body.decode()
        pieces = split(body)
    except ValueError as error:
        if not isinstance(_leniently(body, error), list):
            raise malformed("a batch is a JSON array of events") from error
        pieces = _pieces(body)
    # By the tuple's own constructor: a named one is a call into Python for each.
    return list(map(_MEMBER, zip(pieces, repeat(None), repeat(False))))


def _too_many(body: bytes, limits: Limits) -> bool:
    """Whether an array begins with more members than are taken, looked at one by one.

    Millions of tiny members decoded at once would take fifty times their bytes. A member larger than any event ends
    the look: there is room for few of its kind.
    """
    try:
        for number, piece in enumerate(_cut(body.decode()), 1):
            if number > limits.events or len(piece) > limits.event_bytes:
                return number > limits.events
    except (ValueError, IndexError, RecursionError):
        return False  # the decoder says it better
    return False


def _leniently(body: bytes, error: ValueError) -> Any:
    """Decode what is JSON but for NaN or half a surrogate pair: that is one event's error, not the request's."""
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError):
        raise malformed(f"the body is not JSON: {error}") from error


def _pieces(body: bytes) -> list[bytes]:
    try:
        return list(_cut(body.decode()))
    except RecursionError as error:  # this decoder's own depth, far beyond what an event may have
        raise malformed("the body is nested too deeply") from error


def _cut(text: str) -> Iterator[bytes]:
    """The members of a well-formed array in their received bytes."""
    scan = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode
    at = text.index("[") + 1
    while True:
        at = _skip(text, at)
        if text[at] == "]":
            return
        _, end = scan(text, at)
        yield text[at:end].encode()
        at = _skip(text, end)
        at += text[at] == ","


def _skip(text: str, at: int) -> int:
    """Past white space, in one match: megabytes of it would take a loop in Python seconds."""
    found = _WHITE.match(text, at)
    return found.end() if found else at


def binary(body: bytes, kind: str, headers: Mapping[str, str]) -> Member:
    """One event in CloudEvents binary mode: attributes in `ce-` headers, data in the body.

    JSON data keeps its bytes; text becomes a JSON string, anything else `data_base64`.
    """
    attributes: dict[str, str] = {n[3:]: _unescape(value) for n, value in headers.items() if n.startswith("ce-")}
    if kind:
        attributes["datacontenttype"] = kind
    if kind == JSON or kind.endswith("+json"):
        try:
            jsontext.loads(body)
        except jsontext.NotJSON as error:
            raise malformed(f"the data is not JSON: {error}") from error
        return Member(jsontext.dumps(attributes)[:-1] + b',"data":' + body + b"}")
    if kind.startswith("text/"):
        try:
            return Member(jsontext.dumps(attributes | {"data": body.decode()}))
        except UnicodeDecodeError as error:
            raise malformed(f"the data is not UTF-8 text: {error}") from error
    if body:
        attributes["data_base64"] = base64.b64encode(body).decode()
    return Member(jsontext.dumps(attributes))


def _unescape(value: str) -> str:
    """Percent-decoding as the HTTP binding of CloudEvents 1.0.2, section 3.1.3.2, defines it."""
    if "%" not in value:
        return value
    return unquote(value, errors="replace")
