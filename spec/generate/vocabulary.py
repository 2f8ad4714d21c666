"""The compact file that the package ships, and the same schemas written out for everybody else."""

from __future__ import annotations

from typing import Any

import schemas
from registry import Event, Registry


def vocabulary(registry: Registry) -> dict[str, Any]:
    """Return what `touchline_spec.published` reads."""
    groups = schemas.members(registry.groups.values())["properties"]
    return {
        "envelope": schemas.attributes(registry),
        "definitions": schemas.definitions(registry),
        "foreign": {
            "description": "What the event says; where it is an object, the named groups keep their meaning.",
            "properties": groups,
        },
        "types": {event.type: _entry(event, groups) for event in registry.events},
    }


def _entry(event: Event, groups: dict[str, Any]) -> dict[str, Any]:
    """Return one type; a group that means what it means everywhere is `true`, and stands once under `foreign`."""
    data = schemas.data(event)
    members = {name: schema == groups.get(name) or schema for name, schema in data["properties"].items()}
    return {
        "facts": {
            "version": event.version,
            "dataschema": event.dataschema,
            "brief": event.brief,
            "public": event.public,
            "priority": event.priority,
            "stability": event.stability,
        },
        "dataschema_pattern": schemas.dataschema_pattern(event),
        "data": {**data, "properties": members},
    }
