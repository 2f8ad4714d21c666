"""Wrong values for every setting and every option of the command line, found from the code's own descriptions."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from touchline_collector import config
from touchline_collector.cli import VERBS, main, parser_of, settings
from touchline_collector.errors import ConfigError
from touchline_collector.sinks import registry
from touchline_collector.sinks.options import Described, describe, option, read

DOCS = Path(__file__).resolve().parents[2] / "docs/collector"
CLASSES: dict[str, type] = {
    **config.SECTIONS,
    "keys": config.KeyTable,
    "sinks": config.sink_config.Shared,
    **{f"kind {kind}": registry.load(kind).Options for kind in registry.KINDS},
}
EASTERN = "\u0661"  # a digit to Python, and to nobody who writes a configuration
# By what a setting expects: values that are something else. What is not listed here has no test, and fails one.
WRONG: dict[str, list[Any]] = {
    "a string": [1, True, [], {}, 1.5],
    "a path": [1, "", [], {}, "a\0b"],
    "a whole number": ["x", "", 1.5, True, [], "-1", "1e3", EASTERN],
    "a number": ["x", "", True, [], math.nan, math.inf, -math.inf, "nan", "1e3", 10**400],
    "true or false": ["yes", 1, 0, "", []],
    "a list, each a string": ["x", [1], [["x"]], {}, [""]],
    "a table of strings": ["x", {"a": 1}, []],
}
FITTING = {"a string": "x", "a path": "x"}


def wrong_values(one: Described) -> list[Any]:
    if one.expects.startswith('"'):
        return ["nonsense", 1, "", [], True]
    found = list(WRONG[one.expects])
    if one.expects == "a string" and not one.empty:
        found.append("")
    if one.form:
        text = " \t "
        assert not one.form.fits(text)
        found.append([text] if one.expects.startswith("a list") else text)
    if one.expects == "a whole number":
        found += [(one.least if one.least is not None else -(2**200)) - 1, (one.most or 2**63 - 1) + 1]
    if one.expects == "a number":
        found += [(one.least or 0.0) - 0.001, (one.most or 1e9) * 2]
    return found


def told(cls: type, table: dict[str, Any]) -> str:
    """What is said of one wrong table."""
    needed = {one.name: FITTING.get(one.expects, one.expects.split('"')[1:2]) for one in describe(cls) if one.required}
    with pytest.raises(ConfigError) as caught:
        read(cls, {**{name: v if isinstance(v, str) else v[0] for name, v in needed.items()}, **table}, "[here]")
    return str(caught.value)


@pytest.mark.parametrize("where", CLASSES)
def test_a_wrong_value_is_named(where: str) -> None:
    """Where, the setting, what was expected, and the value, in one line; a secret's value never."""
    for one, value in [(each, value) for each in describe(CLASSES[where]) for value in wrong_values(each)]:
        sentence = told(CLASSES[where], {one.name: value})
        assert sentence.startswith(f"[here]: {one.name} must "), sentence
        assert "\n" not in sentence
        if one.secret:
            assert sentence.endswith(", not that value")
        else:
            assert sentence.endswith(f", not {value!r}")


@pytest.mark.parametrize("where", CLASSES)
def test_an_unknown_setting_is_named(where: str) -> None:
    """With the one that was probably meant, or all there are."""
    names = [one.name for one in describe(CLASSES[where])]
    for name in names:
        assert f"there is no setting {name}x; did you mean {name}?" in told(CLASSES[where], {f"{name}x": 1})
    if where != "kind stdout":
        assert all(name in told(CLASSES[where], {"qqqqqqqq": 1}) for name in names)


@dataclasses.dataclass(frozen=True)
class Numbers:
    whole: int = option("a whole number", 1)
    number: float = option("a number", 1.0)
    truth: bool = option("true or false", default=False)


def test_a_number_or_truth_may_come_from_the_environment() -> None:
    """By then it is text: it means what it says."""
    for text, value in (("40", 40.0), ("0.5", 0.5)):
        assert read(Numbers, {"number": text}, "").number == value
    assert read(Numbers, {"whole": "40"}, "").whole == 40
    assert read(Numbers, {"truth": "true"}, "").truth
    assert not read(Numbers, {"truth": "false"}, "").truth


