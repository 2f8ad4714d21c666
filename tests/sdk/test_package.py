"""The names that `touchline` offers."""

from __future__ import annotations

import subprocess
import sys

# Every submodule first: importing one binds its name in the package, whatever else bears it.
PROGRAM = """
import importlib, pkgutil, types, touchline
for found in pkgutil.iter_modules(touchline.__path__, "touchline."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
hidden = [name for name in touchline.__all__ if isinstance(getattr(touchline, name), types.ModuleType)]
print(sorted(hidden))
"""


def test_no_module_hides_a_public_name() -> None:
    """A public name is the same thing whatever was imported before; `events` alone is a module."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=50, check=True)
    assert done.stdout.strip() == "['events']"
