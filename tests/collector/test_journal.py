"""The journal: text or one JSON object a line, errors nobody foresaw without the payload that broke something."""

from __future__ import annotations

import json
import re
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.collectors import Collector, order, until
from support.raw_http import exchange, post

SINKS = b"/v1/admin/sinks"

# Breaks the hot path, an order and the metrics, each in a way nobody foresaw, with an error that quotes the payload.
BROKEN = """
import sys
from touchline_collector import admin, readings
from touchline_collector.cli import main
from touchline_collector.intake.rules import Rules

def breaking(method):
    def broken(self, members, *args, **options):
        for member in members:
            if b"boom" in member.raw:
                int(member.raw)
        return method(self, members, *args, **options)
    return broken

def breaks(*args, address="@".join(("jane", "example.com"))):  # put together: some tracebacks show lines of the source
    try:
        int(address)
    except ValueError as error:
        raise LookupError(address) from error

Rules.assess, Rules.pass_plainly = breaking(Rules.assess), breaking(Rules.pass_plainly)
admin.COMMANDS["sinks"] = breaks
readings.Readings.exposition = breaks
sys.exit(main())
"""


@pytest.mark.parametrize(("style", "processes"), [("text", "1"), ("json", "0")])
def test_an_unforeseen_error_is_500_and_nothing_more(tmp_path: Path, style: str, processes: str) -> None:
    """A problem, on a connection that goes on; the journal names type and place, and quotes nothing."""
    flags = ("--log-format", style, "--intake-processes", processes)
    with Collector(tmp_path, *flags, program=BROKEN) as collector:
        assert collector.post(order()).status_code == 202
        broken = json.dumps(order("boom jane@example.com")).encode()
        requests = [post(broken, ends=False), post(broken, ends=False, target=b"/v1/validate")]
        requests.append(post(b"{}", f"Authorization: Bearer {collector.token()}".encode(), ends=False, target=SINKS))
        requests.append(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
        *answers, last = exchange(collector, b"".join(requests) + post(json.dumps(order()).encode()))
        assert (len(answers), last.status) == (4, 202)
        for answer in answers:
            assert (answer.status, answer.code) == (500, "internal")
            assert answer.headers["accept-encoding"] == "zstd, gzip"
            assert b"jane" not in answer.body
        journal = until(lambda: (text := collector.errors()).count("ValueError") >= 4 and text)
        assert collector.stop() == 0
    assert len(re.findall(r"(?:^|\\n)LookupError", journal, re.MULTILINE)) == 2
    assert re.search(r'File ".*", line \d+, in breaks', journal.replace('\\"', '"'))
    assert "jane" not in journal


def test_the_journal_is_json_for_machines(tmp_path: Path) -> None:
    """Each line an object with time, level, logger and message; an exception lies in one line with them."""
    config = tmp_path / "c.toml"
    config.write_text("")
    with Collector(tmp_path, "--config", str(config), "--log-format", "json", program=BROKEN) as collector:
        collector.post(order("boom"))
        config.write_text("[nonsense")
        collector.process.send_signal(signal.SIGHUP)
        until(lambda: "the old one stays" in collector.errors())
        assert collector.stop() == 0
        lines = [json.loads(line) for line in collector.errors().splitlines()]
    for line in lines:
        assert line.keys() - {"exception"} == {"time", "level", "logger", "message"}
        assert abs(datetime.fromisoformat(line["time"]) - datetime.now(UTC)) < timedelta(minutes=5)
        assert line["level"] in ("info", "warning", "error")
        assert line["logger"].startswith("touchline_collector")
    assert [line["exception"].splitlines()[-1] for line in lines if "exception" in line] == ["ValueError"]
    assert any("c.toml is not TOML" in line["message"] for line in lines)


def test_the_journal_is_text_for_people(tmp_path: Path) -> None:
    """One line a happening, with time and level; nothing of the events that came."""
    with Collector(tmp_path) as collector:
        collector.post([order("e-4711"), order("e-4712", time="nonsense")])
        collector.process.send_signal(signal.SIGHUP)
        until(lambda: "configuration reloaded" in collector.errors())
        assert collector.stop() == 0
        lines = collector.errors().splitlines()
    assert lines
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING|ERROR) touchline", line) for line in lines)
    assert not [line for line in lines if "e-471" in line]
