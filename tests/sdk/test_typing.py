"""Code as users write it satisfies a strict type checker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
from touchline import Money, Product, events

lamp = Product(product_id="P-1", name="Lamp", price=Money("19.99", "EUR"))
viewed = events.ProductViewed(product=lamp)
wrong = Money(19.99, "EUR")
"""


def test_the_short_form_of_money_is_typed(tmp_path: Path) -> None:
    """`Money("19.99", "EUR")` passes mypy --strict without a plugin; a float amount does not."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.strip())
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 'program.py:5: error: Argument 1 to "Money" has incompatible type "float"' in done.stdout
    assert "Found 1 error" in done.stdout
