"""The command `touchline`, as people and scripts use it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from support.collectors import until
from support.odd_server import OddServer, Seen, http
from touchline import Client
from touchline.cli import main
from touchline.outbox.keyring import Keyring
from touchline.outbox.segment import unsent
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
    assert err == "delivered 1, refused 0, not delivered 0\n"


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
        (["send", "--file", "/nowhere/at/all", "--url", "http://x"], "/nowhere/at/all: No such file"),
        (["send", "--file", "/", "--url", "http://x"], "/: Is a directory"),
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


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b'{"type": "com.acme.x.v1"', "line 1 is no JSON"),
        (b'\n"text"', "line 2 is no event: expected an object with a 'type'"),
        (b'{"type": 7}', "line 1 is no event"),
        (b"\x80\x81\x00", "line 1 is no JSON"),
    ],
)
def test_a_file_that_holds_no_events_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes, complaint: str
) -> None:
    """The line and what was expected."""
    (tmp_path / "events").write_bytes(text)
    assert main(["send", "--file", str(tmp_path / "events"), "--url", "http://127.0.0.1:9"]) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "required: VERB"),
        (["sned"], "invalid choice: 'sned'"),
        (["outbox"], "required: verb"),
        (["tail", "--port", "99999"], "'99999': expected a port"),
        (["send", TYPE, "--timeout", "-1"], "at least 0"),
        (["send", TYPE, "--timeout", "soon"], "'soon'"),
    ],
)
def test_a_wrong_command_line_is_misuse(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What argparse finds, with the usage above it."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Two tails, one port."""
    with LocalCollector() as collector:
        port = collector.url.rpartition(":")[2]
        assert main(["tail", "--port", port]) == 2
    assert f"port {port} of this machine: Address already in use" in capsys.readouterr().err


def test_without_a_network_what_was_not_delivered_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One count and one reason, no traceback, no log; with an outbox, where it waits."""
    with OddServer(listen=False) as nobody:
        arguments = ["send", TYPE, "--url", nobody.url, "--timeout", "0.5"]
        assert main(arguments) == 1
        expected = f"delivered 0, refused 0, not delivered 1\n{nobody.url} did not take them: network.connect\n"
        assert capsys.readouterr().err == expected
        folder = str(tmp_path / "outbox")
        assert main([*arguments, "--outbox", folder]) == 1
        assert f"waiting in {folder} 1\n" in capsys.readouterr().err
        assert main(["outbox", "flush", folder, "--url", nobody.url, "--timeout", "0.5"]) == 1
        assert f"waiting in {folder} 1\n" in capsys.readouterr().err


def test_an_event_that_cannot_be_recorded_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt type costs exit 1 and one sentence."""
    with LocalCollector() as collector:
        assert main(["send", "touchline.order.plcaed.v1", "--url", collector.url]) == 1
    out, err = capsys.readouterr()
    assert out == "not taken\n"
    assert "did you mean 'touchline.order.placed.v1'" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["tail", "--port", "0"],
        ["send", "--file", "-", "--url", "URL"],
        ["send", TYPE, "--url", "URL", "--timeout", "60"],
        ["outbox", "flush", "FOLDER", "--url", "URL", "--timeout", "60"],
        ["validate", "-"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_ctrl_c_ends_a_command_with_one_line(tmp_path: Path, arguments: list[str]) -> None:
    """A real SIGINT while it waits: exit 130, one line, no traceback; what is in an outbox stays there."""
    asked = threading.Event()

    def hang(_: Seen) -> bytes | None:
        asked.set()
        time.sleep(30)
        return None

    with OddServer(hang) as server:
        with Client("http://127.0.0.1:9", source="//s", outbox=tmp_path, exit_timeout=0.0) as offline:
            offline.track(TYPE)
        words = [{"URL": server.url, "FOLDER": str(tmp_path)}.get(word, word) for word in arguments]
        command = [sys.executable, "-m", "touchline.cli", *words]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
            if "URL" in arguments and "-" not in arguments:
                assert asked.wait(30)
            elif arguments[0] == "tail":
                assert process.stderr is not None
                assert "listening" in process.stderr.readline()
            else:
                waits_for_input(process.pid)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
        assert process.returncode == 130
        assert err.endswith(": interrupted\n")
        assert "Traceback" not in err
    assert [len(unsent(path, Keyring())) for path in tmp_path.glob("*.events")] == [1]


def waits_for_input(process: int) -> None:
    """Return when the process sleeps in a read of its standard input."""
    until(lambda: Path(f"/proc/{process}/syscall").read_text().startswith("0 0x0 "))


def test_a_reader_that_has_enough_ends_an_export(tmp_path: Path) -> None:
    """`touchline outbox export FOLDER | head -1` says nothing of it."""
    client = Client("http://127.0.0.1:9", source="//s", outbox=tmp_path, exit_timeout=0.0)
    for n in range(3000):
        client.track(TYPE, {"n": n, "pad": "x" * 200})
    client.close()
    command = f"{sys.executable} -m touchline.cli outbox export {tmp_path} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=50, check=False)  # noqa: S602
    assert json.loads(done.stdout)["data"]["n"] == 0
    assert done.stderr == ""


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
