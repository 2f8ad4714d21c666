"""The OpenAPI description of `/v1/admin/...`: what an operator's orders take. What they do stands in `admin`."""

from __future__ import annotations

from typing import Any

_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_AFTER = _NUMBER | {"default": 0, "description": "list from the number after this one"}
_NUMBERS: dict[str, Any] = {"type": "array", "items": _NUMBER}
_IDENTITY: dict[str, Any] = {"type": "string", "pattern": "^[^:]+:.+", "examples": ["user:u-1"]}
_EVENT: dict[str, Any] = {"type": "object"}


def paths(problem: dict[str, Any]) -> dict[str, Any]:
    """By path; `problem` describes every answer but 200."""
    return {f"/v1/admin/{name}": {"post": _order(*told, problem)} for name, told in _ORDERS.items()}


def _order(summary: str, schema: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    done = {"description": "Done", "content": {"application/json": {"schema": {"type": "object"}}}}
    return {
        "summary": summary,
        "description": "With an admin key, or the token that a collector leaves in its data folder.",
        "security": [{"bearer": []}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": done, "default": problem},
    }


def _doing(default: str, others: list[str], **members: dict[str, Any]) -> dict[str, Any]:
    do = {"enum": [default, *others], "default": default}
    return {"type": "object", "properties": {"do": do, **members}}


def _needing(**members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(members), "properties": members}


_ORDERS: dict[str, tuple[str, dict[str, Any]]] = {
    "erase": (
        "Remove the events of these identities everywhere; the receipt",
        _needing(identities={"type": "array", "minItems": 1, "items": _IDENTITY}),
    ),
    "seen-with": ("Identities seen in one event with this one; erases nothing", _needing(identity=_IDENTITY)),
    "sinks": (
        "The books of every sink; pause, resume or forget one",
        _doing("list", ["pause", "resume", "forget"], name={"type": "string", "minLength": 1}),
    ),
    "rejects": (
        "Refused events: list, show or repair one, replay some, repaired or as they are",
        _doing(
            "list",
            ["show", "repair", "replay"],
            after=_AFTER,
            number=_NUMBER,
            numbers=_NUMBERS,
            event=_EVENT,
            repaired={"type": "object", "additionalProperties": _EVENT, "description": "event by number"},
        ),
    ),
    "dead": (
        "Events that a sink refused for good: list, show or repair one, replay some to their own sink",
        _doing(
            "list",
            ["show", "repair", "replay"],
            after=_AFTER,
            sink={"type": "string"},
            number=_NUMBER,
            numbers=_NUMBERS,
            event=_EVENT,
        ),
    ),
    "members": (
        "Whose phones are recognised: count, add, remove",
        _doing("count", ["add", "remove"], programme={"type": "object"}, loyalty={"type": "string", "minLength": 1}),
    ),
}
