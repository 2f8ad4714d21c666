"""JSON Schema 2020-12 from the registry: one vocabulary of definitions, and what each event type adds."""

from __future__ import annotations

import copy
import re
from typing import Any

from registry import Event, Object, Property, Registry

Schema = dict[str, Any]


def definitions(registry: Registry) -> dict[str, Schema]:
    """Return every shared definition by name; a published schema carries those it needs."""
    made: dict[str, Schema] = {}
    for scalar in registry.scalars.values():
        made[scalar.name] = _ruled({"description": scalar.brief, **guarded(scalar.schema)}, scalar.rule)
    for enum in registry.enums.values():
        made[enum.name] = _ruled({"description": enum.brief, "enum": list(enum.values)}, enum.rule)
    for shape in registry.objects.values():
        made[shape.name] = _object(shape)
    made["identity"]["allOf"] = _hash_rules()
    made["ext"] = {
        "description": "Private fields by reverse domain name; what is inside is the producer's own.",
        "type": "object",
        "propertyNames": guarded({"maxLength": 253, "pattern": "^[A-Za-z0-9-]+(\\.[A-Za-z0-9_-]+)+$"}),
        "x-touchline-rule": "data.ext",
    }
    return made


def guarded(schema: Any) -> Schema:
    """Return the schema with the guard that keeps `$` from accepting a trailing newline.

    `$` matches before a final newline in Python's engine and at the very end in ECMAScript's and Rust's. Text of fixed
    length needs no guard.
    """
    made = dict(schema)
    if made.get("pattern", "").endswith("$") and made.get("minLength") != made.get("maxLength", object()):
        # Where null may stand too, the guard must not speak of it: a pattern alone accepts whatever is no text.
        nullable = "null" in made.get("type", ())
        made["not"] = {"type": "string", "pattern": "\\n"} if nullable else {"pattern": "\\n"}
    return made


def _hash_rules() -> list[Schema]:
    """A contact hash names its recipe, and its value has the recipe's encoding."""
    hexadecimal = {"minLength": 64, "maxLength": 64, "pattern": "^[0-9a-f]{64}$"}
    base64 = {"minLength": 44, "maxLength": 44, "pattern": "^[A-Za-z0-9+/]{43}=$"}

    def of(kind: str, recipes: list[str]) -> Schema:
        return {
            "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
            "then": {
                "required": ["recipe"],
                "properties": {"recipe": {"enum": recipes, "x-touchline-rule": "identity.recipe"}},
                "if": {"properties": {"recipe": {"const": recipes[-1]}}, "required": ["recipe"]},
                "then": {"properties": {"value": {**base64, "x-touchline-rule": "identity.hash"}}},
                "else": {"properties": {"value": {**hexadecimal, "x-touchline-rule": "identity.hash"}}},
            },
        }

    return [
        of("email_hash", ["email.plain", "email.google", "email.uid2"]),
        of("phone_hash", ["phone.e164", "phone.digits", "phone.uid2"]),
    ]


def _ruled(schema: Schema, rule: str) -> Schema:
    return {**schema, "x-touchline-rule": rule} if rule else schema


def _object(shape: Object) -> Schema:
    made: Schema = {"description": shape.brief, "type": "object"}
    made |= members(shape.properties.values())
    if shape.more:
        made["additionalProperties"] = {"$ref": f"#/$defs/{shape.more}"}
    return _ruled(made, shape.rule)


def members(properties: Any) -> Schema:
    listed = list(properties)
    required = [each.name for each in listed if each.is_required]
    made: Schema = {"required": required} if required else {}
    return made | {"properties": {each.name: _member(each) for each in listed}}


def _member(each: Property) -> Schema:
    reference = {"$ref": f"#/$defs/{each.base}"}
    made: Schema
    if each.container == "list":
        made = {"type": "array", "items": reference, "maxItems": each.max_items or 500}
        if each.min_items:
            made["minItems"] = each.min_items
    elif each.container == "map":
        made = {"type": "object", "additionalProperties": reference, "maxProperties": 64}
    else:
        made = reference
    if each.with_members:
        made["required"] = list(each.with_members)
    made["description"] = each.brief
    if each.values:
        made["x-touchline-values"] = list(each.values)
    if each.stability == "deprecated":
        made["deprecated"] = True
    made["x-touchline-class"] = each.privacy
    return made


def attributes(registry: Registry) -> Schema:
    """Return the envelope's part of a published schema, without `type`, `dataschema` and `data`."""
    made = {}
    for attribute in registry.attributes.values():
        schema = dict(attribute.schema)
        if "$ref" in schema:
            scalar = dict(registry.scalars[schema["$ref"]].schema)
            schema = {**scalar, "type": ["string", "null"]} if schema.get("nullable") else scalar
        made[attribute.name] = _ruled({"description": attribute.brief, **guarded(schema)}, attribute.rule)
    return {
        "type": "object",
        "required": [each.name for each in registry.attributes.values() if each.requirement == "required"],
        "properties": made,
        "propertyNames": {
            **guarded({"pattern": "^([a-z0-9]+|data_base64)$"}),
            "x-touchline-rule": "envelope.attribute.name",
        },
        "additionalProperties": {
            "type": ["string", "boolean", "integer", "null"],
            "minimum": -2147483648,
            "maximum": 2147483647,
            "x-touchline-rule": "envelope.attribute.value",
        },
    }


def data(event: Event) -> Schema:
    """Return the schema of an event type's `data`."""
    made = {"description": event.brief, "type": "object", **members(event.members.values())}
    made["examples"] = [dict(event.example)]
    return copy.deepcopy(made)


def dataschema_pattern(event: Event) -> str:
    """Return the pattern of every minor version within the event type's major."""
    major = event.version.split(".", maxsplit=1)[0]
    return f"^urn:touchline:schema:{re.escape(event.name)}:{major}\\.(0|[1-9][0-9]{{0,5}})$"
