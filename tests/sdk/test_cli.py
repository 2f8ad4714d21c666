"""The command `touchline`, as people and scripts use it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.odd_server import OddServer, http
from touchline import Client
from touchline.cli import main
from touchline.testing import LocalCollector

TYPE = "com.acme.kiosk.slush_poured.v1"


def test_send_says_what_became_of_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON values are JSON, others text; the id goes to standard output."""
    with LocalCollector() as collector:
        assert main(["send", TYPE, "size=L", "count=2", "--url", collector.url, "--source", "//cli"]) == 0
        (event,) = collector.accepted
    out, err = capsys.readouterr()
    assert event["data"] == {"size": "L", "count": 2}
    assert out.strip() == event["id"]
    assert err == "delivered 1, refused 0, waiting 0\n"


def test_send_names_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """Refused by the collector: exit 1, pointer and rule."""
    with LocalCollector() as collector:
        assert main(["send", "touchline.order.placed.v1", "order_id=O-1", "--url", collector.url]) == 1
    assert "/data" in capsys.readouterr().err


def test_send_takes_files_and_keeps_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exported events travel under their own ids and times."""
    lines = [{"type": TYPE, "id": f"e-{n}", "time": "2026-11-20T10:00:00Z", "data": {"n": n}} for n in range(3)]
    file = tmp_path / "events.ndjson"
    file.write_text("\n".join(map(json.dumps, lines)))
    with LocalCollector() as collector:
        assert main(["send", "--file", str(file), "--url", collector.url]) == 0
        assert [(e["id"], e["time"]) for e in collector.accepted] == [
            (f"e-{n}", "2026-11-20T10:00:00Z") for n in range(3)
        ]
    assert capsys.readouterr().out.split() == ["e-0", "e-1", "e-2"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["send", TYPE], "TOUCHLINE_URL"),
        (["send", "--url", "http://x"], "either an event type"),
        (["send", TYPE, "novalue", "--url", "http://x"], "'novalue': expected name=value"),
        (["send", TYPE, "--url", "nonsense"], "url 'nonsense'"),
        (["outbox", "stat", "/nowhere/at/all"], "is no folder"),
    ],
)
def test_misuse_is_one_sentence_and_exit_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thing, the value, and what was expected; no traceback."""
    monkeypatch.delenv("TOUCHLINE_URL", raising=False)
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert complaint in err
    assert err.count("\n") == 1


def test_an_outbox_is_counted_exported_and_flushed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three events from a day offline: seen, read, delivered, gone."""
    with OddServer(lambda _: http(503)) as away:
        client = Client(away.url, source="//till/3", outbox=tmp_path, exit_timeout=0.0)
        ids = [client.track(TYPE, {"n": n}) for n in range(3)]
        client.close()
    assert main(["outbox", "stat", str(tmp_path)]) == 0
    assert "waiting      3 events" in capsys.readouterr().out
    assert main(["outbox", "export", str(tmp_path)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ids
    with LocalCollector() as collector:
        assert main(["outbox", "flush", str(tmp_path), "--url", collector.url]) == 0
        assert [event["id"] for event in collector.accepted] == ids
    assert "delivered 3" in capsys.readouterr().err
    assert main(["outbox", "flush", str(tmp_path), "--url", collector.url]) == 0


def test_validate_is_the_specifications(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same findings, where the SDK's users look."""
    file = tmp_path / "event.json"
    file.write_text('{"specversion": "1.0", "id": "a", "source": "//s", "type": "touchline.order.placed.v1"}')
    assert main(["validate", str(file)]) == 1
    assert "envelope.time" in capsys.readouterr().out


def test_tail_prints_what_applications_send() -> None:
    """A collector for one's own machine: one line an event, findings below it, Ctrl-C ends it."""
    command = [sys.executable, "-m", "touchline.cli", "tail", "--port", "0", "--count", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as tail:
        assert tail.stderr is not None
        url = tail.stderr.readline().split("listening on ")[1].split(";")[0]
        with Client(url, source="//shop", linger=0.0) as client:
            client.track(TYPE, {"identities": [{"type": "user", "value": "u-1"}]})
            client.track("touchline.page.viewed.v1", {})
            client.flush()
        out, _ = tail.communicate(timeout=20)
    assert tail.returncode == 0
    assert f"{TYPE} //shop user:u-1" in out
    assert "error: /data" in out


def test_every_verb_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    """--help of the command and of each verb, quickly and without a traceback."""
    begin = time.monotonic()
    for arguments in (
        ["--help"],
        ["send", "--help"],
        ["tail", "--help"],
        ["outbox", "--help"],
        ["outbox", "flush", "--help"],
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
    assert "usage: touchline" in capsys.readouterr().out
    assert time.monotonic() - begin < 10
