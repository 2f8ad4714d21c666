"""Within a major version nothing that was valid becomes invalid, and a machine says so."""

from __future__ import annotations

import copy
import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from touchline_spec import Validator, compatibility, is_rejected, times
from touchline_spec.jsontext import dumps, loads
from touchline_spec.published import vocabulary

PUBLISHED = Path(__file__).resolve().parents[2] / "spec/published"
ORDER = "touchline.order.placed.v1"
Entry = dict[str, Any]

published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="nothing is published yet: python spec/generate --publish"
)


@published
def test_every_vector_ever_published_as_valid_is_valid() -> None:
    """The promise to those who built on it."""
    validators = {"open": Validator("open"), "strict": Validator("strict")}
    for line in (PUBLISHED / "vectors.ndjson").read_text().splitlines():
        case = json.loads(line)
        raw = b64decode(case["input_base64"]) if "input_base64" in case else dumps(case["input"])
        found = validators[case["mode"]].check_bytes(raw, now=times.parse(case["now"])).findings
        assert not is_rejected(found), (case["id"], found)


@published
def test_no_type_changed_more_than_its_version_says() -> None:
    """A change that needs a new minor or major version does not go out under the old one."""
    assert not compatibility.undeclared(loads((PUBLISHED / "vocabulary.json").read_bytes()), vocabulary())


def new_member(entry: Entry) -> None:
    entry["data"]["properties"]["gift_note"] = {"$ref": "#/$defs/text", "x-touchline-class": "personal"}


def now_required(entry: Entry) -> None:
    entry["data"]["required"].append("coupon")


def removed(entry: Entry) -> None:
    del entry["data"]["properties"]["coupon"]


def reworded(entry: Entry) -> None:
    entry["data"]["description"] = "Other words."


def retyped(entry: Entry) -> None:
    entry["data"]["properties"]["coupon"]["$ref"] = "#/$defs/count"


def widened(entry: Entry) -> None:
    entry["data"]["properties"]["items"]["maxItems"] += 1


def narrowed(entry: Entry) -> None:
    entry["data"]["properties"]["items"]["maxItems"] -= 1


def no_longer_required(entry: Entry) -> None:
    entry["data"]["required"].remove("order_id")


def exposed(entry: Entry) -> None:
    entry["data"]["properties"]["order_id"]["x-touchline-class"] = "operational"


def not_public(entry: Entry) -> None:
    entry["facts"]["public"] = False


EDITS: list[tuple[Callable[[Entry], None], compatibility.Bump]] = [
    (new_member, "minor"),
    (now_required, "major"),
    (removed, "major"),
    (reworded, "patch"),
    (retyped, "major"),
    (widened, "minor"),
    (narrowed, "major"),
    (no_longer_required, "minor"),
    (exposed, "major"),
    (not_public, "major"),
]


def edited(edit: Callable[[Entry], None]) -> tuple[Entry, Entry]:
    """Return a vocabulary of one type, and the same after an edit."""
    old = vocabulary() | {"types": {ORDER: vocabulary()["types"][ORDER]}}
    new = copy.deepcopy(old)
    edit(new["types"][ORDER])
    return old, new


@pytest.mark.parametrize(("edit", "bump"), EDITS)
def test_the_machine_says_which_version_a_change_needs(edit: Callable[[Entry], None], bump: compatibility.Bump) -> None:
    old, new = edited(edit)
    assert compatibility.needed(compatibility.changes(old, new)) == bump
    assert compatibility.needed(compatibility.changes(old, copy.deepcopy(old))) == "none"


def test_a_declared_change_may_go_out() -> None:
    """A minor change under a new minor version is what versions are for; a major one is not."""
    for edit, refused in ((new_member, False), (removed, True)):
        old, new = edited(edit)
        assert compatibility.undeclared(old, new)
        new["types"][ORDER]["facts"] |= {"version": "1.1", "dataschema": "urn:touchline:schema:order.placed:1.1"}
        assert bool(compatibility.undeclared(old, new)) == refused


def test_a_change_of_a_shared_shape_reaches_every_type_that_uses_it() -> None:
    old = vocabulary() | {"types": {name: vocabulary()["types"][name] for name in (ORDER, "touchline.page.viewed.v1")}}
    new = copy.deepcopy(old)
    new["definitions"]["money"]["required"].append("rate")
    assert {(change.type, change.bump) for change in compatibility.changes(old, new)} == {(ORDER, "major")}


def test_new_and_removed_types() -> None:
    old = vocabulary() | {"types": {ORDER: vocabulary()["types"][ORDER]}}
    none = vocabulary() | {"types": {}}
    assert [change.bump for change in compatibility.changes(none, old)] == ["minor"]
    assert [change.bump for change in compatibility.changes(old, none)] == ["major"]
