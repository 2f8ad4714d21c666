"""The Touchline event specification: validation, typed events, identity recipes and token codecs.

Importing this is light: models, schemas and their engines load when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from touchline_spec.custom import CustomTypeError, CustomTypes
    from touchline_spec.findings import Finding, is_rejected
    from touchline_spec.published import EventType, event_type, event_types, schema_of
    from touchline_spec.redaction import redact
    from touchline_spec.validator import Checked, Validator, validate

__all__ = [
    "Checked",
    "CustomTypeError",
    "CustomTypes",
    "EventType",
    "Finding",
    "Validator",
    "event_type",
    "event_types",
    "is_rejected",
    "redact",
    "schema_of",
    "validate",
]

_HOMES = {
    "Checked": "validator",
    "CustomTypeError": "custom",
    "CustomTypes": "custom",
    "EventType": "published",
    "Finding": "findings",
    "Validator": "validator",
    "event_type": "published",
    "event_types": "published",
    "is_rejected": "findings",
    "redact": "redaction",
    "schema_of": "published",
    "validate": "validator",
}


def __getattr__(name: str) -> Any:
    """Load the module that holds a public name when the name is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
