"""An environment that holds one extra and nothing else, made by hiding the rest of this one.

What a part imports and its extra does not install is noticed at once, without installing anything anew.
"""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

# Python looks for a module of this name at every start, in child processes too.
_HIDING = """
import json, pathlib, sys
HIDDEN = frozenset(json.loads(pathlib.Path(__file__).with_name("hidden.json").read_text()))
class Hiding:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"No module named {name!r}: the extra does not install it", name=name)
sys.meta_path.insert(0, Hiding)
"""


def installed_by(requirement: str) -> set[str]:
    """The distributions that pip would install for `touchline[demo]`, say, by their normalised names."""
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(requirement)]
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *wanted.extras):
            here = (_normal(wanted.name), extra)
            if here not in found:
                found.add(here)
                told = [Requirement(line) for line in metadata.requires(wanted.name) or ()]
                waiting += [each for each in told if each.marker is None or each.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def only(requirement: str, folder: Path) -> dict[str, str]:
    """The environment variables under which Python, and what it starts, finds nothing that pip would not install."""
    wanted = installed_by(requirement)
    packages = metadata.packages_distributions()
    hidden = [name for name, owners in packages.items() if wanted.isdisjoint(map(_normal, owners))]
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_HIDING)
    (folder / "hidden.json").write_text(json.dumps(hidden))
    return {"PYTHONPATH": str(folder)}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
