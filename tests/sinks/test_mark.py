"""The record that is overwritten in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchline_collector import jsontext
from touchline_collector.sinks.mark import PLACE, Mark, NotAMark


def read(path: Path) -> object:
    """As the next start reads it."""
    mark = Mark(path)
    try:
        return mark.load()
    finally:
        mark.close()


def saved(path: Path, *values: object) -> None:
    mark = Mark(path)
    newest = mark.load()
    for value in (newest, *values):
        mark.save(value)
    mark.close()


def test_the_newest_record_counts(tmp_path: Path) -> None:
    """However many there were, and whoever wrote them."""
    path = tmp_path / "mark"
    assert read(path) is None
    for last in range(1, 6):
        saved(path, *({"number": number} for number in range(last)), {"file": "ü" * 200, "number": last})
        assert read(path) == {"file": "ü" * 200, "number": last}
    assert path.stat().st_size == 2 * PLACE


@pytest.mark.parametrize("torn_at", [0, 1, 8, 9, 20, 30])
def test_a_torn_record_leaves_the_one_before(tmp_path: Path, torn_at: int) -> None:
    """A power cut in the midst of writing; the next ones are written again."""
    path = tmp_path / "mark"
    saved(path, {"number": 1})
    before = path.read_bytes()
    saved(path, {"number": 1}, {"number": 22222})
    after = path.read_bytes()
    place = next(start for start in (0, PLACE) if b"22222" in after[start : start + PLACE])
    other = PLACE - place
    assert after[other : other + PLACE] != before[other : other + PLACE]
    torn = bytearray(after)
    torn[place + torn_at : place + PLACE] = b"\0" * (PLACE - torn_at)
    path.write_bytes(torn)
    assert read(path) == {"number": 1}
    saved(path, {"number": 3})
    assert read(path) == {"number": 3}


def test_the_form_before_is_read_and_replaced(tmp_path: Path) -> None:
    """One JSON text, as collectors kept it until now."""
    path = tmp_path / "mark"
    path.write_bytes(jsontext.dumps({"number": 7}))
    assert read(path) == {"number": 7}
    assert path.stat().st_size < PLACE
    saved(path, {"number": 8})
    assert read(path) == {"number": 8}


@pytest.mark.parametrize("content", [b"no mark", b"x" * 2 * PLACE, b"\0" * 2 * PLACE])
def test_something_else_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """Whatever it is, a person put it there."""
    path = tmp_path / "mark"
    path.write_bytes(content)
    with pytest.raises(NotAMark):
        read(path)
    assert path.read_bytes() == content


def test_what_is_too_long_is_not_cut(tmp_path: Path) -> None:
    """Nor does it spoil what is there."""
    saved(tmp_path / "mark", 1)
    with pytest.raises(ValueError, match="at most"):
        saved(tmp_path / "mark", "x" * PLACE)
    assert read(tmp_path / "mark") == 1
