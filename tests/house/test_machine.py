"""`make test-vm` where something it wants is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MACHINE = Path(__file__).resolve().parents[1] / "vm" / "machine.py"


@pytest.mark.parametrize(("required", "code", "word"), [("", 0, "skipped"), ("1", 1, "not run")])
def test_a_missing_program_is_named_with_how_to_get_it(tmp_path: Path, required: str, code: int, word: str) -> None:
    """One sentence; nothing has failed unless everything was to be run."""
    done = subprocess.run(
        [sys.executable, str(MACHINE)],
        env=os.environ | {"PATH": str(tmp_path), "TOUCHLINE_REQUIRE_SERVICES": required},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (code, "")
    (said,) = done.stderr.splitlines()
    assert said.startswith(f"{word}: qemu-system-x86_64 is not installed; on Debian: apt-get install")
