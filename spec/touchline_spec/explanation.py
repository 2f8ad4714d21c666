"""From a broken keyword of a schema to a finding that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from touchline_spec import times
from touchline_spec.contacts import contact_name
from touchline_spec.engine import Engine, Failure
from touchline_spec.findings import Finding, error, pointer, quote
from touchline_spec.published import event_type
from touchline_spec.suggestion import did_you_mean

Schema = Mapping[str, Any]

KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "an array",
}
EXPECTED = {
    "money.amount": 'decimal text such as "19.99"',
    "decimal.text": 'decimal text such as "0.734"',
    "money.currency": 'an ISO 4217 code such as "EUR"',
    "money.object": 'money such as {"amount": "19.99", "currency": "EUR"}',
    "identity.hash": "the hash in the encoding that its recipe fixes",
    "envelope.type": 'a name such as "touchline.order.placed.v1" or "com.example.kiosk.slush_poured.v1"',
    "envelope.source": 'a URI reference without blanks, such as "//shop.example.com/web"',
    "envelope.traceparent": "a W3C traceparent",
}
TIMESTAMP = 'an RFC 3339 timestamp such as "2026-11-20T10:00:00.123+01:00"'
ATTRIBUTE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# Classes whose values may stand in a message.
QUOTABLE = frozenset({"operational", "contextual"})
QUOTABLE_ATTRIBUTES = frozenset(
    {"specversion", "type", "time", "datacontenttype", "dataschema", "sampledrate", "traceparent"}
    | {"recordedtime", "receivedtime", "adjustedtime"}
)


def explain(engine: Engine, event: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield one finding per broken rule and place, and one per absent member."""
    seen = set()
    for failure in engine.failures(event):
        absent = str(failure.detail) if failure.keyword == "required" else None
        for found in _findings(engine.schema, failure, event):
            if (found.rule, found.pointer, absent) not in seen:
                seen.add((found.rule, found.pointer, absent))
                yield found


def _findings(schema: Schema, failure: Failure, event: Mapping[str, Any]) -> Iterator[Finding]:
    trail = list(_trail(schema, failure.schema_path))
    if failure.keyword == "additionalProperties" and isinstance(failure.detail, list):
        yield from unknown_members(failure, trail[-1])
    elif failure.keyword == "propertyNames":
        yield from _bad_names(failure, event, _rule(trail))
    elif failure.keyword == "required":
        yield missing(failure, trail, event)
    else:
        yield broken(failure, trail, event)


def _trail(schema: Schema, path: Iterable[str | int]) -> Iterator[Schema]:
    """Yield every schema from the root to the one that holds the broken keyword."""
    here: Any = schema
    yield schema
    for part in path:
        try:
            here = schema["$defs"][here[part].removeprefix("#/$defs/")] if part == "$ref" else here[part]
        except (KeyError, IndexError, TypeError):
            return
        if isinstance(here, Mapping):
            yield here


def _rule(trail: list[Schema]) -> str | None:
    for schema in reversed(trail):
        if isinstance(rule := schema.get("x-touchline-rule"), str):
            return rule
    return None


def unknown_members(failure: Failure, shape: Schema) -> Iterator[Finding]:
    """Yield a finding for each member that the shape does not name; `failure.detail` lists them."""
    known = list(shape.get("properties", ()))
    for name in failure.detail:
        message = f"{quote(name)} is not a field here{did_you_mean(name, known)}"
        if message.endswith("here"):
            message += '; private fields go under "ext"'
        yield error("data.unknown", pointer((*failure.path, name)), message)


def _bad_names(failure: Failure, event: Mapping[str, Any], rule: str | None) -> Iterator[Finding]:
    if rule == "envelope.attribute.name":
        for name in event:
            if not _plain_attribute(name):
                message = f"{quote(name)}: attribute names are lower-case ASCII letters and digits"
                yield error(rule, pointer((name,)), message)
        return
    expected = "a reverse domain name such as com.example.shop" if rule == "data.ext" else "another form"
    yield error(rule or "data.names", pointer(failure.path), f"the name of a member here has to be {expected}")


def _plain_attribute(name: str) -> bool:
    return name == "data_base64" or (name != "" and set(name) <= ATTRIBUTE_LETTERS)


def missing(failure: Failure, trail: list[Schema], event: Mapping[str, Any]) -> Finding:
    """Return the finding of an absent member; `failure.path` leads to its holder, whose schema ends `trail`."""
    name = str(failure.detail)
    where = pointer(failure.path)
    if not failure.path:
        rule = "event.data" if name == "data" else f"envelope.{name}"
        return error(rule, where, f"{name} is missing{_misspelt(name, event, trail)}")
    rule = "identity.recipe" if name == "recipe" else "data.required"
    holder = value_at(event, failure.path)
    return error(rule, where, f"{name} is missing{_misspelt(name, holder, trail)}")


