"""Strict mode, for development and tests: an event that the standard would refuse raises where it is tracked."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from touchline.envelope import Line
from touchline.errors import EventError
from touchline.loading import load


def check(line: Line, schemas: str | None = None) -> None:
    """Raise `EventError` with every finding of level error. `schemas`: a folder of third-party types."""
    if line.replaced:
        raise EventError(_text(line.replaced), line.replaced)
    specification, raw, now = validator(schemas), line.raw[:-1], datetime.now(UTC)
    if specification.accept(raw, now=now) is not None:
        return
    errors = [finding for finding in specification.check_bytes(raw, now=now).findings if finding.level == "error"]
    if errors:
        raise EventError(_text(errors), errors)


def _text(findings: Any) -> str:
    return "; ".join(f"{finding.pointer or '/'}: {finding.message} [{finding.rule}]" for finding in findings)


@cache
def validator(schemas: str | None) -> Any:
    """Return the validator with the types of a folder; raise `ValueError` naming a schema that cannot be used."""
    module = load("touchline_spec.validator")  # loads the schemas
    return module.Validator("strict", module.CustomTypes.load(schemas) if schemas else None)
