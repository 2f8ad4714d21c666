"""Each piece of the demo alone: its help, and what wrong input gets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PIECES = ["web_shop", "email_tool", "till", "call_center", "return_desk", "journey", "demo"]


def run(piece: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / f"{piece}.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("piece", PIECES)
def test_it_explains_itself(piece: str) -> None:
    """--help is 0 and says what the piece is."""
    said = run(piece, "--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert f"usage: {piece}.py" in said.stdout


@pytest.mark.parametrize(
    ("piece", "options", "named"),
    [
        ("till", ("--outbox", "nowhere", "sell", "P-999"), "no article 'P-999'"),
        ("call_center", ("--phone", "030 23125042"), "E.164"),
        ("return_desk", ("--receipt", "FORGED", "--article", "P-1", "--card", "tok_1"), "--receipt"),
        ("journey", ("no-such.db",), "no-such.db"),
    ],
)
def test_wrong_input_is_misuse_with_its_reason(piece: str, options: tuple[str, ...], named: str) -> None:
    """Exit code 2, the thing named, no traceback; a raw number is not repeated."""
    said = run(piece, *options)
    assert said.returncode == 2
    assert named in said.stderr
    assert "Traceback" not in said.stderr
    assert "23125042" not in said.stderr
