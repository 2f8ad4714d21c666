"""JSON Schema at run time: the one file that knows the schema engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema_rs


class SchemaError(ValueError):
    """A schema cannot be compiled; the message says why."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One keyword that an instance breaks.

    `path` leads to the value, `schema_path` to the keyword through every `$ref`, `detail` is what the
    keyword demands or, for required and additionalProperties, the names concerned.
    """

    keyword: str
    path: tuple[str | int, ...]
    schema_path: tuple[str | int, ...]
    detail: Any


class Engine:
    """One compiled schema. `is_valid` is the engine's own bound method: the hot path pays for no wrapper."""

    __slots__ = ("_compiled", "is_valid", "schema")

    def __init__(self, schema: dict[str, Any]) -> None:
        """Compile; raise SchemaError where the schema is wrong, needs the network, or has patterns without a bound."""
        self.schema = schema
        try:
            # Linear-time patterns only (no look-around, no back-references): no input can make one slow.
            self._compiled = jsonschema_rs.Draft202012Validator(
                schema, pattern_options=jsonschema_rs.RegexOptions(), validate_formats=False, offline=True
            )
        except (ValueError, jsonschema_rs.ReferencingError) as failure:
            raise SchemaError(str(failure).splitlines()[0]) from failure
        self.is_valid: Callable[[Any], bool] = self._compiled.is_valid

    def failures(self, instance: Any) -> Iterator[Failure]:
        """Yield every broken keyword, in no promised order."""
        try:
            for found in self._compiled.iter_errors(instance):
                yield _failure(found)
        except ValueError as failure:  # the instance is no JSON value at all
            yield Failure("type", (), ("type",), str(failure))


def _failure(found: jsonschema_rs.ValidationError) -> Failure:
    kind = found.kind
    return Failure(kind.name, tuple(found.instance_path), tuple(found.evaluation_path), _detail(kind))


def _detail(kind: jsonschema_rs.ValidationErrorKind) -> Any:
    """Return what the keyword demands; alternatives name no single demand."""
    for field in ("property", "unexpected", "types", "options", "limit", "pattern", "expected_value"):
        if hasattr(kind, field):
            return getattr(kind, field)
    return None


def accepts_all_of(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Tell whether the new schema provably accepts every value that the old one accepts."""
    try:
        wider, narrower = (jsonschema_rs.canonicalize(schema) for schema in (new, old))
        return bool(wider.covers(narrower) == jsonschema_rs.canonical.Containment.YES)
    except (ValueError, jsonschema_rs.ReferencingError):
        return False
