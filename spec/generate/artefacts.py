"""Every generated file with its text; nothing here touches the disk except to list what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vocabulary import vocabulary

from registry import Registry

# Folders (below spec/) that hold generated files and nothing else.
FOLDERS = ("touchline_spec/generated",)


def all_files(registry: Registry) -> dict[str, str]:
    """Return text by path below spec/."""
    return {
        "touchline_spec/generated/__init__.py": '"""Generated from spec/registry by `make generate`."""\n',
        "touchline_spec/generated/vocabulary.json": compact(vocabulary(registry)) + "\n",
    }


def present(spec: Path) -> Iterator[str]:
    """Yield the files that lie in the generated folders now."""
    for folder in FOLDERS:
        for path in sorted((spec / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path.relative_to(spec))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
