"""What only the received bytes can tell: size, depth, numbers and characters that decoding would change or hide.

A decoder turns an integer outside 64 bits into a float, and accepts U+0000, which databases refuse. The parse alone
says "not JSON" of NaN and lone surrogates; the finding should name them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from touchline_spec.findings import Finding, error
from touchline_spec.jsontext import JSONTextError, loads

# 64 KiB: what every broker and queue in reach takes as one message, and eighty times a usual event.
MAX_BYTES: Final = 64 * 1024
# Our deepest shape nests nine levels; 32 leaves room for private fields, and no parser runs out of stack.
MAX_DEPTH: Final = 32
SMALLEST: Final = -(2**63)
LARGEST: Final = 2**64 - 1

# Possessive, and an unfinished string ends with the text: linear whatever arrives.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
# Digits behind a point or an exponent are no integer.
_INTEGER = re.compile(rb"(?<![0-9.eE+\-])-?[0-9]{19,}+(?![.eE])")
_DIGITS_64_BITS = 20
_NOT_A_NUMBER = re.compile(rb"(?<![A-Za-z])-?(?:NaN|Infinity)(?![A-Za-z])")
_LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_OPENING = frozenset(b"{[")
_CLOSING = frozenset(b"}]")


def oversized(raw: bytes) -> list[Finding]:
    """Return the finding of an event above 64 KiB, or nothing."""
    if len(raw) <= MAX_BYTES:
        return []
    return [error("event.size", "", f"the event has {len(raw)} bytes; at most {MAX_BYTES} (64 KiB) are allowed")]


# Every digit a zero, everything else a blank: nineteen zeros in a row, as many as the smallest number outside 64 bits
# has digits, are found by one search in C. A bracket within a text counts too: a false alarm, never a miss.
_DIGITS = bytes(0x30 if code in b"0123456789" else 0x20 for code in range(256))
_LONG = b"0" * 19
_BACKSLASH = ord("\\")


def surely_plain(raw: bytes) -> bool:
    """Tell whether well-formed JSON text certainly holds nothing that `screen` looks for; False: look closer."""
    return (
        b"\\u0000" not in raw and raw.count(b"{") + raw.count(b"[") <= MAX_DEPTH and _LONG not in raw.translate(_DIGITS)
    )


def screen(raw: bytes) -> list[Finding]:
    """Return what well-formed JSON text says that its decoded value would not."""
    found = []
    if b"\\u0000" in raw and _NUL.search(raw):
        found.append(error("json.nul", "", "a text holds U+0000, which databases refuse"))
    outside = _STRING.sub(b'""', raw)
    if any(_too_large(match.group()) for match in _INTEGER.finditer(outside)):
        found.append(error("json.integer", "", "an integer does not fit 64 bits; send numbers of that size as text"))
    if (deepest := depth(outside)) > MAX_DEPTH:
        found.append(error("json.depth", "", f"nested {deepest} levels deep; at most {MAX_DEPTH} are allowed"))
    return found


def _too_large(digits: bytes) -> bool:
    return len(digits.lstrip(b"-")) > _DIGITS_64_BITS or not SMALLEST <= int(digits) <= LARGEST


def depth(outside: bytes) -> int:
    """Return how deep objects and arrays nest in JSON text whose strings were blanked."""
    level = deepest = 0
    for byte in outside:
        if byte in _OPENING:
            level += 1
            deepest = max(deepest, level)
        elif byte in _CLOSING:
            level -= 1
    return deepest


def explain(raw: bytes) -> Finding:  # noqa: PLR0911 - a table of causes, the first that applies
    """Return why bytes that do not decode are not JSON; nothing of them is quoted."""
    if not raw.strip():
        return error("json.malformed", "", "there is no JSON here: the text is empty")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as failure:
        return error("json.encoding", "", f"not UTF-8 at byte {failure.start}; JSON text is UTF-8")
    if raw.startswith(b"\xef\xbb\xbf"):
        return error("json.malformed", "", "starts with a byte order mark; JSON text has none")
    if depth(_STRING.sub(b'""', raw)) > MAX_DEPTH:
        return error("json.depth", "", f"nested more than {MAX_DEPTH} levels deep")
    if _NOT_A_NUMBER.search(_STRING.sub(b'""', raw)):
        return error("json.nan", "", "holds NaN or Infinity, which JSON does not have; leave the field out")
    if any(_LONE_SURROGATE.search(text) for text in _STRING.findall(raw)):
        return error("json.surrogate", "", "holds half of a surrogate pair, which is no character")
    return error("json.malformed", "", f"not JSON: {_reason(raw)}")


def _reason(raw: bytes) -> str:
    try:
        loads(raw)
    except JSONTextError as failure:
        return str(failure)
    return "undecodable"


def not_an_object(value: Any) -> Finding:
    """Return the finding of JSON that is no event."""
    kind = {list: "an array", str: "a text", bool: "a boolean", type(None): "null"}.get(type(value), "a number")
    return error("event.object", "", f"an event is a JSON object; this is {kind}")


def without_json_form(reason: str) -> Finding:
    """Return the finding of a decoded value that the encoder refused, by the encoder's reason."""
    if "64-bit" in reason:
        return error("json.integer", "", "an integer does not fit 64 bits; send numbers of that size as text")
    if "surrogate" in reason:
        return error("json.surrogate", "", "holds half of a surrogate pair, which is no character")
    return error("json.malformed", "", f"has no JSON form: {reason}")


def has_nan(value: Any) -> bool:
    """Tell whether a decoded value holds NaN or an infinity, which the encoder would write as null."""
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, float) and not math.isfinite(here):
            return True
        if isinstance(here, Mapping):
            stack.extend(here.values())
        elif isinstance(here, (list, tuple)):
            stack.extend(here)
    return False


_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\],]', re.DOTALL)


def members(raw: bytes) -> Iterator[bytes]:
    """Yield the received bytes of each member of a JSON array; raise JSONTextError where it is not well-formed."""
    loads(raw)
    level = 0
    start = raw.index(b"[") + 1
    for token in _TOKEN.finditer(raw):
        mark = token.group()
        if mark in (b"{", b"["):
            level += 1
        elif mark in (b"}", b"]"):
            level -= 1
        if level == 1 and mark == b",":
            yield raw[start : token.start()].strip()
            start = token.end()
        elif level == 0 and (last := raw[start : token.start()].strip()):
            yield last
