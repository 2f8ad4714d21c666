"""Fills the blocks of spec/README.md: rules by area, and one card for each attribute of the envelope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from registry import Attribute, Registry, read

_BLOCK = re.compile(r"<!-- (rules: (\w+)|attributes) -->\n.*?<!-- end -->", re.DOTALL)


def filled(registry: Registry, folder: Path, text: str) -> str:
    """Return the text with every block made anew."""
    rules = [*read(folder / "rules.yaml")["rules"], *read(folder / "transport.yaml")["rules"]]

    def block(match: re.Match[str]) -> str:
        area = match.group(2)
        body = _cards(registry.attributes.values()) if area is None else _rules(rules, area)
        return f"<!-- {match.group(1)} -->\n{body}<!-- end -->"

    return _BLOCK.sub(block, text)


def numbers(rules: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number of each rule in this document; the ids are what stays."""
    return {rule["id"]: number for number, rule in enumerate(rules, 1)}


def _rules(rules: list[Mapping[str, Any]], area: str) -> str:
    numbered = numbers(rules)
    wanted = [rule for rule in rules if rule.get("area", "transport") == area]
    return "".join(
        f"- **R{numbered[rule['id']]}** `{rule['id']}` (level {rule['level']}): {rule['text']}\n" for rule in wanted
    )


def _cards(attributes: Iterable[Attribute]) -> str:
    return "\n" + "\n".join(_card(attribute) for attribute in attributes) + "\n"


def _card(attribute: Attribute) -> str:
    origin = {"cloudevents": "CloudEvents", "collector": "added by the collector"}[attribute.origin]
    examples = ", ".join(f"`{example}`" for example in attribute.examples)
    constraint = attribute.schema.get("$ref") or _constraint(attribute.schema)
    return (
        f"#### `{attribute.name}`\n\n"
        f"- Meaning: {attribute.brief}\n"
        f"- Type and constraint: {constraint}\n"
        f"- Presence: {attribute.requirement} for types of this specification\n"
        f"- Origin: {origin}\n"
        f"- Examples: {examples}\n"
        f"- Stability: stable\n"
    )


def _constraint(schema: Mapping[str, Any]) -> str:
    if "const" in schema:
        return f"the text `{schema['const']}`"
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    words = {"string": "text", "integer": "whole number"}[kind]
    limits = [
        f"{said} {schema[keyword]}"
        for keyword, said in (
            ("minLength", "at least"),
            ("maxLength", "at most"),
            ("minimum", "from"),
            ("maximum", "to"),
        )
        if keyword in schema
    ]
    unit = " characters" if kind == "string" and limits else ""
    pattern = f", pattern `{schema['pattern']}`" if "pattern" in schema else ""
    return f"{words}, {', '.join(limits)}{unit}{pattern}"
