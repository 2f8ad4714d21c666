"""What stands in a configuration for a value: `${NAME}`, `${NAME:-text}`, `${file:PATH}`; `$${` is `${` itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from touchline_collector.complaints import Complaints
from touchline_collector.errors import ConfigError

_REFERENCE = re.compile(r"\$\$\{|\$\{([^}]*)\}")


def substituted(table: Mapping[str, Any], env: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """`table` with every reference in its strings replaced; raises ConfigError naming each setting and variable.

    Files are looked for in `folder`.
    """
    wrong = Complaints()
    found: dict[str, Any] = _filled(table, env, folder, "", wrong)
    wrong.raise_any()
    return found


def references(text: str) -> list[str]:
    """What a string refers to instead of saying it: names of the environment, `file:PATH`."""
    return [match[1] for match in _REFERENCE.finditer(text) if match[1] is not None]


def _filled(value: Any, env: Mapping[str, str], folder: Path, where: str, wrong: Complaints) -> Any:
    if isinstance(value, str):
        with wrong.gathering():
            return _REFERENCE.sub(lambda match: _resolved(match[1], env, folder, where), value)
        return value
    if isinstance(value, Mapping):
        return {name: _filled(one, env, folder, f"{where}.{name}".lstrip("."), wrong) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, env, folder, f"{where}[{number}]", wrong) for number, one in enumerate(value, 1)]
    return value


def _resolved(reference: str | None, env: Mapping[str, str], folder: Path, where: str) -> str:
    if reference is None:
        return "${"
    if reference.startswith("file:"):
        path = folder / reference.removeprefix("file:")
        try:
            return path.read_text().rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{where}: cannot read {path}: {getattr(error, 'strerror', error)}") from error
    name, has_default, default = reference.partition(":-")
    if name in env:
        return env[name]
    if has_default:
        return default
    raise ConfigError(f"{where}: the environment variable {name} is not set")
