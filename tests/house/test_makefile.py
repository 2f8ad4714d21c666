"""The first command of a newcomer, where something is in its way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Answers `-c` as a Python of another version would; everything else is for the real one.
FAKE = """#!/bin/sh
[ "$1" = -c ] && exec {python} -c 'import sys; sys.version_info = {version}; exec(sys.argv[1])' "$2"
{otherwise}
"""


def python(folder: Path, version: tuple[int, int, int], otherwise: str = "exit 99") -> Path:
    fake = folder / "python"
    fake.write_text(FAKE.format(python=sys.executable, version=version, otherwise=otherwise))
    fake.chmod(0o755)
    return fake


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=50, check=False)


@pytest.mark.parametrize("target", ["demo", "setup", "test"])
def test_an_old_python_is_named_with_what_to_do(tmp_path: Path, target: str) -> None:
    """One sentence with the version found, the version wanted, and the command to type."""
    old = python(tmp_path, (3, 9, 18))
    said = make(target, f"PYTHON={old}", f"VENV={tmp_path}/venv")
    assert said.returncode != 0
    assert f"touchline needs Python 3.11 or newer, and {old} is 3.9." in said.stderr
    assert f"make PYTHON=python3.12 {target}" in said.stderr
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all_is_said(tmp_path: Path) -> None:
    """The name that was tried, and the way out."""
    said = make("demo", "PYTHON=python-nowhere", f"VENV={tmp_path}/venv")
    assert said.returncode != 0
    assert "there is no python-nowhere here" in said.stderr


def test_a_python_without_venv_leaves_nothing_half_made(tmp_path: Path) -> None:
    """Debian ships venv apart; the next try must not find a broken environment."""
    bare = python(tmp_path, (3, 12, 0), "mkdir -p $3/bin; touch $3/bin/python; exit 1")
    said = make("demo", f"PYTHON={bare}", f"VENV={tmp_path}/venv")
    assert said.returncode != 0
    assert "apt-get install python3-venv" in said.stderr
    assert not (tmp_path / "venv").exists()


def test_an_install_that_fails_is_said_and_tried_again(tmp_path: Path) -> None:
    """Without a package index the demo's environment is not taken for ready."""
    binaries = tmp_path / "venv/bin"
    binaries.mkdir(parents=True)
    (binaries / "python").write_text("#!/bin/sh\nexit 1\n")
    (binaries / "python").chmod(0o755)
    for _ in range(2):
        said = make("demo", f"VENV={tmp_path}/venv")
        assert said.returncode != 0
        assert "could not install what touchline needs" in said.stderr


def test_make_alone_lists_the_targets() -> None:
    """What there is, each with a line."""
    listed = make().stdout
    for target in ("setup", "demo", "test", "bench", "clean"):
        assert f"make {target} " in listed
