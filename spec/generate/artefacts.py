"""Every generated file with its text; nothing here touches the disk except to list what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import models
from vocabulary import vocabulary

from registry import Registry

# Folders (below spec/) that hold generated files and nothing else.
PACKAGE = "touchline_spec/generated"
FOLDERS = (PACKAGE,)


def all_files(registry: Registry) -> dict[str, str]:
    """Return text by path below spec/."""
    made = {f"{PACKAGE}/{name}.py": text for name, text in models.modules(registry).items()}
    made[f"{PACKAGE}/events_index.json"] = json.dumps(models.index(registry), indent=1) + "\n"
    made["touchline_spec/events.pyi"] = models.stub(registry)
    return made | {
        f"{PACKAGE}/__init__.py": '"""Generated from spec/registry by `make generate`."""\n',
        f"{PACKAGE}/vocabulary.json": compact(vocabulary(registry)) + "\n",
    }


def present(spec: Path) -> Iterator[str]:
    """Yield the files that lie in the generated folders now."""
    for folder in FOLDERS:
        for path in sorted((spec / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path.relative_to(spec))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
