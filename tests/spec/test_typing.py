"""Type checkers and the models agree on what a typed event takes, without any plugin."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).with_name("typing_cases.py")


def loaded() -> Any:
    spec = spec_from_file_location("typing_cases", CASES)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_checkers_take_the_models_take() -> None:
    """The cases run as they are written."""
    loaded().taken()


def test_what_the_checkers_refuse_the_models_refuse() -> None:
    """Each refused case raises when it is run alone."""
    module = loaded()
    lines = [line.strip() for line in CASES.read_text().partition("def refused")[2].splitlines() if "# type:" in line]
    assert len(lines) >= 7
    for line in lines:
        with pytest.raises((TypeError, ValueError)):
            exec(line, vars(module))  # noqa: S102 - our own lines


@pytest.mark.long
@pytest.mark.timeout(300)
def test_mypy_needs_no_plugin(tmp_path: Path) -> None:
    """A user's strict mypy takes and refuses the same cases as ours, which has pydantic's plugin."""
    shutil.copy(CASES, tmp_path)
    config = tmp_path / "mypy.ini"
    config.write_text("[mypy]\nstrict = true\n")
    command = [sys.executable, "-m", "mypy", "--config-file", str(config), "--cache-dir", str(tmp_path / "cache")]
    said = subprocess.run([*command, CASES.name], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


@pytest.mark.long
@pytest.mark.timeout(300)
def test_pyright_agrees(tmp_path: Path) -> None:
    """Errors exactly on the lines that are to be refused."""
    npx = shutil.which("npx")
    if npx is None:
        pytest.skip("needs Node and npm: apt-get install npm")
    shutil.copy(CASES, tmp_path)
    marked = CASES.read_text().replace("# type: ignore", "# refused ")
    (tmp_path / CASES.name).write_text(marked)
    command = [npx, "--yes", "pyright", "--pythonpath", sys.executable, CASES.name]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=250)
    if "error" not in said.stdout:
        pytest.skip(f"pyright cannot be installed here: {said.stderr[-200:]}")
    found = {int(line.split(":")[1]) for line in said.stdout.splitlines() if " - error: " in line}
    wanted = {number for number, line in enumerate(marked.splitlines(), 1) if "# refused" in line}
    assert found == wanted, said.stdout