def _misspelt(name: str, holder: Any, trail: list[Schema]) -> str:
    """Return a hint at the member that was probably meant to be the missing one."""
    if not isinstance(holder, Mapping):
        return ""
    known = set(trail[-1].get("properties", ()))
    for other in holder:
        if other not in known and did_you_mean(str(other), [name]):
            return f"; found {quote(other)}, did you mean {name}?"
    return ""


def broken(failure: Failure, trail: list[Schema], event: Mapping[str, Any]) -> Finding:
    """Return the finding of a value that breaks a keyword; `trail`: the schemas on the way to it."""
    value = value_at(event, failure.path)
    rule = _rule(trail) or _plain_rule(failure)
    shown = quote(value) if _quotable(failure.path, trail, rule) else "the value"
    kind = _kind(value) if shown == "the value" else shown
    where = pointer(failure.path)
    is_time = rule == "time.timestamp" or (rule.startswith("envelope.") and rule.endswith("time"))
    if is_time and isinstance(value, str):
        suffix = ".naive" if times.is_naive(value) else ""
        return error(rule + suffix, where, f"{shown} {times.expectation(value)}")
    if failure.keyword == "type":
        expected = TIMESTAMP if is_time else EXPECTED.get(rule) or _kinds(failure.detail)
        return error(rule, where, f"expected {expected}, got {kind}")
    expected = EXPECTED.get(rule) or _form(rule, failure, trail, event)
    if expected:
        return error(rule, where, f"{shown}: expected {expected}")
    said = demand(failure)
    return error(rule, where, f"{shown} {said}" if said.startswith(("is ", "does ")) else f"{shown}: {said}")


def _form(rule: str, failure: Failure, trail: list[Schema], event: Mapping[str, Any]) -> str:
    """Return what a text that lacks the form of its place has to be; nothing where nobody has described it."""
    if failure.keyword != "pattern":
        return ""
    if rule == "envelope.dataschema" and (known := event_type(str(event.get("type")))) is not None:
        return f"{quote(known.dataschema)} for this type"
    return _in_short(trail[-1]) if rule == "data.value" else ""


def _in_short(scalar: Schema) -> str:
    """Return what a type of text is, as the vocabulary describes it; nothing where it does not."""
    said = str(scalar.get("description", "")).partition(".")[0]
    return said[:1].lower() + said[1:]


def _plain_rule(failure: Failure) -> str:
    """Return the rule of a place that has none of its own."""
    if failure.path == ("data",) and failure.keyword == "type":
        return "event.data"
    return "data.type" if failure.keyword == "type" else "data.value"


def _kind(value: Any) -> str:
    """Return what kind of value this is, where the value itself may not be shown."""
    names = {str: "text", bool: "a boolean", int: "an integer", float: "a number", list: "an array", dict: "an object"}
    return names.get(type(value), "null")


def _kinds(types: Any) -> str:
    return " or ".join(KINDS.get(each, str(each)) for each in (types if isinstance(types, list) else [types]))


def demand(failure: Failure) -> str:
    """Return what the keyword demands, in words."""
    limit = failure.detail
    words = {
        "minLength": f"expected at least {limit} characters" if limit != 1 else "is empty",
        "maxLength": f"at most {limit} characters are allowed",
        "minItems": f"expected at least {limit} entries" if limit != 1 else "is empty",
        "maxItems": f"at most {limit} entries are allowed",
        "maxProperties": f"at most {limit} members are allowed",
        "minimum": f"expected {limit} or more",
        "maximum": f"expected {limit} or less",
        "pattern": "does not have the form that is expected here",
        "not": "is not allowed here",
        "const": f"expected {quote(limit)}",
    }
    if failure.keyword == "enum" and isinstance(limit, list):
        return f"expected one of {', '.join(map(str, limit))}"
    return words.get(failure.keyword, f"breaks {failure.keyword}")


def _quotable(path: tuple[str | int, ...], trail: list[Schema], rule: str) -> bool:
    """Tell whether a message may show the value: never identifiers, free text, or what a contact field holds."""
    if len(path) == 1:
        return path[0] in QUOTABLE_ATTRIBUTES
    if rule.startswith("identity.") and rule not in {"identity.recipe", "identity.state"}:
        return False
    if "identities" in path or any(contact_name(str(part)) for part in path):
        return rule in {"identity.recipe", "identity.state"}
    declared = [schema["x-touchline-class"] for schema in trail if "x-touchline-class" in schema]
    return not declared or declared[-1] in QUOTABLE


def value_at(event: Any, path: Iterable[str | int]) -> Any:
    """Return the value a path leads to, or None."""
    for part in path:
        try:
            event = event[part]
        except (KeyError, IndexError, TypeError):
            return None
    return event
