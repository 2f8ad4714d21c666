"""The registry and its generator, which are scripts beside the packages and no package themselves."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "spec/registry"


@cache
def module(name: str) -> ModuleType:
    """Return a module of the generator by the name its siblings import it by."""
    folder = str(ROOT / "spec/generate")
    sys.path.insert(0, folder)
    try:
        return __import__(name)
    finally:
        sys.path.remove(folder)


@cache
def registry() -> Any:
    """Return the registry as the generator reads it."""
    return module("registry").load(REGISTRY)


def event(name: str) -> Any:
    return registry().event(name)


class Draft:
    """A copy of the registry that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "registry"
        shutil.copytree(REGISTRY, self.folder)

    def read(self, path: str) -> Any:
        return yaml.safe_load((self.folder / path).read_text("utf-8"))

    def write(self, path: str, content: Any) -> None:
        (self.folder / path).write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")

    def load(self) -> Any:
        return module("registry").load(self.folder)

    def mapping(self, vendor: str) -> dict[str, Any]:
        known = self.load()
        chosen = next(each for each in known.vendors if each.name == vendor)
        mapped: dict[str, Any] = module("mappings").mapping(known, chosen)
        return mapped
