"""The stdout sink, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from support.forwarders import (
    append,
    drained,
    drained_in_a_process,
    forwarding,
    killed_between_write_and_settling,
    stats,
)
from support.sink_suite import make_batch, make_event, new_sink, to_log
from touchline_collector.eventlog import EventLog
from touchline_collector.sinks.base import OK, Refused

CODE = """
from support.sink_suite import make_batch, new_sink
sink = new_sink({"name": "out", "kind": "stdout"})
sink.open(); sink.check(); sink.write(make_batch(1, 500)); sink.close(); sink.close()
"""


def test_each_event_is_one_line() -> None:
    """Of JSON, more than a pipe holds at once."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=True, timeout=30, env=environment)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [f"e-{n}" for n in range(1, 501)]


def test_a_pipe_nobody_reads_any_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paused with the reason; what was not read is sent again, for the guarantee is at least once."""
    reader, writer = os.pipe()
    monkeypatch.setattr("touchline_collector.sinks.stdout.STDOUT", writer)
    sink = new_sink({"name": "out", "kind": "stdout"})
    sink.open()
    assert set(sink.write(make_batch(1, 2))) == {OK}
    os.close(reader)
    with pytest.raises(Refused, match="Broken pipe"):
        sink.write(make_batch(1, 2))
    os.close(writer)


def test_a_reader_that_rests_holds_up_no_other_sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe nobody reads fills; when somebody reads on, everything comes, in order and once."""
    reader, writer = os.pipe()
    monkeypatch.setattr("touchline_collector.sinks.stdout.STDOUT", writer)
    other = {"name": "other", "kind": "sqlite", "path": str(tmp_path / "other.db")}
    with forwarding(tmp_path, {"name": "out", "kind": "stdout"}, other) as (log, running):
        append(log, [to_log(make_event(n, {"note": "x" * 1000})) for n in range(1, 501)])
        drained(running, "other")
        assert stats(running, "out").pending
        with os.fdopen(reader, "rb") as lines:
            seen = [json.loads(lines.readline())["id"] for _ in range(500)]
            drained(running)
    os.close(writer)
    assert seen == [f"e-{n}" for n in range(1, 501)]


def test_killed_between_write_and_settling(tmp_path: Path) -> None:
    """Everything comes, the last batch at most twice."""
    table = {"name": "out", "kind": "stdout"}
    with EventLog.open(tmp_path / "log") as log:
        append(log, [to_log(make_event(n)) for n in range(1, 301)])
    with (tmp_path / "lines").open("wb") as lines:
        killed_between_write_and_settling(tmp_path, table, stdout=lines)
        drained_in_a_process(tmp_path, table, stdout=lines)
    counts = Counter(json.loads(line)["id"] for line in (tmp_path / "lines").read_bytes().splitlines())
    assert set(counts) == {f"e-{n}" for n in range(1, 301)}
    assert max(counts.values()) == 2
