"""JSON text in and out: the one file of this package that imports orjson.

`dumps` is the hot path: one pass in C. Values that JSON has no word for are defined here (`Decimal`, sets, bytes,
zoned datetimes, enums, dataclasses, models); what cannot be written as given raises `Unwritable`, and `mended` then
returns a copy that can be, with a finding for every value it replaced.
"""

from __future__ import annotations

import binascii
import math
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

import orjson

# Datetimes go through `plain`, which knows a naive one from a zoned one; orjson would write both.
_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME
_INT64 = range(-(2**63), 2**64)
# Deeper than any collector accepts (32), shallower than any recursion limit.
_MAX_DEPTH = 48


class Unwritable(ValueError):  # noqa: N818  # says what the value is
    """The value holds something that strict UTF-8 JSON cannot."""


class Replaced(NamedTuple):
    """A value that was replaced so that its event could be written."""

    level: str
    rule: str
    pointer: str
    message: str


def loads(raw: bytes | bytearray | memoryview | str) -> Any:
    """Parse strict JSON; `ValueError` when it is none."""
    return orjson.loads(raw)


def dumps(value: Any) -> bytes:
    """Write compact UTF-8 JSON, or raise `Unwritable`."""
    try:
        return _searched(value, orjson.dumps(value, default=_plain, option=_OPTIONS))
    except (orjson.JSONEncodeError, RecursionError) as error:
        raise Unwritable(str(error)) from error


def dumps_shapes(members: Any) -> bytes:
    """Write the members of a shape of the specification, as `dumps` does; shapes in it cost no call into Python."""
    try:
        return _searched(members, orjson.dumps(members, default=_given_members, option=_OPTIONS))
    except (orjson.JSONEncodeError, RecursionError):  # something that no shape is
        return dumps(members)


_given_members = attrgetter("given_members")


def _searched(value: Any, raw: bytes) -> bytes:
    # orjson writes NaN as null, and U+0000 as an escape that databases refuse: rare, and each cheap to rule out.
    if b"u0000" in raw or (b"null" in raw and _has_nan(value, 0)):
        return _checked(value, raw)
    return raw


def dumps_readable(value: Any) -> str:
    """Write JSON for people: indented, names sorted."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()


def _checked(value: Any, raw: bytes) -> bytes:
    if _has_nan(value, 0) or b"\\u0000" in raw.replace(b"\\\\", b""):
        raise Unwritable("NaN, Infinity or U+0000")
    return raw


def _has_nan(value: Any, depth: int) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    if depth > _MAX_DEPTH:
        return False
    if isinstance(value, Mapping):
        return any(_has_nan(v, depth + 1) for v in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return any(_has_nan(v, depth + 1) for v in value)
    fields = getattr(value, "__dataclass_fields__", None)
    return fields is not None and any(_has_nan(getattr(value, name), depth + 1) for name in fields)


def _plain(value: Any) -> Any:
    """Give JSON's word for a type that JSON has none for; `TypeError` for those that have no defined one."""
    given_members = getattr(value, "given_members", None)
    if given_members is not None:  # a shape of the specification
        return given_members
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        raise TypeError(f"naive datetime {value.isoformat()}: give it a time zone")
    if isinstance(value, date | time_of_day):  # a datetime is a date
        return value.isoformat()
    return _plain_object(value)


def _plain_object(value: Any) -> Any:
    for kind, plain in _FORMS:
        if isinstance(value, kind):
            return plain(value)
    if not isinstance(value, type):
        if callable(to_data := getattr(value, "to_data", None)):
            return to_data()
        if callable(model_dump := getattr(value, "model_dump", None)):
            return model_dump(exclude_none=True)
    raise TypeError(f"{type(value).__qualname__} has no JSON form")


def _in_order(members: Any) -> list[Any]:
    return sorted(members, key=lambda member: (type(member).__name__, str(member)))


