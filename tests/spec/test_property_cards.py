"""Every property of the registry has its whole card, and the names keep the rules that make them guessable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from support import registry_source
from touchline_spec import published
from touchline_spec.engine import Engine

REGISTRY = registry_source.registry()
OWN = list(REGISTRY.properties.values())
TYPES = {*REGISTRY.scalars, *REGISTRY.enums, *REGISTRY.objects, "ext"}
# Facts that a group, or the list of identities, already holds.
HELD = re.compile(
    r"store|store_.*|zone|zone_.*|read_point.*|workstation|screen_id|kiosk_id|latitude|longitude|position"
    r"|url|page_.*|title|path|referrer|utm_.*|campaign_.*|gclid|fbclid|click_ids?"
    r"|purposes|consent_.*|gpc|tcf|gpp|channel|channel_.*"
    r"|user_id|anonymous_id|customer_id|member_.*|loyalty_id|device_.*|session_.*|email.*|phone.*|first_name|last_name"
    r"|app_.*|os_.*|user_agent|ip|ip_address|locale|language|country|timezone|timestamp|time|currency"
)
# What was measured with an instrument or estimated; all else that has decimals is text.
MEASURED = {"audience_estimate", "temperature_c", "accuracy_m", "latitude", "longitude"}
DECIMAL = re.compile(r"(?:.*_)?(?:price|cost|amount|score|rating|points|quantity|total|tax|discount)")
KINDS = {"ms": "count", "at": "timestamp", "id": "id", "ref": "id", "count": "count", "share": "share"}


def placed() -> Iterator[tuple[str, Any]]:
    """Every property with where it stands: defined, in a group, in a shape, and as each event uses it."""
    yield from (("properties", each) for each in OWN)
    yield from (("groups", each) for each in REGISTRY.groups.values())
    for holder in (*REGISTRY.objects.values(), *REGISTRY.events):
        yield from ((holder.name, each) for each in holder.properties.values())


PLACED = list(placed())


def offenders(rule: Any) -> list[str]:
    return [f"{where}: {each.name}" for where, each in PLACED if not rule(each)]


def test_a_property_has_its_whole_card() -> None:
    """Type, meaning, example, stability, privacy class and requirement level: no property goes without."""
    assert offenders(lambda each: each.base in TYPES) == []
    assert offenders(lambda each: re.fullmatch(r"[A-Z\"`].*\.", each.brief) or each.brief.startswith("utm_")) == []
    assert offenders(lambda each: each.examples) == []
    assert offenders(lambda each: each.stability in {"experimental", "stable", "deprecated"}) == []
    assert offenders(lambda each: each.privacy in {"operational", "contextual", "pseudonymous", "personal"}) == []
    assert offenders(lambda each: each.requirement in {"required", "conditional", "recommended", "optional"}) == []


def test_the_examples_of_a_property_fit_its_type() -> None:
    """An example that its own schema refuses would teach the wrong thing."""
    schemas = registry_source.module("schemas")
    different = {each.name + str(each.examples): each for _, each in PLACED}
    engine = Engine(
        {
            "$schema": published.DIALECT,
            "type": "object",
            "properties": {
                key: {"type": "array", "items": schemas.members([each])["properties"][each.name]}
                for key, each in different.items()
            },
            "$defs": schemas.definitions(REGISTRY),
        }
    )
    assert [
        failure.path for failure in engine.failures({key: list(each.examples) for key, each in different.items()})
    ] == []


def test_the_examples_of_an_open_list_are_known_words() -> None:
    """A reader who compares example and list is not left wondering."""
    assert offenders(lambda each: not each.values or each.container or set(each.examples) <= set(each.values)) == []


def test_a_condition_is_held_by_the_schema() -> None:
    """A demand that nothing checks is a wish, and `recommended` says so."""
    assert {each.name for _, each in PLACED if each.requirement == "conditional"} == {"recipe"}


def test_a_list_says_how_long_it_may_get() -> None:
    """No list may fill an event without the registry having said so."""
    assert offenders(lambda each: each.container != "list" or each.max_items or each.base == "integer") == []


def test_no_property_repeats_what_a_group_holds() -> None:
    """One fact has one place: who looks for the store looks into `location`, whatever the event."""
    assert [each.name for each in OWN if HELD.fullmatch(each.name)] == []


@pytest.mark.parametrize("name", ["store_id", "url", "page_title", "utm_source", "email", "workstation", "user_id"])
def test_the_rule_knows_a_repeated_fact(name: str) -> None:
    assert HELD.fullmatch(name)


def test_what_is_reckoned_with_is_no_float() -> None:
    """Scores, ratings, points and money are text; a float is for what was measured."""
    assert offenders(lambda each: each.base not in {"number", "latitude", "longitude"} or each.name in MEASURED) == []
    assert offenders(lambda each: not DECIMAL.fullmatch(each.name) or each.base in {"money", "decimal", "amount"}) == []


def test_a_name_tells_its_unit_and_kind() -> None:
    """Durations end in _ms, moments in _at, identifiers in _id or _ref."""
    assert offenders(lambda each: each.base == KINDS.get(each.name.rpartition("_")[2], each.base) or plural(each)) == []


def plural(each: Any) -> bool:
    return bool(each.container) or each.name == "id"


def test_free_text_counts_as_personal() -> None:
    """What a person wrote may name anybody; it does not survive stripping."""
    written = [each for each in OWN if each.base == "text" or each.name.endswith("query")]
    assert {each.privacy for each in written} == {"personal"}


def test_what_names_one_person_or_dealing_is_pseudonymous_at_least() -> None:
    """Numbers of orders, messages, visits and pseudonyms of staff lead back to somebody."""
    dealings = {"order_id", "transaction_id", "payment_id", "message_id", "visit_id", "call_id", "case_id", "cart_id"}
    naming = [each for each in OWN if each.name in dealings or each.name.endswith("_ref")]
    assert len(naming) > len(dealings)
    assert [each.name for each in naming if each.privacy not in {"pseudonymous", "personal"}] == []
