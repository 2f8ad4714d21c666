"""Timestamps: the quick test takes nothing that the pattern refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline_spec import times

USUAL = [
    "2026-11-20T10:00:00Z",
    "2026-11-30T10:00:00.123Z",
    "2024-02-29T23:59:59.999999+00:00",
    "1000-01-01T00:00:00.123456789-23:59",
    "2999-12-31T23:59:59.123456789Z",
]
CHARACTERS = "0123456789-+:.,TtZz W\n/\u0663"


def check(text: str) -> bool:
    """What the quick test says, held to the pattern and to what can be read."""
    if times.is_usual(text):
        assert times.RFC3339.fullmatch(text) is not None, text
        assert times.parse(text).tzinfo is not None
        return True
    return False


@pytest.mark.parametrize("text", USUAL)
def test_usual_timestamps_are_known(text: str) -> None:
    assert check(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 10:00:00Z",
        "2026-11-20T10:00:00",
        "2026-11-20T10:00:00,5Z",
        "2026-11-20T10:00:00.Z",
        "2026-11-20T10:00:00:5Z",
        "2026-11-20T10:00:00+0100",
        "2026-11-20T10:00:00+01:60",
        "2026-11-20T10:00:00+24:00",
        "2026-11-20T10:00:00+01:00:00",
        "2026-11-20T10:00:00.1234567T9+01:00",
        "2026-11-20T10:00:00.1234567891Z",
        "2026-11-20T24:00:00Z",
        "2026-02-29T10:00:00Z",
        "2026-11-31T10:00:00Z",
        "2026-11-00T10:00:00Z",
        "2026-W47-5T10:00:00Z",
        "0999-11-20T10:00:00Z",
        "3000-11-20T10:00:00Z",
        "2026-11-20T10:00:00Z\n",
        "\u0662\u0660\u0662\u0666-11-20T10:00:00Z",
        "",
    ],
)
def test_what_is_no_timestamp_is_neither_usual_nor_read(text: str) -> None:
    """Python's own reader takes several of these."""
    assert not check(text)
    with pytest.raises(times.TimestampError):
        times.parse(text)


def test_small_letters_and_leap_seconds_are_read() -> None:
    assert not check("2026-11-20t10:00:00z")
    assert times.parse("2026-11-20t10:00:00z") == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert times.parse("2026-06-30T23:59:60Z") == datetime(2026, 7, 1, tzinfo=UTC)
    assert times.parse("2026-06-20T10:00:00.1234567+01:00") == datetime(2026, 6, 20, 9, tzinfo=UTC) + timedelta(
        microseconds=123456
    )


EDITS = st.lists(st.tuples(st.integers(0, 36), st.integers(0, 2), st.text(CHARACTERS, max_size=3)), max_size=3)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for at, removed, piece in edits:
        text = text[:at] + piece + text[at + removed :]
    return text


@given(st.sampled_from(USUAL), EDITS)
@settings(max_examples=300)
def test_the_quick_test_takes_nothing_that_the_pattern_refuses(text: str, edits: list[tuple[int, int, str]]) -> None:
    check(edited(text, edits))
