"""Reads a sink's part of the configuration into its frozen dataclass, with errors that name the setting.

A sink declares its settings as a dataclass; each field's type, default and `metadata["doc"]` are all there is to say,
so the reader, the editors' JSON Schema and the docs test work from the same lines.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from touchline_collector.complaints import Complaints
from touchline_collector.errors import ConfigError
from touchline_collector.forms import Form

T = TypeVar("T")

_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false", Path: "a path"}


# Whole numbers end where SQLite's do. No duration, rate or size that is a fraction comes near a thousand million (as
# seconds thirty years); timers and calendars overflow somewhere beyond.
_MOST: Mapping[type, float] = {int: 2**63 - 1, float: 1e9}

# A number that came through ${NAME} is text by then, and so are true and false.
_NUMERALS = {int: re.compile(r"[0-9]{1,19}\Z"), float: re.compile(r"[0-9]{1,19}(\.[0-9]{1,19})?\Z")}
_TRUTHS = {"true": True, "false": False}


def option(
    doc: str,
    default: Any = MISSING,
    *,
    least: float | None = None,
    most: float | None = None,
    form: Form | None = None,
    secret: bool = False,
    empty: bool = False,
) -> Any:
    """A setting: one line for people, its default, its bounds, the form of its texts, whether it must never be shown.

    Texts must not be empty, but where the default is or `empty` says that it means something.
    """
    empty = empty or default == ""
    metadata = {"doc": doc, "least": least, "most": most, "form": form, "secret": secret, "empty": empty}
    if isinstance(default, (list, dict)):
        return field(default_factory=lambda: type(default)(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def read(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """`cls` from a TOML table; raises ConfigError: `where`, each wrong setting, its value and what was expected."""
    wrong = Complaints()
    hints = typing.get_type_hints(cls)
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for name in [name for name in table if name not in fields]:
        close = get_close_matches(name, fields, n=1)
        hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(fields)}"
        wrong.add(f"{where}: there is no setting {name}{hint}")
    for name, spec in fields.items():
        if name not in table and spec.default is MISSING and spec.default_factory is MISSING:
            wrong.add(f"{where}: {name} is missing: {spec.metadata.get('doc', 'it is required')}")
    values = {}
    for name in [name for name in table if name in fields]:
        with wrong.gathering():
            values[name] = _value(hints[name], table[name], f"{where}: {name}", fields[name])
    wrong.raise_any()
    return cls(**values)


def amended(settings: T, changes: Mapping[str, Any], where: Callable[[str], str]) -> T:
    """The settings with some of them changed, checked as if they had been read; `where` names one of them."""
    hints = typing.get_type_hints(type(settings))
    fields = {f.name: f for f in dataclasses.fields(settings)}  # type: ignore[arg-type]
    checked = {name: _value(hints[name], value, where(name), fields[name]) for name, value in changes.items()}
    return dataclasses.replace(settings, **checked)  # type: ignore[type-var]


def _value(hint: Any, value: Any, where: str, spec: dataclasses.Field[Any]) -> Any:
    shown = "that value" if spec.metadata.get("secret") else repr(value)
    converted = _convert(hint, value)
    if converted is MISSING:
        raise ConfigError(f"{where} must be {expectation(hint)}, not {shown}")
    fault = _out_of_bounds(converted, spec) or _misformed(converted, spec)
    if fault:
        raise ConfigError(f"{where} must {fault}, not {shown}")
    return converted


def _out_of_bounds(value: Any, spec: dataclasses.Field[Any]) -> str | None:
    """What a number must be that is too small or too large."""
    if type(value) not in _MOST:
        return None
    least, most = spec.metadata.get("least"), spec.metadata.get("most")
    most = _MOST[type(value)] if most is None else most
    if least is not None and value < least:
        return f"be at least {least}"
    return f"be at most {most}" if value > most else None


def _misformed(value: Any, spec: dataclasses.Field[Any]) -> str | None:
    """What the texts must be of which one is not."""
    texts = value if isinstance(value, tuple) else (value,)
    form: Form | None = spec.metadata.get("form")
    for text in texts:
        if isinstance(text, str) and not text and not spec.metadata.get("empty"):
            return "not hold an empty text" if texts is value else "not be empty"
        if isinstance(text, str) and form is not None and not form.fits(text):
            return f"{'hold only' if texts is value else 'be'} {form.words}"
    return None


def _convert(hint: Any, value: Any) -> Any:  # noqa: PLR0911 - one return per shape of setting
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        found = (_convert(a, value) for a in arguments if a is not type(None))
        return next((v for v in found if v is not MISSING), MISSING)
    if origin is tuple:
        items = [_convert(arguments[0], item) for item in value] if isinstance(value, list) else [MISSING]
        return MISSING if MISSING in items else tuple(items)
    if origin is dict:
        fine = isinstance(value, dict) and all(isinstance(v, arguments[1]) for v in value.values())
        return dict(value) if fine else MISSING
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next((member for member in hint if member.value == value), MISSING)
    if hint is Path:
        return Path(value) if isinstance(value, str) and value and "\0" not in value else MISSING
    if hint in _NUMERALS:
        return _number(hint, value)
    if hint is bool and isinstance(value, str):
        return _TRUTHS.get(value, MISSING)
    return value if type(value) is hint else MISSING


def _number(hint: type[float], value: Any) -> Any:
    if isinstance(value, str):
        return hint(value) if _NUMERALS[hint].match(value) else MISSING
    if type(value) is int:  # TOML writes whole numbers of any length
        return hint(value) if abs(value) < 10**300 else MISSING
    return value if type(value) is hint and math.isfinite(value) else MISSING


def expectation(hint: Any) -> str:
    """What a setting of this type takes, in words."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(expectation(a) for a in arguments if a is not type(None))
    if origin is tuple:
        return f"a list, each {expectation(arguments[0])}"
    if origin is dict:
        return "a table of strings"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f'"{member.value}"' for member in hint)
    return _NAMES.get(hint, str(hint))


@dataclass(frozen=True, slots=True)
class Described:
    """One setting, for docs and schema."""

    name: str
    expects: str
    default: Any
    doc: str
    required: bool
    secret: bool
    least: float | None = None
    most: float | None = None
    form: Form | None = None
    empty: bool | None = None


def describe(cls: type) -> list[Described]:
    """Every setting of a configuration class, in order."""
    hints = typing.get_type_hints(cls)
    return [
        Described(
            f.name,
            expectation(hints[f.name]),
            None if f.default is MISSING else f.default,
            f.metadata.get("doc", ""),
            f.default is MISSING and f.default_factory is MISSING,
            bool(f.metadata.get("secret")),
            *(f.metadata.get(name) for name in ("least", "most", "form", "empty")),
        )
        for f in dataclasses.fields(cls)
    ]
