"""JSON text in and out: the one file that knows the JSON library."""

from __future__ import annotations

from typing import Any

import orjson


class JSONTextError(ValueError):
    """The text is not JSON, or the value has no JSON form; the message says where and why, and quotes nothing."""


def loads(raw: bytes | str) -> Any:
    """Return the value of strict UTF-8 JSON; NaN, Infinity and lone surrogates are errors.

    Integers outside 64 bits come back as floats: look for them in the bytes (`touchline_spec.received`).
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as failure:
        # orjson's message holds the position and the reason, never the text.
        raise JSONTextError(str(failure)) from None


def dumps(value: Any) -> bytes:
    """Return compact UTF-8 JSON; raise JSONTextError for what JSON cannot carry."""
    try:
        return orjson.dumps(value)
    except TypeError as failure:
        raise JSONTextError(str(failure)) from None


def dumps_pretty(value: Any) -> bytes:
    """Return JSON indented by two spaces, for people."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError as failure:
        raise JSONTextError(str(failure)) from None
