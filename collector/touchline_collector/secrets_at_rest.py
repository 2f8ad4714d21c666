"""Secrets that lie where every user of the machine can read them: the configuration itself, or a file it names."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from touchline_collector.config import KeyTable
from touchline_collector.errors import MissingExtra
from touchline_collector.sinks import registry
from touchline_collector.sinks.options import describe
from touchline_collector.substitution import references


def exposed(path: Path) -> list[str]:
    """One sentence for each secret of a configuration that was read before, with the file's name and what to do."""
    said = {}
    for where, text in _secrets(tomllib.loads(path.read_text())):
        for file in _files(text, path):
            if file.stat().st_mode & stat.S_IROTH:
                said[file] = (
                    f"every user of this machine can read {file}, which holds a secret of {where}; chmod o-r it"
                )
    return list(said.values())


def _files(text: str, path: Path) -> Iterator[Path]:
    """Where a secret rests: in the files that it refers to, else in the configuration; the environment is no file."""
    found = list(references(text))
    for reference in found:
        if reference.startswith("file:"):
            yield path.parent / reference.removeprefix("file:")
    if not found:
        yield path


def _secrets(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in table.get("keys", ()):
        yield from _of(key, KeyTable, f"key {key['name']}")
    for sink in table.get("sinks", ()):
        try:
            options = registry.load(sink["kind"]).Options
        except MissingExtra:
            continue
        yield from _of(sink, options, f"sink {sink['name']}")


def _of(table: Mapping[str, Any], cls: type, where: str) -> Iterator[tuple[str, str]]:
    for one in describe(cls):
        value = table.get(one.name) if one.secret else None
        for text in _texts(value):
            if one.name != "url" or "@" in text or "${" in text:  # an address alone is no secret
                yield where, text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, list):
        yield from (text for text in value if isinstance(text, str))
