"""Engines and models agree: a verdict depends on the specification, not on who reads it.

Three readers of the same demands: the published schemas in Rust (jsonschema-rs), the same schemas in Python
(jsonschema, with patterns in Python's own engine), and the generated models. They are compared on every vector and on
changed copies of every example. A disagreement is a bug of the registry.
"""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchline_spec import Validator, events, is_rejected, schema_of
from touchline_spec.conformance import kit
from touchline_spec.engine import Engine
from touchline_spec.jsontext import JSONTextError, loads
from touchline_spec.models import EventModel, ModelError
from touchline_spec.published import Mode, foreign_schema
from touchline_spec.validator import lowered

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MODES: tuple[Mode, ...] = ("open", "strict")


@cache
def rust(name: str, mode: Mode) -> Engine:
    return Engine(schema_of(name, mode))


@cache
def quick(name: str) -> Engine:
    """The form in which the validator runs the strict schema."""
    return Engine(lowered(schema_of(name, "strict")))


@cache
def python(name: str, mode: Mode) -> Any:
    return jsonschema.Draft202012Validator(schema_of(name, mode))


@cache
def models() -> dict[str, type[EventModel]]:
    classes = (getattr(events, name) for name in dir(events) if name != "EventModel")
    return {each.TYPE: each for each in classes}


@cache
def examples() -> dict[str, dict[str, Any]]:
    cases = (case for case in kit.load().cases if case.id.endswith("/example"))
    return {event["type"]: event for event in (loads(case.raw) for case in cases)}


def model_accepts(name: str, data: Any) -> bool:
    try:
        models()[name].from_data(data)
    except ModelError:
        return False
    return True


def compare(event: dict[str, Any]) -> None:
    """Hold the readers to one verdict on an event whose type is known."""
    name = event["type"]
    verdicts = {mode: rust(name, mode).is_valid(event) for mode in MODES}
    assert verdicts["open"] or not verdicts["strict"], "strict accepts what open refuses"
    for mode in MODES:
        assert python(name, mode).is_valid(event) == verdicts[mode], (mode, event)
    envelope = examples()[name] | {"data": event.get("data")}
    strict_data = rust(name, "strict").is_valid(envelope)
    # The models refuse junk and raw identifiers too, as the rules beside the schema do.
    accepted = strict_data and not any(
        finding.rule.startswith("identity.")
        for finding in MODE_VALIDATORS["strict"].check(envelope, now=NOW)
        if finding.level == "error"
    )
    assert model_accepts(name, event.get("data")) == accepted, event.get("data")


def known_vectors() -> list[dict[str, Any]]:
    found = []
    for case in kit.load().cases:
        try:
            event = loads(case.raw)
        except JSONTextError:
            continue
        if isinstance(event, dict) and isinstance(event.get("type"), str) and event["type"] in examples():
            found.append(event)
    return found


def test_all_readers_agree_on_every_vector_of_the_rules() -> None:
    """Envelope, money, identity, consent, places: each case of each rule, in all readers."""
    for case in kit.load().cases:
        if case.id.split("/")[0] == case.rule:
            try:
                event = loads(case.raw)
            except JSONTextError:
                continue
            if isinstance(event, dict) and isinstance(event.get("type"), str) and event["type"] in examples():
                compare(event)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_all_readers_agree_on_every_vector() -> None:
    for event in known_vectors():
        compare(event)


def test_all_readers_agree_on_third_parties_events() -> None:
    schema = foreign_schema()
    slow, fast = jsonschema.Draft202012Validator(schema), Engine(schema)
    for case in kit.load().cases:
        if case.rule == "type.unregistered":
            event = loads(case.raw)
            assert slow.is_valid(event) == fast.is_valid(event), case.id


