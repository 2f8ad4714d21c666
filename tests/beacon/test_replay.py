"""A capture of a walking member, played through the real agent into a real collector."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.collectors import Collector, order, until
from support.events_table import events
from touchline_beacon.cli import main

KEY = "000102030405060708090a0b0c0d0e0f"


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "import sys; from touchline_beacon.cli import main; sys.exit(main())", *arguments]
    return subprocess.run(line, capture_output=True, text=True, timeout=50, check=False)


def arrived(collector: Collector, expected: int) -> list[dict[str, Any]]:
    """The events in the collector's table, once all that were told have arrived."""
    return until(lambda: len(found := events(collector.data)) >= expected and found)  # type: ignore[no-any-return]


@pytest.fixture
def members(tmp_path: Path) -> Path:
    file = tmp_path / "members.json"
    file.write_text(json.dumps({"programme": "club", "members": [{"loyalty": "40071234", "key": KEY}]}))
    return file


def test_a_walk_becomes_one_visit_of_the_member(tmp_path: Path, members: Path) -> None:
    """Simulated phone, presence, SDK, resolver, log, table: one start, one end, the zones between, no token left."""
    capture = tmp_path / "walk.capture"
    assert main(["simulate", "--programme", "club", "--key", KEY, "--stay", "60", "--out", str(capture)]) == 0
    with Collector(tmp_path, "--members", str(members)) as collector:
        done = command("replay", str(capture), "--url", collector.url, "--store", "store-0042")
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(r"\d+ packets, \d+ of members, \d+ events, 0 waiting, 0 refused\n", done.stdout)
        told = int(done.stdout.split()[5])
        rows = arrived(collector, told)
    counted = [row for row in rows if not row["data"].get("continued")]
    types = [row["type"].removeprefix("touchline.").removesuffix(".v1") for row in counted]
    assert types.count("visit.started") == types.count("visit.ended") == 1
    assert {"zone.entered", "zone.dwelled"} <= set(types)
    assert {identity["value"] for row in rows for identity in row["data"]["identities"]} == {"40071234"}
    assert {row["data"]["consent"]["purposes"]["presence"] for row in rows} == {"granted"}
    assert len({row["data"]["visit_id"] for row in rows}) == 1
    assert "ble_ephemeral" not in json.dumps(rows)


def test_a_strangers_walk_leaves_nothing(tmp_path: Path, members: Path) -> None:
    """A token of no member is suppressed; bystanders do not even get that far."""
    capture = tmp_path / "walk.capture"
    arguments = ["--programme", "club", "--key", "ff" * 16, "--bystanders", "3", "--stay", "30"]
    assert main(["simulate", *arguments, "--out", str(capture)]) == 0
    with Collector(tmp_path, "--members", str(members)) as collector:
        done = command("replay", str(capture), "--url", collector.url, "--store", "store-0042")
        assert done.returncode == 0, done.stderr
        assert collector.post(order()).json()["accepted"] == 1
        assert [row["type"] for row in arrived(collector, 1)] == ["touchline.order.placed.v1"]
    packets = [json.loads(line) for line in capture.read_text().splitlines()[1:]]
    heard = {packet["advertisement"][-16:] for packet in packets if "1b21" in packet["advertisement"]}
    assert heard
    kept = b"".join(file.read_bytes() for file in collector.data.rglob("*") if file.is_file())
    assert not [token for token in heard if token.encode() in kept or bytes.fromhex(token) in kept]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no packets"),
        ("{", "line 1: not JSON"),
        ("[]", "line 1: list, expected an object"),
        ('{"capture": 9}', "capture format 9, expected 1"),
        ('{"capture":1,"receivers":{"a":{"role":"roof"}}}', "role 'roof', expected 'inside' or 'door'"),
        ('{"time":"2026-11-20T09:00:00","receiver":"a","rssi":-1,"advertisement":""}', "has no offset"),
        ('{"time":"2026-11-20T09:00:00Z","receiver":"a","rssi":"x","advertisement":""}', "an integer rssi"),
        ('{"time":"2026-11-20T09:00:00Z","receiver":"a","rssi":-60,"advertisement":""}', "neither --programme nor"),
    ],
)
def test_a_wrong_capture_is_named(tmp_path: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence with the line, exit 2."""
    file = tmp_path / "wrong.capture"
    file.write_text(text)
    assert main(["replay", str(file), "--url", "http://127.0.0.1:9", "--store", "s"]) == 2
    assert words in capsys.readouterr().err


def test_a_capture_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Demos and benchmarks repeat."""
    start = datetime(2026, 11, 20, 9, tzinfo=UTC).isoformat()
    texts = []
    for name in "ab":
        file = tmp_path / name
        main(["simulate", "--programme", "c", "--key", KEY, "--start", start, "--seed", "7", "--out", str(file)])
        texts.append(file.read_text())
    assert texts[0] == texts[1]
