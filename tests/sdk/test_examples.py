"""The examples that users copy do run, and what they track passes the standard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "examples/sdk"
PROGRAMS = sorted(path.name for path in FOLDER.glob("*.py") if path.name != "surroundings.py")
EXPECTED = {
    "celery_receipts.py": ["touchline.receipt.issued.v1", "user:u-1"],
    "django_shop.py": ["touchline.page.viewed.v1", "touchline.order.placed.v1", "anonymous:"],
    "email_campaign.py": ["touchline.message.sent.v1", "touchline.handoff.issued.v1", "/v1/o.gif?t="],
    "fastapi_shop.py": ["touchline.page.viewed.v1", "touchline.order.placed.v1", "anonymous:"],
    "flask_shop.py": ["touchline.page.viewed.v1", "touchline.order.placed.v1", "anonymous:"],
    "pos_loop.py": ["touchline.pos.transaction_completed.v1", "of them 3 from before the restart"],
    "script.py": ["delivered 3, waiting 0, refused 0", "email_hash:"],
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_example_runs_alone(name: str) -> None:
    """Start it as a user would; it ends by itself, and its events arrive."""
    environment = {name: value for name, value in os.environ.items() if name != "TOUCHLINE_URL"}
    command = [sys.executable, "-W", "ignore", str(FOLDER / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    assert [text for text in EXPECTED[name] if text not in done.stdout] == [], done.stdout + done.stderr
    assert "rejected:" not in done.stdout


def test_every_example_is_listed() -> None:
    """The README names each file."""
    text = (FOLDER / "README.md").read_text()
    assert [name for name in PROGRAMS if f"`{name}`" not in text] == []