# Values on which readers have been known to differ, beside ordinary ones.
ODD_TEXTS = ["", "x", "EUR", "EUR\n", "19.99", "19.99\n", "1e3", "٣", "web\n", "a" * 300, "2026-11-20T10:00:00Z"]
ODD_TEXTS += [
    "2026-11-20T10:00:00Z\n",
    "2026-02-30",
    "2024-02-29",
    "\u2028",
    "ß",
    "granted",
    "null",
    "http://x y",
    "-0",
]
ODD_OTHERS = [None, True, False, 0, 1, -1, 1.0, 1.5, -0.0, 1e300, 2**53, 2**63, [], {}, [{}], {"a": 1}, ["x"]]
ODD = st.sampled_from(ODD_TEXTS) | st.sampled_from(ODD_OTHERS)


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """An example with one to three changes anywhere: a value replaced, a member removed or added."""
    event = copy.deepcopy(draw(st.sampled_from(sorted(examples().items())))[1])
    for _ in range(draw(st.integers(1, 3))):
        where: Any = event["data"] if isinstance(event["data"], dict) else event
        while True:
            keys = list(where) if isinstance(where, dict) else list(range(len(where)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inner = where[key]
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                where = inner
                continue
            match draw(st.sampled_from(["replace", "remove", "add"])):
                case "replace":
                    where[key] = copy.deepcopy(draw(ODD))
                case "remove":
                    del where[key]
                case "add" if isinstance(where, dict):
                    where[draw(st.sampled_from(["x", "amount", "value", "email", "tax", "recipe"]))] = copy.deepcopy(
                        draw(ODD)
                    )
            break
    return event


@given(changed())
@settings(max_examples=100)
def test_all_readers_agree_on_changed_events(event: dict[str, Any]) -> None:
    compare(event)


@pytest.mark.long
@pytest.mark.timeout(900)
@given(changed())
@settings(max_examples=5_000)
def test_all_readers_agree_on_many_changed_events(event: dict[str, Any]) -> None:
    compare(event)


@given(changed())
@settings(max_examples=150)
def test_the_short_way_gives_the_long_way_s_verdict(event: dict[str, Any]) -> None:
    """What the acceptor and the quick schema let pass is what all rules together find nothing in."""
    raw = json.dumps(event).encode()
    for mode in MODES:
        checker = MODE_VALIDATORS[mode]
        short = checker.check_bytes(raw, now=NOW).findings
        long = list(checker._all(loads(raw), raw, NOW))
        assert {(each.rule, each.pointer) for each in short} == {(each.rule, each.pointer) for each in long}
    known = quick(event["type"]).is_valid(event)
    assert known == rust(event["type"], "strict").is_valid(event)


MODE_VALIDATORS = {mode: Validator(mode) for mode in MODES}


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=30,
    )
)
@settings(max_examples=100)
def test_any_json_value_gets_findings_and_no_exception(value: Any) -> None:
    """Whatever arrives in `data`, in an attribute or as the event itself."""
    event = examples()["touchline.order.placed.v1"]
    for whole in (event | {"data": value}, event | {"type": value}, event | {"time": value}, {"a": value}):
        for mode in MODES:
            assert isinstance(is_rejected(MODE_VALIDATORS[mode].check(whole, now=NOW)), bool)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_get_findings_and_no_exception(raw: bytes) -> None:
    checked = MODE_VALIDATORS["open"].check_bytes(raw, now=NOW)
    assert checked.event is not None or is_rejected(checked.findings)


def test_no_input_of_64_kib_takes_long() -> None:
    """Linear in what arrives: a quadratic step over 64 KiB would not end within the test's deadline."""
    size = 64 * 1024
    hostile = [
        b'"\\' * (size // 2),
        b'{"a":"' + b"\\\\" * (size // 2 - 10),
        b"[" * size,
        b'{"a":' * (size // 5),
        b"-" * size,
        b"9" * size,
        b'{"id":' + b"9" * (size - 10) + b"}",
        b'{"data":{"email":"' + b"a@" * (size // 2 - 20) + b'"}}',
        b'{"data":{"identities":[{"type":"user","value":"' + b"+1 " * (size // 3 - 30) + b'"}]}}',
        b'{"data":{"phone":"' + b"1 " * (size // 2 - 20) + b'"}}',
        b'{"time":"' + b"2026-11-20T" * (size // 11 - 2) + b'"}',
        json.dumps(
            {"data": {f"k{n}": {"total": {"amount": "1" * 20, "currency": "EUR"}} for n in range(900)}}
        ).encode(),
    ]
    for raw in hostile:
        MODE_VALIDATORS["strict"].check_bytes(raw, now=NOW)
