"""Code as users write it satisfies strict type checkers, and its mistakes do not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RIGHT = Path(__file__).resolve().parents[1] / "support/user_program.py"
# Every line but the first three is one mistake.
WRONG = """
from touchline import AsyncClient, Client, LineItem, Money, events
tl = Client("https://collect.example.com", source="//shop")
report = tl.flush()
Money(19.99, "EUR")
Client("https://collect.example.com")
Client("https://collect.example.com", source="//shop", overflow="drop_eldest")
Client("https://collect.example.com", source="//shop", on_eror=print)
AsyncClient("https://collect.example.com", source="//shop").flush().delivered
tl.track("com.acme.x.v1", ["no", "mapping"])
events.OrderPlaced(order_id=1, total=Money("1", "EUR"), items=[LineItem(product_id="P", quantity="1")])
events.OrderPlaced(order_id="O-1", total="19.99 EUR", items=[])
report.delivred
"""
MISTAKES = set(range(4, 13))


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    shutil.copy(RIGHT, tmp_path / "right.py")
    (tmp_path / "wrong.py").write_text(WRONG.strip() + "\n")
    return tmp_path


def lines_of(output: str, name: str) -> set[int]:
    """The lines of one file that a checker found an error in."""
    found = [line.partition(f"{name}:")[2] for line in output.splitlines() if "error" in line]
    return {int(rest.split(":")[0]) for rest in found if rest}


def test_mypy_strict_finds_the_mistakes_and_nothing_else(programs: Path) -> None:
    """Without a plugin or a setting of ours."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(programs / "cache")]
    done = subprocess.run([*command, "right.py", "wrong.py"], cwd=programs, capture_output=True, text=True, check=False)
    assert lines_of(done.stdout, "right.py") == set(), done.stdout
    assert lines_of(done.stdout, "wrong.py") == MISTAKES, done.stdout


@pytest.mark.skipif(shutil.which("node") is None, reason="pyright needs Node: install nodejs")
def test_pyright_strict_finds_the_mistakes_and_nothing_else(programs: Path) -> None:
    """In its strict mode."""
    (programs / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    done = subprocess.run([*command, "right.py", "wrong.py"], cwd=programs, capture_output=True, text=True, check=False)
    assert lines_of(done.stdout, "right.py") == set(), done.stdout
    assert lines_of(done.stdout, "wrong.py") == MISTAKES, done.stdout
