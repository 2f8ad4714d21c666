"""The commands on the collector's pages: each is understood, and those of the log and the operator do what they say."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
from support.endpoint import endpoint
from touchline_collector.cli import VERBS, parser_of

DOCS = Path(__file__).resolve().parents[2] / "docs/collector"
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))


def shell(page: str) -> list[str]:
    """The lines of a page's shell blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", (DOCS / f"{page}.md").read_text(), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line]


def inline(page: str) -> list[str]:
    """The commands within its sentences."""
    return re.findall(r"`(touchline-collector [^`|]+)`", (DOCS / f"{page}.md").read_text())


def commands() -> list[list[str]]:
    """Every command of the collector on every page, as a shell would cut it, without its own name."""
    told = [line for page in PAGES for line in (*shell(page), *inline(page)) if line.startswith("touchline-collector ")]
    return [shlex.split(line, comments=True)[1:] for line in told]


def test_every_command_is_understood() -> None:
    """Verb, flags and number of arguments, also of those that no other test runs."""
    found = commands()
    assert {line[0] for line in found if line[0] in VERBS} >= {
        "run",
        "check",
        "keys",
        "log",
        "rejects",
        "dead",
        "erase",
    }
    for line in found:
        parser, _ = parser_of(line[0])
        parser.parse_args(line[1:])


CONFIG = """
[[sinks]]
name = "picky"
kind = "webhook"
url = "http://127.0.0.1:{port}/"
allow_private = true
[[sinks]]
name = "events"
kind = "sqlite"
path = "touchline-data/events.db"
"""


@pytest.fixture
def collector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """A running one with a reject, a dead letter, and the repaired event beside it."""
    monkeypatch.chdir(tmp_path)
    with endpoint() as served:
        served.answer = lambda _path, _headers, body: (400 if b"poison" in body else 200, {})
        config = tmp_path / "c.toml"
        config.write_text(CONFIG.format(port=served.port))
        with Collector(tmp_path, "--config", str(config)) as running:
            (tmp_path / "repaired.json").write_text(json.dumps(order("repaired")))
            people = [{"type": "user", "value": "u-1"}, {"type": "loyalty", "value": "4711"}]
            known = order("known")
            known["data"]["identities"] = people
            sent = [order("bad", time="2026-11-20T10:00:00"), order("poison"), known, *(order() for _ in range(3))]
            assert running.post(sent).json()["accepted"] == 5
            until(lambda: running.metrics()['touchline_sink_events{sink="picky",state="dead"}'] == 1)
            until(lambda: running.metrics()['touchline_sink_events{sink="events",state="delivered"}'] == 5)
            yield running
            assert running.stop() == 0


def typed(line: str, folder: Path) -> tuple[int, str]:
    """What the command of a page says, run as it stands."""
    command = [sys.executable, "-m", "touchline_collector.cli", *shlex.split(line, comments=True)[1:]]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=DEADLINE, check=False)
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stdout + ended.stderr


def test_the_log_s_commands(collector: Collector, tmp_path: Path) -> None:
    """Word for word, while it runs."""
    told = {line.split()[2]: typed(line, tmp_path) for line in shell("log") if line.startswith("touchline-collector")}
    assert {code for code, _ in told.values()} == {0}
    assert json.loads(told["stat"][1])["head"] == 5
    assert '"poison"' in told["cat"][1]
    assert told["verify"][1].startswith("5 events are whole, 0 faults")


def test_the_operator_s_commands(collector: Collector, tmp_path: Path) -> None:
    """Word for word, in their order: the reject is repaired and arrives, the dead letter goes again, a person goes."""
    told = {line: typed(line, tmp_path) for line in shell("operation") if line.startswith("touchline-collector")}
    said = {re.sub(r" +#.*", "", line).removeprefix("touchline-collector "): one for line, one in told.items()}
    assert "envelope.time.naive" in said["rejects list"][1]
    assert '"bad"' in said["rejects show 1"][1]
    assert json.loads(said["rejects replay 1"][1]) == {"fates": {"1": "accepted"}}
    assert until(lambda: collector.rows("repaired"))
    assert "http.400" in said["dead list"][1]
    assert json.loads(said["dead replay 1"][1]) == {"fates": {"1": "pending"}}
    assert json.loads(said["erase --identity user:u-1 --seen-with"][1]) == {"identities": ["loyalty:4711"]}
    code, receipt = said["erase --identity user:u-1 --also loyalty:4711"]
    assert (code, json.loads(receipt[: receipt.rindex("}") + 1])["log_events"]) == (1, 1)  # a webhook cannot erase
    assert "picky" in receipt
    assert {one[0] for line, one in said.items() if not line.startswith("erase")} == {0}
    with closing(sqlite3.connect(f"file:{collector.data}/events.db?mode=ro", uri=True)) as db:
        assert db.execute("SELECT count(*) FROM events WHERE id = 'known'").fetchall() == [(0,)]
