"""Event types of one's own: scaffolded, loaded from a folder, checked beside envelope and groups."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.touchpoints import order
from touchline_spec import CustomTypeError, CustomTypes, Validator
from touchline_spec.cli import main
from touchline_spec.published import Mode, shape, vocabulary

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SLUSH = "com.acme.kiosk.slush_poured.v1"


def slush(**data: Any) -> dict[str, Any]:
    return order() | {"type": SLUSH, "dataschema": "https://acme.example/slush", "data": {"channel": "kiosk"} | data}


def found(validator: Validator, event: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.pointer) for finding in validator.check(event, now=NOW)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert main(["new", SLUSH, "--folder", str(tmp_path / "types")]) == 0
    return tmp_path / "types"


def test_a_scaffolded_type_is_checked_at_once(folder: Path) -> None:
    """Its own members, the named groups and the identity rules, all three."""
    validator = Validator(schemas=CustomTypes.load(folder))
    assert not found(validator, slush(size="L"))
    assert found(validator, slush(size=5)) == {("data.type", "/data/size")}
    assert found(validator, slush()) == {("data.required", "/data")}
    assert found(validator, slush(size="L", consent=True)) == {("consent.object", "/data/consent")}
    assert found(validator, slush(size="L", identities=[{"type": "user", "value": "null"}])) == {
        ("identity.junk", "/data/identities/0/value")
    }


def test_strict_mode_closes_a_custom_type_too(folder: Path) -> None:
    schemas = CustomTypes.load(folder)
    event = slush(size="L", sice="M", session={"id": "s-1"})
    assert not found(Validator(schemas=schemas), event)
    assert found(Validator("strict", schemas), event) == {("data.unknown", "/data/sice")}


def test_privacy_classes_come_with_the_type(folder: Path) -> None:
    privacy = CustomTypes.load(folder).privacy(SLUSH)
    assert privacy["/size"] == "operational"
    assert privacy["/identities/*/value"] == "pseudonymous"


def test_the_command_line_loads_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = folder.parent / "events.json"
    events.write_text(json.dumps(slush(size=5)))
    assert main(["validate", "--types", str(folder), str(events)]) == 1
    assert "/data/size" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["touchline.order.placed.v2", "slush", "com.acme.Slush.v1", "com.acme.slush", "../x.y.z.v1"]
)
def test_a_name_outside_the_rules_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", name, "--folder", str(tmp_path)]) == 2
    assert name in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_type_that_is_there_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = folder.iterdir()
    path.write_text("mine")
    assert main(["new", SLUSH, "--folder", str(folder)]) == 2
    assert path.read_text() == "mine"
    assert str(path) in capsys.readouterr().err


SALE = {
    "x-touchline-type": "com.acme.market.stall_sold.v1",
    "type": "object",
    "required": ["price"],
    "properties": {
        "price": {"$ref": "urn:touchline:shape:money", "x-touchline-class": "operational"},
        "seller": {"$ref": "urn:touchline:shape:identity"},
        "lines": {"type": "array", "items": {"$ref": "urn:touchline:shape:line_item"}},
        "sold_at": {"$ref": "urn:touchline:shape:timestamp", "x-touchline-class": "operational"},
        "box": {"$ref": "#/$defs/box"},
    },
    "$defs": {"box": {"type": "object", "properties": {"inner": {"$ref": "#/$defs/box"}}}},
}
PRICE = {"amount": "4.50", "currency": "EUR"}


def sold(**data: Any) -> dict[str, Any]:
    return slush(**data) | {"type": SALE["x-touchline-type"]}


@pytest.mark.parametrize("mode", ["open", "strict"])
def test_a_schema_may_refer_to_our_shapes(mode: Mode) -> None:
    """Money, identities, lines and times mean the same in everybody's events, with the same findings; no network."""
    validator = Validator(mode, CustomTypes({str(SALE["x-touchline-type"]): SALE}))
    line = {"product_id": "P-1", "quantity": "2", "price": PRICE}
    assert not found(validator, sold(price=PRICE, lines=[line], sold_at="2026-11-20T09:00:00Z", box={"inner": {}}))
    assert found(validator, sold(price={"amount": 4.5, "currency": "EUR"})) == {("money.amount", "/data/price/amount")}
    wrong = sold(price=PRICE, lines=[line | {"quantity": 2}], sold_at="2026-02-30T09:00:00Z")
    assert found(validator, wrong) == {("decimal.text", "/data/lines/0/quantity"), ("time.timestamp", "/data/sold_at")}
    misspelt = found(validator, sold(price=PRICE | {"curency": "EUR"}))
    assert misspelt == ({("data.unknown", "/data/price/curency")} if mode == "strict" else set())


def test_the_privacy_of_a_shape_comes_with_it() -> None:
    """What is stripped of our types is stripped of theirs, and a shape that holds itself ends."""
    name = str(SALE["x-touchline-type"])
    privacy = CustomTypes({name: SALE}).privacy(name)
    assert privacy["/price/amount"] == "operational"
    assert privacy["/lines/*/product_id"] == "operational"
    assert privacy["/seller/value"] == "pseudonymous"
    assert not any(path.startswith("/box") for path in privacy)


def test_every_shape_is_written_for_those_without_python() -> None:
    """One file a shape, the same that a reference leads to."""
    folder = Path(__file__).resolve().parents[2] / "spec/schemas/shapes"
    written = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    assert written == {name: shape(name, "open") for name in vocabulary()["definitions"]}


WRONG = {
    "a shape that is none": (
        '{"x-touchline-type": "com.acme.a.v1", "properties": {"a": {"$ref": "urn:touchline:shape:mony"}}}',
        "did you mean money",
    ),
    "not JSON": ("{", "unexpected end"),
    "no type": ('{"type": "object"}', "x-touchline-type"),
    "no schema": ('{"x-touchline-type": "com.acme.a.v1", "type": "objekt"}', "not a usable JSON Schema"),
    "ours": ('{"x-touchline-type": "touchline.a.b.v1"}', "prefix"),
    "look-around": (
        '{"x-touchline-type": "com.acme.a.v1", "properties": {"a": {"pattern": "(?=x)"}}}',
        "com.acme.a.v1",
    ),
    "the network": ('{"x-touchline-type": "com.acme.a.v1", "$ref": "https://example.com/s.json"}', "com.acme.a.v1"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_schema_that_cannot_be_used_is_named(name: str, tmp_path: Path) -> None:
    content, said = WRONG[name]
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(CustomTypeError, match=said):
        CustomTypes.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CustomTypeError, match="none"):
        CustomTypes.load(tmp_path / "none")


def test_one_type_is_defined_once(folder: Path) -> None:
    (folder / "again.json").write_text((folder / f"{SLUSH}.json").read_text())
    with pytest.raises(CustomTypeError, match="already defined"):
        CustomTypes.load(folder)
