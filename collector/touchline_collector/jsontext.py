"""JSON text: the one file of the collector that imports orjson."""

from __future__ import annotations

from typing import Any

import orjson

NotJSON = orjson.JSONDecodeError
NotWritable = orjson.JSONEncodeError


def loads(text: bytes | str) -> Any:
    """Decode strict UTF-8 JSON; raises `NotJSON` (a ValueError) with line and column."""
    return orjson.loads(text)


def dumps(value: Any) -> bytes:
    """Compact UTF-8; raises `NotWritable` (a TypeError), of decoded JSON only for what is nested beyond 254 levels."""
    return orjson.dumps(value)


def pretty(value: Any) -> str:
    """Indented, for people."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
