"""The OpenAPI description of the HTTP interface, made from the limits in force."""

from __future__ import annotations

from typing import Any

from touchline_collector.intake.decode import TAKEN
from touchline_collector.intake.limits import Limits
from touchline_collector.server import orders


def document(limits: Limits) -> dict[str, Any]:
    """OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Touchline collector",
            "version": "1",
            "description": (
                "Takes touchpoint events (CloudEvents 1.0) and answers, after they are synced to disk, one verdict for "
                f"each. Limits: {limits.event_bytes} bytes an event, {limits.events} events, {limits.wire_bytes} "
                f"bytes on the wire, {limits.inflated_bytes} inflated."
            ),
        },
        "security": [{}, {"bearer": []}, {"query": []}],
        "paths": {
            "/v1/events": {
                "post": _sending("Send touchpoint events", "What became of the events"),
                "options": _PREFLIGHT,
            },
            "/v1/validate": {
                "post": _sending("Ask what would be answered; nothing is kept", "What would become"),
                "options": _PREFLIGHT,
            },
            "/v1/cloudevents": {
                "post": _sending("Send foreign CloudEvents; a missing time becomes the arrival", "What became"),
                "options": _HANDSHAKE,
            },
            "/v1/handoff": {"post": _object_post("Issue a hand-off reference", _HANDOFF, "201", _ISSUED)},
            "/v1/handoff/redeem": {"post": _object_post("Redeem one, once", _REFERENCE, "200", _REDEEMED)},
            "/v1/presence/filter": {
                "get": {
                    "summary": "Which tokens of a window may be members', for store boxes",
                    "parameters": [
                        {
                            "name": "window",
                            "in": "query",
                            "required": True,
                            "schema": {"type": "integer", "minimum": 0},
                            "description": "unix time / 900, from one before the present one to sixteen ahead",
                        }
                    ],
                    "responses": {
                        "200": {
                            "description": "A membership filter (touchline_spec.membership)",
                            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                        },
                        "default": _PROBLEM,
                    },
                }
            },
            "/livez": {"get": _text("The process answers")},
            "/readyz": {"get": _text("Events are taken")},
            "/metrics": {"get": _text("Prometheus metrics")},
            "/schemas/{name}/{version}": {
                "get": {
                    "summary": "The JSON Schema of an event type",
                    "parameters": [_path("name", "order.placed"), _path("version", "1.0")],
                    "responses": {
                        "200": {
                            "description": "The schema",
                            "content": {"application/schema+json": {"schema": {"type": "object"}}},
                        },
                        "default": _PROBLEM,
                    },
                }
            },
            "/openapi.json": {"get": {"summary": "This description", "responses": {"200": _JSON, "default": _PROBLEM}}},
            **orders.paths(_PROBLEM),
        },
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "query": {"type": "apiKey", "in": "query", "name": "key", "description": "public keys only"},
            },
            "schemas": {"Verdicts": _VERDICTS, "Problem": _PROBLEM_SCHEMA, "Event": {"type": "object"}},
        },
    }


_VERDICTS: dict[str, Any] = {
    "type": "object",
    "required": ["accepted", "results"],
    "additionalProperties": False,
    "properties": {
        "accepted": {"type": "integer", "minimum": 0, "description": "plainly accepted, not listed"},
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["index", "id", "status", "findings"],
                "properties": {
                    "index": {"type": "integer", "minimum": 0},
                    "id": {"type": ["string", "null"]},
                    "status": {"enum": ["accepted", "duplicate", "rejected", "suppressed", "retry"]},
                    "findings": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["level", "rule", "pointer", "message"],
                            "properties": {
                                "level": {"enum": ["error", "warning", "info"]},
                                "rule": {"type": "string"},
                                "pointer": {"type": "string"},
                                "message": {"type": "string"},
                            },
                        },
                    },
                },
            },
        },
    },
}

_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}

_PROBLEM: dict[str, Any] = {
    "description": "The request as a whole is refused (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}

_HANDOFF: dict[str, Any] = {
    "type": "object",
    "properties": {
        "form": {"enum": ["voice", "token"], "default": "voice"},
        "seconds": {"type": "integer", "minimum": 1, "maximum": 7776000, "default": 900},
    },
}
_ISSUED: dict[str, Any] = {"type": "object", "required": ["reference", "handoff_id", "expires"]}
_REFERENCE: dict[str, Any] = {
    "type": "object",
    "required": ["reference"],
    "properties": {"reference": {"type": "string", "minLength": 1}},
}
_REDEEMED: dict[str, Any] = {"type": "object", "required": ["handoff_id"]}


_JSON: dict[str, Any] = {
    "description": "OpenAPI 3.1",
    "content": {"application/json": {"schema": {"type": "object"}}},
}


def _verdicts(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Verdicts"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _sending(summary: str, description: str) -> dict[str, Any]:
    event = {"$ref": "#/components/schemas/Event"}
    schema = {"oneOf": [event, {"type": "array", "items": event, "maxItems": 1000}]}
    content = {kind: {"schema": {"type": "string"} if kind in _TEXTS else schema} for kind in TAKEN}
    refused = _verdicts("Every event was rejected, or a problem with the whole request")
    refused["content"] |= _PROBLEM["content"]
    return {
        "summary": summary,
        "parameters": [
            {"name": "results", "in": "query", "schema": {"enum": ["all"]}, "description": "list every event"},
            {"name": "sent", "in": "query", "schema": {"type": "string"}, "description": "Touchline-Sent-Time"},
            {"name": "Touchline-Sent-Time", "in": "header", "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": content},
        "responses": {"202": _verdicts(description), "400": refused, "default": _PROBLEM},
    }


_TEXTS = frozenset({"application/x-ndjson", "text/plain"})


def _object_post(summary: str, schema: dict[str, Any], status: str, answer: dict[str, Any]) -> dict[str, Any]:
    done = {"description": "Done", "content": {"application/json": {"schema": answer}}}
    return {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {status: done, "default": _PROBLEM},
    }


def _text(summary: str) -> dict[str, Any]:
    plain = {"description": summary, "content": {"text/plain": {"schema": {"type": "string"}}}}
    return {"summary": summary, "responses": {"200": plain, "503": plain, "default": _PROBLEM}}


def _path(name: str, example: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": example}


_PREFLIGHT: dict[str, Any] = {
    "summary": "The preflight of a browser",
    "security": [{}],
    "responses": {"204": {"description": "What a page of this origin may send"}, "default": _PROBLEM},
}

_HANDSHAKE: dict[str, Any] = {
    "summary": "CloudEvents webhook handshake, or the preflight of a browser",
    "responses": {
        "200": {"description": "The sender may deliver"},
        "204": {"description": "Preflight"},
        "default": _PROBLEM,
    },
}
