"""A short way through a model's validation: the same constraints, without what Python may say differently. Pure.

A model's own validator fills in every absent member and calls into Python wherever a datetime or a Decimal may stand.
The shortcut takes only members in their JSON form, and nested shapes only as instances, which were checked when they
were made; it returns what was given and nothing else. It is one-sided: what it takes the long way takes unchanged, and
what it refuses the long way judges, so messages are the long way's. It reads and writes pydantic's core schemas, which
are plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

Schema = dict[str, Any]


class NoShortcut(Exception):  # noqa: N818  # says what there is not
    """The model does something that only the long way knows."""


def members_schema(core: Mapping[str, Any], known: Collection[Callable[..., Any]]) -> Schema:
    """Return the schema of a validator of a model's given members; raise NoShortcut.

    `known`: functions that leave the JSON form of a value as it is, or that the caller applies itself.
    """
    definitions = {each["ref"]: each for each in core.get("definitions", ())}
    model = _without_functions(core["schema"] if core["type"] == "definitions" else core, known)
    config = dict(model.get("config") or {})
    if model["type"] != "model" or model["schema"]["type"] != "model-fields":
        raise NoShortcut(model["type"])
    if config.get("extra_fields_behavior") != "forbid" or config.get("revalidate_instances", "never") != "never":
        raise NoShortcut("open or revalidating")
    lowered = _Lowered(definitions, known)
    fields = {name: lowered.field(field["schema"]) for name, field in model["schema"]["fields"].items()}
    # The configuration stands in the schema: given to the validator as a whole, it would not reach the fields.
    return {"type": "typed-dict", "fields": fields, "config": config}


def fits(schema: Schema, names: Collection[str]) -> bool:
    """Tell whether the schema knows all these members, and no required one is missing among them."""
    fields = schema["fields"]
    required = {name for name, field in fields.items() if field["required"]}
    return required <= set(names) and set(names) <= set(fields)


def narrowed(schema: Schema, names: Collection[str]) -> Schema:
    """Return the schema for exactly these members, which fit.

    Validators look for each member that their schema names, and of the 25 of a line item five are usually given.
    """
    fields = {name: field | {"required": True} for name, field in schema["fields"].items() if name in names}
    return {**schema, "fields": fields}


def _without_functions(schema: Mapping[str, Any], known: Collection[Callable[..., Any]]) -> Mapping[str, Any]:
    while schema["type"] in ("function-before", "function-after"):
        if schema["function"]["function"] not in known:
            raise NoShortcut(str(schema["function"]["function"]))
        schema = schema["schema"]
    return schema


# Where each kind of schema holds further ones.
_INNER: Mapping[str, tuple[str, ...]] = {
    "list": ("items_schema",),
    "dict": ("keys_schema", "values_schema"),
    "str": (),
    "int": (),
    "float": (),
    "bool": (),
    "any": (),
    "literal": (),
}


class _Lowered:
    def __init__(self, definitions: Mapping[str, Schema], known: Collection[Callable[..., Any]]) -> None:
        self._definitions = definitions
        self._known = known

    def field(self, schema: Mapping[str, Any]) -> Schema:
        optional = schema["type"] == "default"
        if optional and (schema.get("default", ...) is not None or schema["schema"]["type"] != "nullable"):
            raise NoShortcut("a default that is a value")
        inner = schema["schema"]["schema"] if optional else schema
        return {"type": "typed-dict-field", "schema": self.value(inner), "required": not optional}

    def value(self, schema: Mapping[str, Any]) -> Schema:
        if schema["type"] == "definition-ref":
            return self.value(self._definitions[schema["schema_ref"]])
        if bounds := _bounds(schema):
            return _bounded(self.value(schema["schema"]), bounds)
        schema = _without_functions(schema, self._known)
        kind = schema["type"]
        if kind == "model":
            return {"type": "is-instance", "cls": schema["cls"]}
        if kind == "union":
            return {**schema, "choices": [self.value(choice) for choice in schema["choices"]]}
        if kind not in _INNER:
            raise NoShortcut(kind)
        return {**schema, **{name: self.value(schema[name]) for name in _INNER[kind] if name in schema}}


def _bounds(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the bounds that pydantic checks in Python, as it does for `int | float`."""
    checks = schema["function"]["function"] if schema["type"] == "function-after" else None
    bounds: Mapping[str, Any] = checks.keywords if isinstance(checks, partial) else {}
    return bounds if bounds.keys() <= {"ge", "le"} else {}


def _bounded(schema: Schema, bounds: Mapping[str, Any]) -> Schema:
    if schema["type"] == "union":
        return {**schema, "choices": [_bounded(choice, bounds) for choice in schema["choices"]]}
    number = {"int": int, "float": float}.get(schema["type"])
    if number is None or any(number(bound) != bound for bound in bounds.values()):
        raise NoShortcut(f"bounds on {schema['type']}")
    return {**schema, **{name: number(bound) for name, bound in bounds.items()}}
