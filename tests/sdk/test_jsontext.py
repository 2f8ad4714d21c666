"""Odd values: defined, or replaced and reported, and always strict UTF-8 JSON on the wire."""

from __future__ import annotations

import dataclasses
import json
import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchline import jsontext


class Colour(Enum):
    RED = "red"


@dataclasses.dataclass
class Point:
    x: int
    y: Decimal


class Strange:
    pass


def cycle() -> dict[str, Any]:
    loop: dict[str, Any] = {"a": 1}
    loop["self"] = loop
    return loop


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("10.10"), '"10.10"'),
        (Decimal("1E+3"), '"1000"'),
        (uuid.UUID(int=5), '"00000000-0000-0000-0000-000000000005"'),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), '"2026-01-02T03:04:05+00:00"'),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=1))), '"2026-01-02T03:04:05+01:00"'),
        (date(2026, 1, 2), '"2026-01-02"'),
        ({2, 1}, "[1,2]"),
        (frozenset("a"), '["a"]'),
        (Colour.RED, '"red"'),
        (Point(1, Decimal("2.5")), '{"x":1,"y":"2.5"}'),
        (b"\xff\x00", '"/wA="'),
        ((1, 2), "[1,2]"),
        (PurePosixPath("a/b"), '"a/b"'),
        (timedelta(seconds=1.5), "1.5"),
        (None, "null"),
        ("\\u0000", '"\\\\u0000"'),
        (2**64 - 1, str(2**64 - 1)),
    ],
)
def test_a_defined_value_has_one_form(value: Any, text: str) -> None:
    """Decimal, UUID, zoned datetime, date, set, Enum, dataclass and bytes are defined."""
    assert jsontext.dumps({"v": value}).decode() == f'{{"v":{text}}}'


@pytest.mark.parametrize(
    ("value", "mended", "rule"),
    [
        (float("nan"), None, "value.not_finite"),
        (float("-inf"), None, "value.not_finite"),
        ("bad \ud800 text", "bad ??? text", "value.surrogate"),
        ("nul \0 text", "nul \ufffd text", "value.nul"),
        (2**64, str(2**64), "value.integer_range"),
        (cycle(), {"a": 1, "self": None}, "value.cycle"),
        ({1: "a"}, {"1": "a"}, "value.key"),
        ({"a\ud800": 1}, {"a???": 1}, "value.surrogate"),
        (Strange(), "[Strange]", "value.unknown_type"),
        (datetime(2026, 1, 2), "[datetime]", "value.unknown_type"),  # noqa: DTZ001  # naive is the point
        (Decimal("NaN"), "[Decimal]", "value.unknown_type"),
    ],
    ids=lambda value: str(value).encode("ascii", "replace").decode()[:30],
)
def test_what_json_cannot_say_is_replaced_and_reported(value: Any, mended: Any, rule: str) -> None:
    """Never a silent null, never a broken body: a finding names the place."""
    with pytest.raises(jsontext.Unwritable):
        jsontext.dumps({"v": value})
    copy, replaced = jsontext.mended({"v": value, "neighbour": [1, "ä"]})
    text = jsontext.dumps(copy)
    assert json.loads(text)["neighbour"] == [1, "ä"]
    expected = json.loads(json.dumps(mended).replace("???", "\\ufffd\\ufffd\\ufffd"))
    assert json.loads(text)["v"] == expected
    assert [item.rule for item in replaced] == [rule]
    assert replaced[0].pointer.startswith("/v")


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.decimals()
    | st.binary()
    | st.datetimes()
    | st.uuids()
    | st.builds(Strange),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=())) | st.integers(), inner)
    ),
    max_leaves=12,
)


@given(anything)
def test_anything_at_all_becomes_strict_json(value: Any) -> None:
    """Whatever a host hands in, the mended copy is strict UTF-8 JSON without NaN or U+0000."""
    text = jsontext.dumps(jsontext.mended(value)[0])
    parsed = json.loads(text.decode("utf-8"), parse_constant=pytest.fail)
    assert "\0" not in json.dumps(parsed, ensure_ascii=False)


def test_the_callers_value_is_left_as_it_was() -> None:
    """Mending copies."""
    value = {"a": {1: float("nan")}, "b": ["\ud800"]}
    jsontext.mended(value)
    assert list(value["a"]) == [1]
    assert value["b"] == ["\ud800"]
