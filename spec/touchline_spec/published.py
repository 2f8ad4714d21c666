"""The published vocabulary: event types, and the self-contained JSON Schemas that hold what each may carry.

The package ships one compact file with every definition once; a schema is composed from it on demand. The files under
`spec/schemas/` are the same schemas written out, for people who use no Python; a test holds them equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from touchline_spec.jsontext import loads

Mode = Literal["open", "strict"]
Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PREFIX = "touchline."
# What a third party's event may leave out; our own types must say all three.
FOREIGN_OPTIONAL = frozenset({"time", "datacontenttype", "dataschema"})


@dataclass(frozen=True)
class EventType:
    """One event type of the vocabulary.

    `version` is major.minor, `dataschema` the URI that names it. `public` says whether a browser's public key may send
    it. `priority` (0 to 100): a full outbox drops the lowest first. `stability`: experimental, stable or deprecated.
    """

    type: str
    version: str
    dataschema: str
    brief: str
    public: bool
    priority: int
    stability: str

    @property
    def name(self) -> str:
        """Subject and predicate: "order.placed"."""
        return self.dataschema.split(":")[3]

    @cached_property
    def privacy(self) -> Mapping[str, str]:
        """Privacy class of each leaf of `data` by its path: "/items/*/product_id" -> "operational".

        `*` stands for every index of a list and every name of a map. Classes in ascending order: operational,
        contextual, pseudonymous, personal. What is not listed is unknown and counts as personal.
        """
        schema = schema_of(self.type, "open")
        return dict(classes(schema["properties"]["data"], schema["$defs"]))


@cache
def vocabulary() -> Schema:
    """Return the shipped vocabulary; treat it as read-only."""
    found: Schema = loads((files("touchline_spec") / "generated" / "vocabulary.json").read_bytes())
    return found


@cache
def event_types() -> tuple[EventType, ...]:
    """Return every event type of the vocabulary, sorted by name."""
    return tuple(EventType(type=name, **entry["facts"]) for name, entry in sorted(vocabulary()["types"].items()))


@cache
def _by_name() -> dict[str, EventType]:
    return {each.type: each for each in event_types()}


def event_type(name: str) -> EventType | None:
    """Return the type of this full name ("touchline.order.placed.v1"), or None where the vocabulary has none."""
    return _by_name().get(name)


def schema_of(name: str, mode: Mode, known: Schema | None = None) -> Schema:
    """Return the self-contained JSON Schema 2020-12 of one event type; raise KeyError for an unknown one.

    `known`: another vocabulary than the shipped one, in its form.
    """
    known = known or vocabulary()
    entry = known["types"][name]
    facts = entry["facts"]
    made = _envelope(known, _with_groups(entry["data"], known))
    made["properties"]["type"] = {**made["properties"]["type"], "const": name}
    made["properties"]["dataschema"] = {**made["properties"]["dataschema"], "pattern": entry["dataschema_pattern"]}
    made["properties"]["data_base64"] = {**_FORBIDDEN}
    made["required"] = [*made["required"], "data"]
    return _finished(made, known, f"{facts['dataschema']}{'' if mode == 'open' else ':strict'}", name, mode)


def _with_groups(data: Schema, known: Schema) -> Schema:
    """Return the schema of `data` with the groups written out that it holds as `true`."""
    groups = known["foreign"]["properties"]
    members = {name: groups[name] if schema is True else schema for name, schema in data["properties"].items()}
    return {**data, "properties": members}


_FORBIDDEN: Schema = {"not": {}, "x-touchline-rule": "envelope.data_base64"}


def foreign_schema(data: Schema | None = None, known: Schema | None = None) -> Schema:
    """Return the schema of a third party's event: the envelope, and the named groups wherever `data` is an object.

    `data`, when given, is the third party's own schema of its properties; it is added, never replaced.
    `known`: another vocabulary than the shipped one.
    """
    known = known or vocabulary()
    groups: Schema = {"description": known["foreign"]["description"], "properties": known["foreign"]["properties"]}
    made = _envelope(known, {**groups, "allOf": [data]} if data else groups)
    made["required"] = [name for name in made["required"] if name not in FOREIGN_OPTIONAL]
    content = made["properties"]["datacontenttype"]
    made["properties"]["datacontenttype"] = {
        "description": content["description"],
        "type": ["string", "null"],
        "x-touchline-rule": content["x-touchline-rule"],
    }
    for name in FOREIGN_OPTIONAL - {"datacontenttype"}:
        made["properties"][name] = _or_null(made["properties"][name])
    return _finished(made, known, "urn:touchline:schema:foreign:1.0", "Third-party event", "open")


def _or_null(text: Schema) -> Schema:
    """Return the schema of a text that may be null; its guard against a newline speaks of text only."""
    guard = {"not": {"type": "string", **text["not"]}} if "not" in text else {}
    return {**text, **guard, "type": ["string", "null"]}


def _envelope(known: Schema, data: Schema) -> Schema:
    envelope: Schema = known["envelope"]
    return {
        **envelope,
        "required": list(envelope["required"]),
        "properties": {**envelope["properties"], "data": data},
    }


def _finished(made: Schema, known: Schema, identifier: str, title: str, mode: Mode) -> Schema:
    needed = {name: known["definitions"][name] for name in sorted(_needed(made, known["definitions"]))}
    if mode == "strict":
        needed = {name: closed(schema) for name, schema in needed.items()}
        made["properties"]["data"] = closed(made["properties"]["data"])
    return {"$schema": DIALECT, "$id": identifier, "title": title, **made, "$defs": needed}


def closed(schema: Schema) -> Schema:
    """Return the schema refusing members it does not name, unless it says itself what further ones may be."""
    if "properties" not in schema or "additionalProperties" in schema:
        return schema
    return {**schema, "additionalProperties": False}


SHAPE = "urn:touchline:shape:"
"""What a third party's schema puts before a shape's name to refer to it: `urn:touchline:shape:money`."""


def shape(name: str, mode: Mode, known: Schema | None = None) -> Schema:
    """Return a shape or scalar type as a JSON Schema resource of its own; raise KeyError for an unknown one.

    It refers to other shapes by their URNs as well.
    """
    definition = (known or vocabulary())["definitions"][name]
    made: Schema = _by_urn(closed(definition) if mode == "strict" else definition)
    return {"$schema": DIALECT, "$id": SHAPE + name, **made}


def _by_urn(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_by_urn(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        keyword: SHAPE + str(value).removeprefix("#/$defs/") if keyword == "$ref" else _by_urn(value)
        for keyword, value in schema.items()
    }


def shapes_of(schema: Any, mode: Mode) -> dict[str, Schema]:
    """Return by URN every shape that a third party's schema needs; raise KeyError naming one that there is not."""
    found: dict[str, Schema] = {}
    waiting = list(_urns(schema))
    while waiting:
        urn = waiting.pop()
        if urn not in found:
            found[urn] = shape(urn.removeprefix(SHAPE), mode)
            waiting.extend(_urns(found[urn]))
    return found


