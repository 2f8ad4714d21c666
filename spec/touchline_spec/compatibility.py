"""What a change of the vocabulary means for those who rely on it: patch, minor or major.

Within a major version every event that was valid stays valid, and every vector ever published keeps its verdict where
that was "valid". The judgement is made on the schemas themselves: a new schema that accepts everything the old one
accepted is no break. Where the engine cannot prove that, the change counts as a break until somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from touchline_spec.engine import accepts_all_of
from touchline_spec.published import Schema, classes, schema_of

Bump = Literal["none", "patch", "minor", "major"]
ORDER: tuple[Bump, ...] = ("none", "patch", "minor", "major")

# What says something to people and nothing to a validator.
ANNOTATIONS = frozenset({"description", "title", "examples", "$id", "deprecated"})
CLASSES = ("operational", "contextual", "pseudonymous", "personal")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two vocabularies, what it calls for, and why."""

    type: str
    bump: Bump
    reason: str


def changes(old: Schema, new: Schema) -> list[Change]:
    """Return every difference between two vocabularies (in the form of `published.vocabulary`), by event type."""
    found = []
    for name in sorted(old["types"].keys() | new["types"].keys()):
        if name not in new["types"]:
            found.append(Change(name, "major", "the type was removed"))
        elif name not in old["types"]:
            found.append(Change(name, "minor", "the type is new"))
        else:
            found.extend(_of_type(name, old, new))
    return found


def needed(found: list[Change]) -> Bump:
    """Return the largest bump that any of the changes calls for."""
    return max((change.bump for change in found), key=ORDER.index, default="none")


def declared(old: str, new: str) -> Bump:
    """Return the bump between two versions "major.minor"; the same version declares a patch at most."""
    before, after = ([int(part) for part in version.split(".")] for version in (old, new))
    if after[0] != before[0]:
        return "major"
    return "minor" if after[1] > before[1] else "patch"


def undeclared(old: Schema, new: Schema) -> list[Change]:
    """Return the changes of types that call for more than their version declares."""
    return [
        change
        for change in changes(old, new)
        if change.type in old["types"] and ORDER.index(change.bump) > ORDER.index(_declared_of(change.type, old, new))
    ]


def _declared_of(name: str, old: Schema, new: Schema) -> Bump:
    if name not in new["types"]:
        return "none"
    return declared(old["types"][name]["facts"]["version"], new["types"][name]["facts"]["version"])


def _of_type(name: str, old: Schema, new: Schema) -> Iterator[Change]:
    # The strict schemas: what a producer was allowed to send. To the open ones a new member is always a narrowing,
    # because they accept anything under its name.
    before, after = schema_of(name, "strict", old), schema_of(name, "strict", new)
    facts = [_meaning(schema) for schema in (before, after)]
    if facts[0] == facts[1] and before != after:
        yield Change(name, "patch", "only words changed")
    elif facts[0] != facts[1] and accepts_all_of(facts[1], facts[0]):
        yield Change(name, "minor", "more is accepted, or more is known")
    elif facts[0] != facts[1]:
        yield Change(name, "major", _narrowed(before, after))
    yield from _exposed(name, before, after)
    yield from _promises(name, old["types"][name]["facts"], new["types"][name]["facts"])


def _promises(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Yield what changed beside the schema: who may send the type."""
    if before["public"] and not after["public"]:
        yield Change(name, "major", "browsers may no longer send it")


def _exposed(name: str, before: Schema, after: Schema) -> Iterator[Change]:
    """Yield fields that are less protected than they were: whoever relied on it did so for other people's sake."""
    old, new = (dict(classes(schema["properties"]["data"], schema["$defs"])) for schema in (before, after))
    for path in sorted(old.keys() & new.keys()):
        if CLASSES.index(new[path]) < CLASSES.index(old[path]):
            yield Change(name, "major", f"{path} was {old[path]} and is {new[path]}")


def _narrowed(before: Schema, after: Schema) -> str:
    old, new = before["properties"]["data"], after["properties"]["data"]
    if added := sorted(set(new.get("required", ())) - set(old.get("required", ()))):
        return f"{', '.join(added)} became required"
    if gone := sorted(set(old["properties"]) - set(new["properties"])):
        return f"{', '.join(gone)} is no longer known"
    return "something that was valid is no longer, or that cannot be ruled out"


def _meaning(schema: Any) -> Any:
    """Return the schema without what only people read."""
    if isinstance(schema, dict):
        return {
            name: _members(value) if name in {"properties", "$defs"} else _meaning(value)
            for name, value in schema.items()
            if name not in ANNOTATIONS and not name.startswith("x-touchline-")
        }
    return [_meaning(member) for member in schema] if isinstance(schema, list) else schema


def _members(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Members may be called `title` or `description` without being annotations."""
    return {name: {} if name == "dataschema" else _meaning(schema) for name, schema in schemas.items()}
