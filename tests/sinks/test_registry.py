"""The kinds of sink, and what is said where one is not installed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import touchline_collector.sinks
from touchline_collector.errors import ConfigError
from touchline_collector.sinks import registry

FOLDER = Path(touchline_collector.sinks.__file__).parent
# Runs the command once for each configuration, as on a machine where the given packages were never installed.
WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

blocked = set(sys.argv[1].split(","))
sys.meta_path.insert(0, Absent())
from touchline_collector.cli import main
for config in sys.argv[2:]:
    print(main(["check", "--config", config]), file=sys.stderr)
"""


def foreign(kind: str) -> set[str]:
    """The packages of others that a kind's module imports."""
    tree = ast.parse((FOLDER / f"{registry.KINDS[kind].module}.py").read_text())
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    tops = {name.partition(".")[0] for name in names}
    return {top for top in tops if top not in sys.stdlib_module_names and not top.startswith("touchline")}


def test_a_missing_extra_is_one_sentence_with_the_pip_line(tmp_path: Path) -> None:
    """And exit code 2, for every kind that needs a package beyond the collector's own."""
    kinds = [kind for kind, known in registry.KINDS.items() if known.extra != "collector"]
    assert not [kind for kind in kinds if not foreign(kind)]
    for kind in kinds:
        (tmp_path / f"{kind}.toml").write_text(f'[[sinks]]\nname = "warehouse"\nkind = "{kind}"\n')
    blocked = ",".join(sorted(set.union(*map(foreign, kinds))))
    command = [sys.executable, "-c", WITHOUT, blocked, *(str(tmp_path / f"{kind}.toml") for kind in kinds)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=tmp_path, check=True)
    assert not ended.stdout
    said = ended.stderr.splitlines()
    assert len(said) == 2 * len(kinds), ended.stderr
    for kind, line, code in zip(kinds, said[::2], said[1::2], strict=True):
        pip = f"pip install 'touchline[{registry.KINDS[kind].extra}]'"
        assert line.endswith(f"sink warehouse: kind {kind} needs more: {pip}")
        assert code == "2"


def test_an_unknown_kind_gets_a_suggestion() -> None:
    """A slip of the finger is named."""
    with pytest.raises(ConfigError, match="did you mean postgres"):
        registry.load("postgress")


def test_every_extra_named_is_one_of_the_package() -> None:
    """So that the pip line works."""
    extras = (FOLDER.parents[2] / "pyproject.toml").read_text()
    assert not [known.extra for known in registry.KINDS.values() if f"\n{known.extra} = [" not in extras]
