"""What all four commands have in common."""

from __future__ import annotations

import subprocess
import sys

import pytest

import touchline

COMMANDS = {
    "touchline": "touchline.cli",
    "touchline-spec": "touchline_spec.cli",
    "touchline-beacon": "touchline_beacon.cli",
    "touchline-collector": "touchline_collector.cli",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_tells_its_version(name: str) -> None:
    """In one line, with its own name."""
    code = f"import sys; from {COMMANDS[name]} import main; sys.exit(main())"
    ended = subprocess.run([sys.executable, "-c", code, "--version"], capture_output=True, text=True, check=True)
    assert ended.stdout == f"{name} {touchline.__version__}\n"