@pytest.mark.parametrize("name", [*config.SECTIONS, "keys", "sinks"])
def test_a_section_that_is_no_table_is_named(name: str) -> None:
    for value in (1, "x", [1], True):
        with pytest.raises(ConfigError, match=name):
            config.parse({name: value})


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "trusted_proxies", "10.0.0.0/99"),
        ("server", "trusted_proxies", "proxy.example.com"),
        ("consent", "require", "analytcs"),
        ("keys", "origins", "shop.example.com"),
        ("keys", "origins", "https://shop.example.com/"),
        ("keys", "origins", "https://shop.example.com/path"),
        ("keys", "origins", "https://Shop.example.com"),
        ("keys", "origins", "https://shop.example.com:443"),
        ("keys", "origins", "https://user@shop.example.com"),
        ("keys", "origins", "https://shop.example.com:x"),
        ("keys", "origins", "*"),
        ("sinks", "require", "Analytics"),
    ],
)
def test_a_text_that_could_never_match_is_refused(section: str, name: str, value: str) -> None:
    """It would refuse, suppress or withhold everything, and nobody would see why."""
    assert f"{name} must hold only" in told(CLASSES[section], {name: [value]})


@pytest.mark.parametrize(
    "value", ["https://shop.example.com", "http://localhost:3000", "app://shop", "http://[::1]:80800"]
)
def test_an_origin_is_what_browsers_send(value: str) -> None:
    if value.endswith("80800"):
        assert "origins" in told(config.KeyTable, {"origins": [value]})
    else:
        table = {"name": "a", "kind": "public", "key": "0123456789abcdef", "origins": [value]}
        assert read(config.KeyTable, table, "").origins == (value,)


def test_a_chain_belongs_to_a_programme() -> None:
    with pytest.raises(ConfigError, match="chain is given without programme"):
        config.parse({"presence": {"chain": "fashion"}})


@cache
def schema() -> jsonschema.Draft202012Validator:
    made = config.json_schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("page", ["full.toml", "minimal.toml"])
def test_the_editors_schema_takes_the_examples(page: str) -> None:
    """By another engine than ours."""
    assert [error.message for error in schema().iter_errors(tomllib.loads((DOCS / page).read_text()))] == []


def test_the_editors_schema_is_what_check_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == config.json_schema()


def section_of(where: str, name: str, value: Any) -> dict[str, Any]:
    """A configuration with this value in this place, as a file writes it."""
    name = "from" if (where, name) == ("sinks", "origin") else name
    if where == "keys":
        return {"keys": [{"name": "a", "kind": "secret", "key": "x" * 16, name: value}]}
    kind = where.removeprefix("kind ")
    if where == "sinks" or kind != where:
        shared = {"name": "a", "kind": "stdout" if where == "sinks" else kind}
        needed = {one.name: "x" for one in describe(CLASSES[where]) if one.required} if where != "sinks" else {}
        return {"sinks": [{**needed, **shared, name: value}]}
    return {where: {name: value}}


def is_left_to_check(value: Any) -> bool:
    """Text that stands for a number or has a form of its own, and numbers that only we bound."""
    text = value[0] if isinstance(value, list) and value else value
    if isinstance(text, str):
        return text in {"x", "", "-1", "1e3", EASTERN, "nan", "yes", "a\0b", " \t "}
    return isinstance(value, float) or (type(value) is int and abs(value) > 2**60)


@pytest.mark.parametrize("where", CLASSES)
def test_the_editors_schema_marks_what_is_wrong(where: str) -> None:
    """A wrong type, a number out of bounds, an unknown name, of every kind of sink; references are taken."""
    for one in describe(CLASSES[where]):
        marked = [value for value in wrong_values(one) if not is_left_to_check(value)]
        assert len(marked) > 1
        for value in marked:
            assert not schema().is_valid(section_of(where, one.name, value)), (one.name, value)
        assert not schema().is_valid(section_of(where, f"{one.name}x", 1))
        if not one.expects.startswith(("a list", "a table")) and one.name not in ("kind", "name"):
            told = [error.message for error in schema().iter_errors(section_of(where, one.name, "${NAME}"))]
            assert told == []


# Options that take any text; what it must be is said when it is used, which test_cli_misuse.py shows for each.
FREE = {
    ("run", "--host"),
    ("explain", "--key"),
    ("keys", "--name"),
    ("dead", "--sink"),
    ("erase", "--identity"),
    ("erase", "--also"),
    ("tail", "--type"),
}


def wrong_text(action: argparse.Action) -> str | None:
    if action.choices:
        return "nonsense"
    if action.type in (int, settings.number, float):
        return "x"
    return "" if action.type is settings.path else None


@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_value_on_the_command_line_is_named(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option that reads its value names itself when it cannot; an option that does not exist is named too."""
    parser, _ = parser_of(verb)
    for action in parser._actions:
        if not action.option_strings or action.nargs == 0:
            continue
        option, text = action.option_strings[-1], wrong_text(action)
        if text is None:
            assert (verb, option) in FREE, f"{verb} {option} takes any text"
            continue
        with pytest.raises(SystemExit) as ended:
            main([verb, option, text])
        assert ended.value.code == 2
        assert f"argument {option}" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([verb, "--nonsense"])
    assert f"touchline-collector {verb}: error: " in capsys.readouterr().err
