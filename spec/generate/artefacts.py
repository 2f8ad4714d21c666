"""Every generated file with its text; nothing here touches the disk except to list what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import acceptors
import docs
import mapping_pages
import models
import normative
from vocabulary import vocabulary

import conformance
import mappings
from registry import Registry
from touchline_spec import published

PACKAGE = "spec/touchline_spec/generated"
SCHEMAS = "spec/schemas"
PAGES = "docs/spec/vocabulary"
MAPPINGS = "spec/mappings"
MAPPING_PAGES = "docs/spec/mappings"
# Folders that hold generated files and nothing else; what the registry no longer makes is removed from them.
KIT = "spec/conformance"
FOLDERS = (PACKAGE, SCHEMAS, PAGES, MAPPINGS, MAPPING_PAGES)


def all_files(registry: Registry, folder: Path) -> dict[str, str]:
    """Return text by path below the repository's root."""
    known = vocabulary(registry)
    made = {f"{PACKAGE}/{name}.py": text for name, text in models.modules(registry).items()}
    made |= {f"{PACKAGE}/{name}.py": text for name, text in acceptors.modules(known).items()}
    made |= {f"{PAGES}/{name}": text for name, text in docs.pages(registry).items()}
    for event in registry.events:
        for mode in ("open", "strict"):
            schema = published.schema_of(event.type, mode, known)
            made[f"{SCHEMAS}/{mode}/{event.type}.json"] = lined(schema)
    made[f"{SCHEMAS}/open/foreign.json"] = lined(published.foreign_schema(known=known))
    made |= {
        f"{SCHEMAS}/shapes/{name}.json": lined(published.shape(name, "open", known)) for name in known["definitions"]
    }
    made |= _mappings(registry)
    made |= {f"{KIT}/{name}": text for name, text in conformance.kit(registry, folder).items()}
    document = "spec/README.md"
    made[document] = normative.filled(registry, folder, (folder.parents[1] / document).read_text("utf-8"))
    return made | {
        f"{PACKAGE}/__init__.py": '"""Generated from spec/registry by `make generate`."""\n',
        f"{PACKAGE}/vocabulary.json": compact(known) + "\n",
        f"{PACKAGE}/events_index.json": readable(models.index(registry)),
        "spec/touchline_spec/events.pyi": models.stub(registry),
    }


def _mappings(registry: Registry) -> dict[str, str]:
    mapped = [mappings.mapping(registry, vendor) for vendor in registry.vendors]
    pages = {f"{each['vendor']}.md": mapping_pages.page(each) for each in mapped} | {
        "README.md": mapping_pages.index(mapped)
    }
    made = {f"{MAPPING_PAGES}/{name}": docs.NOTE + text.rstrip() + "\n" for name, text in pages.items()}
    return made | {f"{MAPPINGS}/{each['vendor']}.json": rows(each) for each in mapped}


def present(root: Path) -> Iterator[str]:
    """Yield the files that lie in the generated folders now."""
    yield from (path.relative_to(root).as_posix() for path in (root / KIT).rglob("cases.json"))
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix()


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lined(schema: Mapping[str, Any]) -> str:
    """Return a schema with one line for each member of its objects' first two levels: short, and good to compare."""
    parts = []
    for name, value in schema.items():
        if isinstance(value, dict) and name in {"properties", "$defs"}:
            inner = ",\n".join(f"  {json.dumps(key)}: {compact(entry)}" for key, entry in value.items())
            parts.append(f" {json.dumps(name)}: {{\n{inner}\n }}")
        else:
            parts.append(f" {json.dumps(name)}: {compact(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def rows(mapped: Mapping[str, Any]) -> str:
    """Return a mapping with one line for each name or property: short, and good to compare."""
    parts = []
    for name, value in mapped.items():
        if isinstance(value, dict) and value:
            inner = ",\n".join(f"  {json.dumps(key)}: {_entries(entry)}" for key, entry in value.items())
            parts.append(f" {json.dumps(name)}: {{\n{inner}\n }}")
        else:
            parts.append(f" {json.dumps(name)}: {_entries(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _entries(value: Any) -> str:
    if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"   {compact(each)}" for each in value) + "\n  ]"
    return compact(value)


def readable(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
