"""A wall clock that jumps under a running collector, as it does when a machine finds the time after it started."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.collectors import Collector, order, until

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
CONFIG = """
[log]
keep_days = 30
[[keys]]
name = "till"
kind = "secret"
key = "0123456789abcdef"
rate = 1000
[[sinks]]
name = "rows"
kind = "sqlite"
path = "{0}/rows.db"
[[sinks]]
name = "files"
kind = "jsonl"
path = "{0}/out"
rotate_seconds = 1
"""
KEY = "Bearer 0123456789abcdef"


@pytest.fixture
def clock(tmp_path: Path) -> Callable[[str], None]:
    """Sets the collector's wall clock; its monotonic one, as the kernel's, never jumps."""
    if LIBRARY is None:
        pytest.skip("a clock that jumps needs libfaketime: apt-get install libfaketime")
    said = tmp_path / "clock"
    said.write_text("+0")

    def jump(offset: str) -> None:
        said.write_text(offset)

    return jump


def environment(folder: Path) -> dict[str, str]:
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "clock"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def received(collector: Collector) -> float:
    """How many days the collector's clock is ahead, by what it writes on an event."""
    event = order()
    answer = collector.post(event, authorization=KEY)
    assert answer.status_code == 202, answer.text
    row = until(lambda: rows(collector, event["id"]))
    return (datetime.fromisoformat(row["receivedtime"]) - datetime.now(UTC)) / timedelta(days=1)


def rows(collector: Collector, id_: str) -> dict[str, str] | None:
    for path in (collector.data.parent / "out").glob("*.jsonl*"):
        with contextlib.suppress(FileNotFoundError):  # completed, and by another name there, in this moment
            for line in path.read_text().splitlines():
                if f'"{id_}"' in line and line.endswith("}"):
                    found: dict[str, str] = json.loads(line)
                    return found
    return None


def test_a_clock_that_jumps_loses_nothing(tmp_path: Path, clock: Callable[[str], None]) -> None:
    """Years forward, years back: events are taken and delivered, files complete, deadlines and rates go on."""
    config = tmp_path / "c.toml"
    config.write_text(CONFIG.format(tmp_path))
    with Collector(tmp_path, "--config", str(config), env=environment(tmp_path)) as collector:
        assert abs(received(collector)) < 0.1
        clock("+3650d")
        assert abs(received(collector) - 3650) < 0.1
        clock("-400d")
        assert abs(received(collector) + 400) < 0.1
        future = order(time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        (result,) = collector.post(future, authorization=KEY).json()["results"]
        assert (result["status"], [one["rule"] for one in result["findings"]]) == ("accepted", ["time.future"])
        clock("+0")
        assert abs(received(collector)) < 0.1
        until(lambda: collector.metrics()['touchline_sink_events{sink="rows",state="delivered"}'] == 5)
        assert not [path for path in (tmp_path / "out").glob("*.part") if path.name > f"events-{time.gmtime()[0] + 1}"]
        assert collector.stop() == 0
        assert "Traceback" not in collector.errors()
    with Collector(tmp_path, "--config", str(config), env=environment(tmp_path)) as collector:
        assert collector.post(future, authorization=KEY).json()["results"][0]["status"] == "duplicate"
        assert collector.stop() == 0
