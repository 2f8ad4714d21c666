"""What is wrong with the members that a typed shape was given, in the words in which the full check says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from touchline_spec.engine import Failure
from touchline_spec.explanation import Schema, broken, missing, unknown_members
from touchline_spec.findings import Finding, error, pointer
from touchline_spec.published import schema_of, vocabulary

# The keyword of the published schema that stands behind each of the models' own checks; of what ends in `_type`: type.
_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "string_pattern_mismatch": ("pattern",),
    "string_too_short": ("minLength",),
    "string_too_long": ("maxLength",),
    "too_short": ("minItems",),
    "too_long": ("maxItems", "maxProperties"),
    "greater_than_equal": ("minimum",),
    "less_than_equal": ("maximum",),
    "literal_error": ("enum",),
    "int_from_float": ("type",),
    "finite_number": ("type",),
}
Wrong = tuple[str, tuple[str | int, ...], str]
"""The kind of one failed check, the way to the value, and what the check itself says."""


def finding(names: Sequence[str], given: Mapping[str, Any], wrong: Wrong, below: tuple[str, ...] = ()) -> Finding:
    """Return the finding of a failed check; its pointer begins `below`, at the shape's own members.

    `names`: what the shape is called, the most special first: an event type, or a shape's name in capitals
    ("LineItem"). `given` holds plain values. A shape that the vocabulary does not have is told of in the check's words.
    """
    kind, path, said = wrong
    schema = next(filter(None, map(_schema, names)), {})
    found = next(_in_words(kind, ("data", *path), list(_trail(schema, path)), {"data": given}), None)
    if found is None:
        return error(f"data.{kind}", pointer((*below, *path)), said)
    return error(found.rule, pointer(below) + found.pointer.removeprefix("/data"), found.message)


def _schema(name: str) -> Schema | None:
    known = vocabulary()
    if name in known["types"]:
        made = schema_of(name, "strict")
        return {**made["properties"]["data"], "$defs": made["$defs"]}
    definitions: Mapping[str, Schema] = known["definitions"]
    found = next((each for each in definitions if "".join(map(str.capitalize, each.split("_"))) == name), None)
    return None if found is None else {**definitions[found], "$defs": definitions}


def _in_words(
    kind: str, path: tuple[str | int, ...], trail: list[Schema], event: Mapping[str, Any]
) -> Iterator[Finding]:
    """Yield what the full check would say; nothing where a check is the models' own."""
    if kind == "missing":
        yield missing(Failure("required", path[:-1], (), path[-1]), trail[:-1] or trail, event)
    elif kind == "extra_forbidden":
        yield from unknown_members(Failure("additionalProperties", path[:-1], (), [str(path[-1])]), trail[-1])
    elif trail:
        for keyword in ("type",) if kind.endswith("_type") else _KEYWORDS.get(kind, ()):
            for schema in reversed(trail):
                if keyword in schema:
                    yield broken(Failure(keyword, path, (), schema[keyword]), trail, event)


def _trail(schema: Schema, path: Sequence[str | int]) -> Iterator[Schema]:
    """Yield the schemas on the way to a value, as far as there are any."""
    definitions = schema.get("$defs", {})
    here: Any = schema
    yield here
    for part in path:
        if isinstance(part, int):
            here = here.get("items")
        else:
            here = here.get("properties", {}).get(part, here.get("additionalProperties"))
        while isinstance(here, Mapping):
            yield here
            if "$ref" not in here:
                break
            here = definitions.get(here["$ref"].removeprefix("#/$defs/"))
        if not isinstance(here, Mapping):
            return
