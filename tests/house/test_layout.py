"""The shape of the project, held by the parse tree rather than by memory."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "touchline": ROOT / "sdk/touchline",
    "touchline_spec": ROOT / "spec/touchline_spec",
    "touchline_collector": ROOT / "collector/touchline_collector",
    "touchline_beacon": ROOT / "beacon_agent/touchline_beacon",
}
# Libraries whose types are the language of several files; each with its reason.
SHARED: dict[tuple[str, str], str] = {}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


def foreign(package: Path) -> dict[str, set[str]]:
    """Which file of the package imports which foreign library."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in package.rglob("*.py"):
        for name in imported(ast.parse(file.read_text())):
            if name not in PACKAGES and name not in sys.stdlib_module_names:
                found[name].add(str(file.relative_to(package)))
    return found


@pytest.mark.parametrize("name", PACKAGES)
def test_a_foreign_library_is_imported_in_one_file_per_package(name: str) -> None:
    """One file knows each foreign library, and translates its errors."""
    spread = {
        library: files
        for library, files in foreign(PACKAGES[name]).items()
        if len(files) > 1 and (name, library) not in SHARED
    }
    assert not spread


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_is_typed(name: str) -> None:
    """Type checkers of our users read our annotations."""
    assert (PACKAGES[name] / "py.typed").exists()


@pytest.mark.parametrize("name", PACKAGES)
def test_no_file_is_called_for_what_it_is_not(name: str) -> None:
    """A file is named for its one noun; `utils` names none."""
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [f for f in PACKAGES[name].rglob("*.py") if f.stem in vague]
