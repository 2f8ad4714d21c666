"""The typed shapes that the fast acceptor decodes into: one class per object and per event type, from the schemas.

They are made from the JSON Schemas, not beside them: what this file does not know how to say in a shape ends the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from models import NOTE
from naming import camel

from registry import RegistryError
from touchline_spec import forms, sums
from touchline_spec.contacts import contact_name
from touchline_spec.currencies import USUAL
from touchline_spec.published import schema_of

Schema = dict[str, Any]
# Said elsewhere, or of no consequence for the verdict.
SILENT = {"description", "x-touchline-class", "x-touchline-values", "x-touchline-rule", "deprecated", "examples"}
# `$` is the end of the text in every test made here, so the guard against a trailing newline says nothing new.
GUARD = {"pattern": "\\n"}
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
LIMITS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "ge",
    "maximum": "le",
    "minItems": "min_length",
    "maxItems": "max_length",
    "maxProperties": "max_length",
}
# Scalars of which nearly all that comes is one of a few: told in C, where a pattern takes a call of Python.
BY_HEART = {"currency": USUAL}
IMPORTS = {
    "typing": ["Annotated", "Any", "ClassVar", "Literal"],
    "touchline_spec": ["forms", "persons"],
    "touchline_spec.accepted": ["Accepted", "Data"],
    "touchline_spec.contacts": ["nameless", "surely_none"],
    "touchline_spec.forms": ["amounts"],
    "touchline_spec.generated": ["typed_shapes as s"],
    "touchline_spec.times": ["is_usual"],
    "touchline_spec.typed": ["UNSET", "LookCloser", "Meta", "Shape", "UnsetType"],
}


def modules(known: Schema) -> dict[str, str]:
    """Return the text of each module by name, from the compact vocabulary."""
    variants = dict(sorted(_variants(known)))
    made = {"typed_shapes": _shared(known["definitions"], variants)}
    subjects: dict[str, list[str]] = {}
    for name in known["types"]:
        subjects.setdefault(name.split(".")[1], []).append(name)
    return made | {f"typed_{subject}": _subject(subject, names, known) for subject, names in subjects.items()}


def _variants(known: Schema) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    """Yield the objects of which some event type demands more members: name of the class, (object, members)."""
    for name in known["types"]:
        for member in _data(name, known)["properties"].values():
            if "$ref" in member and "required" in member:
                base = member["$ref"].removeprefix("#/$defs/")
                yield _variant(base, member["required"]), (base, member["required"])


def _data(name: str, known: Schema) -> Schema:
    data: Schema = schema_of(name, "open", known)["properties"]["data"]
    return data


def _variant(base: str, required: list[str]) -> str:
    return camel(base) + "With" + "".join(map(camel, required))


def _module(said: str, body: str) -> str:
    """Return a module with those of the imports that its body needs."""
    used = set(re.findall(r"[A-Za-z_]+", body))
    lines = []
    for module, names in IMPORTS.items():
        if needed := [name for name in names if name.split(" as ")[-1] in used]:
            lines.append(f"from {module} import {', '.join(needed)}\n")
            lines += ["\n"] if module == "typing" else []
    return f'"""{said}\n\n{NOTE}\n"""\n\n{"".join(lines)}{body}'


def _shared(definitions: Mapping[str, Schema], variants: Mapping[str, tuple[str, list[str]]]) -> str:
    parts = []
    for name, schema in definitions.items():
        if "pattern" in schema and schema["pattern"] not in forms.QUICK and name not in BY_HEART:
            parts.append(f"{_test(name)} = forms.matches({schema['pattern']!r})\n")
    for name, schema in definitions.items():
        parts.append(_definition(name, schema, definitions))
    for name, (base, required) in variants.items():
        parts.append(f"\n\nclass {name}({camel(base)}, kw_only=True):\n")
        parts += [_field(each, definitions[base]["properties"][each], required=True, prefix="") for each in required]
    return _module("The shapes that events are made of, for the fast acceptor.", "".join(parts))


def _definition(name: str, schema: Schema, definitions: Mapping[str, Schema]) -> str:
    if "enum" in schema:
        _only(name, schema, {"enum"})
        return f"{camel(name)} = Literal[{', '.join(map(_quoted, schema['enum']))}]\n"
    if name in BY_HEART:
        return f"{camel(name)} = {_by_heart(name, schema)}\n"
    if schema["type"] != "object":
        return f"{camel(name)} = {_scalar(name, schema)}\n"
    if name == "ext":
        return _ext(name, schema)
    if further := schema.get("additionalProperties"):
        return f"{camel(name)} = dict[str, {_named(_uniform(name, schema, further))}]\n"
    return _class(name, schema, definitions)


def _ext(name: str, schema: Schema) -> str:
    _only(name, schema, {"type", "propertyNames"})
    names = schema["propertyNames"]
    _only(name, names, {"maxLength", "pattern", "not"})
    return (
        f"ext_names = forms.matches({names['pattern']!r})\n"
        f"exts = forms.Remembered(lambda name: len(name) <= {names['maxLength']} and ext_names[name])\n"
        "Ext = dict[str, Any]\n"
    )


def _scalar(name: str, schema: Schema) -> str:
    _only(name, schema, {"type", "pattern", "not", *LIMITS})
    if schema.get("not", GUARD) != GUARD:
        raise RegistryError(f"{name}: `not` is {schema['not']}; the acceptor knows {GUARD} only")
    return _limited(SCALARS[schema["type"]], schema)


def _by_heart(name: str, schema: Schema) -> str:
    """Return the values that the decoder tells by itself; any other that the pattern allows goes the slow way."""
    form = re.compile(schema["pattern"])
    if strange := [value for value in BY_HEART[name] if not form.search(value)]:
        raise RegistryError(f"{name}: {strange} do not have the form {schema['pattern']}")
    return f"Literal[{', '.join(map(_quoted, BY_HEART[name]))}]"


def _limited(annotation: str, schema: Schema) -> str:
    limits = [f"{LIMITS[keyword]}={value}" for keyword, value in schema.items() if keyword in LIMITS]
    return f"Annotated[{annotation}, Meta({', '.join(limits)})]" if limits else annotation


def _uniform(name: str, schema: Schema, further: Schema) -> str:
    """Return the one definition that all members of an open object have."""
    _only(name, schema, {"type", "properties", "additionalProperties"})
    found = {each["$ref"] for each in (further, *schema["properties"].values())}
    if len(found) != 1:
        raise RegistryError(f"{name}: an open object whose members are not all of one type")
    return str(found.pop())


def _class(name: str, schema: Schema, definitions: Mapping[str, Schema]) -> str:
    _only(name, schema, {"type", "properties", "required", "allOf"})
    lines = [f"\n\nclass {camel(name)}(Shape, kw_only=True):\n"]
    lines += _fields(schema, "")
    tests = [*_tests(schema, definitions, "")]
    if "allOf" in schema:
        if name != "identity":
            raise RegistryError(f"{name}: `allOf`; the acceptor knows the one of identity only")
        tests.append("persons.surely_fine(self)")
    return "".join([*lines, *_post_init(tests)])


def _fields(schema: Schema, prefix: str) -> Iterator[str]:
    required = schema.get("required", ())
    for name, member in schema["properties"].items():
        if contact_name(name):
            raise RegistryError(f"{name}: named for contact data, which the acceptor does not look for here")
        yield _field(name, member, required=name in required, prefix=prefix)


def _field(name: str, member: Schema, *, required: bool, prefix: str) -> str:
    annotation = _annotation(name, member, prefix)
    return f"    {name}: {annotation}\n" if required else f"    {name}: {annotation} | UnsetType = UNSET\n"


def _annotation(name: str, member: Schema, prefix: str) -> str:
    if "$ref" in member:
        _only(name, member, {"$ref", "required"})
        if "required" in member:
            return prefix + _variant(member["$ref"].removeprefix("#/$defs/"), member["required"])
        return prefix + _named(member["$ref"])
    if member.get("type") == "array":
        _only(name, member, {"type", "items", *LIMITS})
        return _limited(f"list[{prefix}{_named(member['items']['$ref'])}]", member)
    _only(name, member, {"type", "additionalProperties", "maxProperties"})
    return _limited(f"dict[str, {prefix}{_named(member['additionalProperties']['$ref'])}]", member)


def _tests(schema: Schema, definitions: Mapping[str, Schema], prefix: str) -> Iterator[str]:
    """Yield an expression for each member whose form its type cannot say."""
    for name, member in schema["properties"].items():
        here = f"self.{name}"
        if member.get("$ref") == "#/$defs/ext":
            yield f"({here} is UNSET or (all(map({prefix}exts.__getitem__, {here})) and surely_none({here})))"
            continue
        if "additionalProperties" in member:
            yield f"({here} is UNSET or nameless({here}))"
        content = member.get("items") or member.get("additionalProperties") or member
        reference = content["$ref"].removeprefix("#/$defs/")
        test = _expression(reference, definitions[reference], prefix)
        if test is None:
            continue
        if content is not member:
            each = here if "items" in member else f"{here}.values()"
            test = f"all({test.format('each')} for each in {each})"
        required = name in schema.get("required", ())
        yield test.format(here) if required else f"({here} is UNSET or {test.format(here)})"


def _expression(name: str, schema: Schema, prefix: str) -> str | None:
    if "pattern" not in schema or name in BY_HEART:
        return None
    return forms.QUICK.get(schema["pattern"], f"{prefix}{_test(name)}[{{}}]")


def _post_init(tests: list[str]) -> Iterator[str]:
    if tests:
        yield "\n    def __post_init__(self) -> None:\n"
        yield f"        if not ({' and '.join(tests)}):\n            raise LookCloser\n"


def _subject(subject: str, names: list[str], known: Schema) -> str:
    parts = [_event(name, known) for name in names]
    labels = ", ".join(f'"{name}": {_label(known["types"][name]["facts"])}' for name in names)
    parts.append(f"\n\nSHAPES: dict[str, type[Accepted]] = {{{labels}}}\n")
    return _module(f"Events of the subject {subject}, for the fast acceptor.", "".join(parts))


def _label(facts: Mapping[str, str]) -> str:
    return camel(facts["dataschema"].split(":")[3])


def _event(name: str, known: Schema) -> str:
    data, facts, definitions = _data(name, known), known["types"][name]["facts"], known["definitions"]
    _only(name, data, {"type", "properties", "required"})
    label = _label(facts)
    stem, _, minor = facts["dataschema"].rpartition(".")
    parts = [f"\n\nclass {label}Data(Data, kw_only=True):\n", *_fields(data, "s.")]
    if paid := tuple(_paid(data)):
        parts.append(f"    PAID: ClassVar[tuple[str, ...]] = {paid}\n")
    if listed := tuple(_listed(data)):
        parts.append(f"    LISTED: ClassVar[tuple[str, ...]] = {listed}\n")
    parts += _post_init([*_tests(data, definitions, "s.")])
    schemas = ", ".join(_quoted(f"{stem}.{each}") for each in range(int(minor) + 1))
    parts.append(f'\n\nclass {label}(Accepted, tag="{name}", tag_field="type", kw_only=True):\n')
    parts.append(f'    type: ClassVar[str] = "{name}"\n')
    parts.append(f"    dataschema: Literal[{schemas}]\n    data: {label}Data\n")
    return "".join(parts)


def _paid(data: Schema) -> Iterator[str]:
    """Yield the members whose money the rules about sums look at."""
    for name in sums.TOTALS:
        if data["properties"].get(name, {}).get("$ref") == "#/$defs/money":
            yield name


def _listed(data: Schema) -> Iterator[str]:
    for name in sums.LISTED:
        if data["properties"].get(name, {}).get("items", {}).get("$ref") in {"#/$defs/line_item", "#/$defs/tender"}:
            yield name


def _only(name: str, schema: Schema, expected: set[str]) -> None:
    if strange := schema.keys() - expected - SILENT:
        raise RegistryError(
            f"{name}: the acceptor cannot say {', '.join(sorted(strange))}; expected {sorted(expected)}"
        )


def _named(reference: str) -> str:
    return camel(reference.removeprefix("#/$defs/"))


def _test(name: str) -> str:
    return f"{name}s"


def _quoted(value: str) -> str:
    return f'"{value}"'
