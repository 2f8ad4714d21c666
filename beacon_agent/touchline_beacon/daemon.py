"""Which BlueZ this machine has: D-Bus does not tell, its own command does."""

from __future__ import annotations

import shutil
import subprocess

# It prints a line and ends; one that does not, hangs.
_SECONDS = 5


def version() -> tuple[int, int] | None:
    """Major and minor; None where it is not installed or says something else."""
    program = shutil.which("bluetoothctl")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed argument
            [program, "--version"], capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    major, _, minor = done.stdout.strip().rpartition(" ")[2].partition(".")
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else None
