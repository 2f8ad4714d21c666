"""The examples that users copy do run, and what they track is taken by a real collector."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import Collector, until

FOLDER = Path(__file__).resolve().parents[2] / "examples/sdk"
PROGRAMS = sorted(path.name for path in FOLDER.glob("*.py") if path.name != "surroundings.py")
PAGE, ORDER, SALE = "page.viewed", "order.placed", "pos.transaction_completed"
# Per example: the source of its events, and their types, as often as they come.
SENDS = {
    "celery_receipts.py": ("//shop.example.com/worker", ["receipt.issued"]),
    "django_shop.py": ("//shop.example.com/django", [ORDER, PAGE]),
    "email_campaign.py": ("//mail.example.com/campaigns", ["handoff.issued", "message.sent"] * 2),
    "fastapi_shop.py": ("//shop.example.com/fastapi", [ORDER, PAGE]),
    "flask_shop.py": ("//shop.example.com/flask", [ORDER, PAGE]),
    "pos_loop.py": ("//store-0042.example.com/till/3", [SALE] * 4),
    "script.py": ("//shop.example.com/script", ["com.acme.kiosk.slush_poured.v1", ORDER, PAGE]),
}
SAYS = {
    "pos_loop.py": "of them 3 from before the restart",
    "script.py": "delivered 3, waiting 0, refused 0",
    "email_campaign.py": "/v1/o.gif?t=",
}


def run(name: str, **environment: str) -> str:
    clean = {key: value for key, value in os.environ.items() if key != "TOUCHLINE_URL"} | environment
    command = [sys.executable, "-W", "ignore", str(FOLDER / name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False, env=clean)
    assert done.returncode == 0, done.stderr[-2000:]
    assert SAYS.get(name, "") in done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    with Collector(tmp_path_factory.mktemp("collector")) as running:
        yield running


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_examples_events_are_in_the_collectors_table(name: str, collector: Collector) -> None:
    """Started as a user would, with the address of a collector that runs: it ends by itself, its events are stored."""
    assert "sent to http" in run(name, TOUCHLINE_URL=collector.url)
    source, types = SENDS[name]
    expected = sorted(kind if kind.endswith(".v1") else f"touchline.{kind}.v1" for kind in types)

    def stored() -> list[str]:
        return sorted(row["type"] for row in collector.rows() if row["source"] == source)

    until(lambda: len(stored()) >= len(expected))
    assert stored() == expected


@pytest.mark.parametrize("name", ["script.py", "flask_shop.py"])
def test_an_example_brings_its_own_collector_where_none_is_named(name: str) -> None:
    """What arrived is printed, with who it was about."""
    out = run(name)
    assert "rejected:" not in out
    assert "touchline.order.placed.v1" in out
    assert "anonymous:" in out or "email_hash:" in out


def test_every_example_is_listed() -> None:
    """The README names each file."""
    text = (FOLDER / "README.md").read_text()
    assert [name for name in PROGRAMS if f"`{name}`" not in text] == []
