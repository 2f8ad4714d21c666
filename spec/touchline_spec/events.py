"""Typed events: one class per event type, such as `events.OrderPlaced`; each loads when it is first used."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from touchline_spec.jsontext import loads


@cache
def _index() -> dict[str, str]:
    found: dict[str, str] = loads((files("touchline_spec") / "generated" / "events_index.json").read_bytes())
    return found


def __getattr__(name: str) -> Any:
    """Return an event class, or the base class EventModel."""
    if name == "EventModel":
        return import_module("touchline_spec.modelling").EventModel
    if name.startswith("_") or name not in _index():
        raise AttributeError(f"module {__name__!r} has no event {name!r}{_hint(name)}")
    value = getattr(import_module(f"touchline_spec.generated.{_index()[name]}"), name)
    globals()[name] = value
    return value


def _hint(name: str) -> str:
    if name.startswith("_"):
        return ""
    from touchline_spec.suggestion import did_you_mean  # noqa: PLC0415  # loads difflib, which only a mistake needs

    return did_you_mean(name, _index())


def __dir__() -> list[str]:
    return sorted([*_index(), "EventModel"])