def _urns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword == "$ref" and str(value).startswith(SHAPE):
                yield str(value)
            elif keyword != "examples":
                yield from _urns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _urns(value)


def _needed(schema: Schema, definitions: Schema) -> set[str]:
    found: set[str] = set()
    waiting = list(references(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(references(definitions[name]))
    return found


def references(schema: Any) -> Iterator[str]:
    """Yield the name of every definition that the schema refers to; a resource with an `$id` has its own."""
    if isinstance(schema, dict) and "$id" not in schema:
        for keyword, value in schema.items():
            if keyword == "$ref":
                yield str(value).removeprefix("#/$defs/")
            elif keyword != "examples":
                yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def classes(
    schema: Schema,
    definitions: Mapping[str, Schema],
    path: str = "",
    inherited: str = "",
    through: tuple[str, ...] = (),
) -> Iterator[tuple[str, str]]:
    """Yield (path, privacy class) of every leaf that the schema names and classifies.

    A reference that leads nowhere known, or back to where it came `through`, classifies nothing below it.
    """
    here = schema.get("x-touchline-class", inherited)
    reference = schema.get("$ref", "").removeprefix("#/$defs/")
    if reference in through:
        return
    target = definitions.get(reference, schema) if reference else schema
    through = (*through, reference) if reference else through
    inner = list(target.get("properties", {}).items())
    further = schema.get("items") or target.get("additionalProperties")
    if isinstance(further, dict):
        inner.append(("*", further))
    if not inner and here:
        yield path, here
    for name, member in inner:
        if isinstance(member, dict):  # a third party's may be just true
            yield from classes(member, definitions, f"{path}/{name}", here, through)