_FORMS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (set | frozenset, _in_order),
    (bytes | bytearray | memoryview, lambda value: binascii.b2a_base64(value, newline=False).decode()),
    (Mapping, dict),
    (os.PathLike, os.fsdecode),
    (timedelta, timedelta.total_seconds),
)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise TypeError(f"Decimal {value} is no number")
    return format(value, "f")


def plain_copy(value: Any) -> tuple[Any, list[Replaced]]:
    """Return the value as a reader of its JSON sees it, sharing nothing with it, and what was replaced in it."""
    try:
        return loads(dumps(value)), []
    except Unwritable:
        copy, replaced = mended(value)
        return loads(dumps(copy)), replaced


def mended(value: Any) -> tuple[Any, list[Replaced]]:
    """Return a copy that `dumps` can write, and what was replaced in it; never raises."""
    mender = _Mender()
    return mender.mend(value, "", frozenset()), mender.replaced


class _Mender:
    def __init__(self) -> None:
        self.replaced: list[Replaced] = []

    def note(self, rule: str, pointer: str, message: str) -> None:
        self.replaced.append(Replaced("error", f"value.{rule}", pointer, message))

    def mend(self, value: Any, at: str, above: frozenset[int]) -> Any:
        if value is None or isinstance(value, bool) or type(value) in (UUID, date):
            return value
        if not isinstance(value, Enum) and isinstance(value, str):
            return self.text(value, at)
        if not isinstance(value, Enum) and isinstance(value, int | float):
            return self.number(value, at)
        if id(value) in above or len(above) > _MAX_DEPTH:
            self.note("cycle", at, "holds itself, or is nested too deeply; left out")
            return None
        return self.container(value, at, above | {id(value)})

    def text(self, value: str, at: str) -> str:
        clean = value.encode("utf-8", "replace" if value.isascii() else "surrogatepass").decode("utf-8", "replace")
        if "\0" in clean:
            self.note("nul", at, "text holds U+0000; replaced by U+FFFD")
        elif clean != value:
            self.note("surrogate", at, "text holds half of a surrogate pair; replaced by U+FFFD")
        return clean.replace("\0", "\ufffd")

    def number(self, value: int | float, at: str) -> Any:  # noqa: PYI041  # both are asked about
        if isinstance(value, float) and not math.isfinite(value):
            self.note("not_finite", at, "NaN or Infinity is no JSON number; replaced by null")
            return None
        if isinstance(value, int) and value not in _INT64:
            self.note("integer_range", at, "integer outside 64 bits; written as a string")
            return str(value)
        return value

    def container(self, value: Any, at: str, above: frozenset[int]) -> Any:
        if isinstance(value, Mapping):
            return self.mapping(value, at, above)
        if isinstance(value, list | tuple):
            return [self.mend(member, f"{at}/{index}", above) for index, member in enumerate(value)]
        if isinstance(value, Enum):
            return self.mend(value.value, at, above)
        fields = getattr(value, "__dataclass_fields__", None)
        if fields is not None and not isinstance(value, type):
            return self.mapping({name: getattr(value, name) for name in fields}, at, above)
        return self.other(value, at, above)

    def mapping(self, value: Mapping[Any, Any], at: str, above: frozenset[int]) -> dict[str, Any]:
        result = {}
        for key, member in value.items():
            name = self.key(key, at)
            pointer = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
            result[name] = self.mend(member, pointer, above)
        return result

    def key(self, key: Any, at: str) -> str:
        if isinstance(key, str) and not isinstance(key, Enum):
            return self.text(key, at)
        self.note("key", at, f"a key is {type(key).__qualname__}, not text; written as text")
        return self.text(str(key.value if isinstance(key, Enum) else key), at)

    def other(self, value: Any, at: str, above: frozenset[int]) -> Any:
        try:
            plain = _plain(value)
        except Exception as error:  # noqa: BLE001  # foreign code of the value's class; whatever it raises is reported
            self.note("unknown_type", at, f"{error}; replaced")
            return f"[{type(value).__qualname__}]"
        return self.mend(plain, at, above)
