"""The stdout sink, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.sink_suite import make_batch, new_sink
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
