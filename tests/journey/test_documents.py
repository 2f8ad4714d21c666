"""Every command and program of the README and the first pages does what stands beside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from support.collectors import Collector, until
from support.events_table import rows

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# The reader's address, in the place of which a test puts its own.
ADDRESS = "127.0.0.1:8787"


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    text: str


def blocks(page: str, section: str) -> list[Block]:
    """The fenced blocks under a heading."""
    text = (ROOT / page).read_text()
    part = re.split(r"^## ", text.split(f"## {section}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return [Block(*found) for found in re.findall(r"^```(\w+)\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)]


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    with Collector(tmp_path_factory.mktemp("documents")) as running:
        yield running


def run(collector: Collector, *command: str, text: str) -> str:
    """Run a block as its reader would: in the folder that holds touchline-data, with our commands at hand."""
    here = text.replace(ADDRESS, collector.url.removeprefix("http://"))
    environment = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}", "TOUCHLINE_URL": collector.url}
    folder = collector.data.parent
    done = subprocess.run(
        [*command, here], cwd=folder, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not shutil.which("sqlite3") or not shutil.which("curl"), reason="needs curl and sqlite3")
def test_the_readme_sends_one_event_and_finds_it_again(collector: Collector) -> None:
    """curl gets the printed answer; both ways of looking find the event."""
    _, send, answer, look, program = blocks("README.md", "Run the collector")
    assert json.loads(run(collector, "bash", "-c", text=send.text)) == json.loads(answer.text)
    until(lambda: "first-1" in stored(collector))
    assert "touchline.product.viewed.v1" in run(collector, "bash", "-c", text=look.text)
    assert "first-1" in run(collector, sys.executable, "-c", text=program.text)


def test_the_readme_starts_the_collector_as_it_says() -> None:
    """The command of the first block exists, with no option that it lacks."""
    start = blocks("README.md", "Run the collector")[0].text
    assert start.splitlines()[-1] == ".venv/bin/touchline-collector run"
    assert (BIN / "touchline-collector").exists()


def test_the_readme_tracks_from_python(collector: Collector) -> None:
    """Both events are delivered, and the address is not among what was stored."""
    (program,) = blocks("README.md", "Track from Python")
    assert "delivered=2" in run(collector, sys.executable, "-c", text=program.text)
    until(lambda: "slush_poured" in stored(collector))
    assert "jane@example.com" not in stored(collector)


@pytest.mark.skipif(not shutil.which("sqlite3") or not shutil.which("curl"), reason="needs curl and sqlite3")
def test_getting_started_from_the_first_command_to_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block in its order, in one folder; the printed answer is the real one."""
    page = "docs/getting-started.md"
    monkeypatch.chdir(tmp_path)  # the paths of the configuration are those of its reader's folder
    with Collector(tmp_path) as collector:
        send, types = blocks(page, "Send an event")
        assert "delivered 1" in run(collector, "bash", "-c", text=f"({send.text}) 2>&1")
        assert "A sale at the till" in run(collector, "bash", "-c", text=types.text)

        mistake, answer, repair = blocks(page, "See what a mistake gets")
        assert json.loads(run(collector, "bash", "-c", text=mistake.text)) == json.loads(answer.text)
        assert '"1": "accepted"' in run(collector, "bash", "-c", text=repair.text)

        (program,) = blocks(page, "Track from Python")
        assert run(collector, sys.executable, "-c", text=program.text) == "2 delivered\n"

        until(lambda: "O-2" in stored(collector) and "wrong-1" in stored(collector))
        (look,) = blocks(page, "Look at the data")
        assert run(collector, "bash", "-c", text=look.text).count("|touchline.order.placed.v1|19.99") == 2

        (configuration,) = blocks(page, "Deliver it somewhere else too")
        told = run(collector, "bash", "-c", text=configuration.text)
        assert "sink orders (jsonl): delivered" in told
        assert collector.stop() == 0
    with Collector(tmp_path, "--config", str(tmp_path / "collector.toml")):
        until(lambda: any("O-2" in each.read_text() for each in (tmp_path / "orders").rglob("*") if each.is_file()))


def test_the_page_starts_as_the_readme_does() -> None:
    """One way to install, one way to run."""
    install = blocks("docs/getting-started.md", "Install")[0].text.splitlines()
    readme = blocks("README.md", "Run the collector")[0].text.splitlines()
    assert install[:2] == readme[:2]
    assert blocks("docs/getting-started.md", "Start a collector")[0].text.strip() == "touchline-collector run"


def stored(collector: Collector) -> str:
    """All events as one text; none while the sink has not made its table."""
    return "\n".join(row["event"] for row in rows(collector.data))
