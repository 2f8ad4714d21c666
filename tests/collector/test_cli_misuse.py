"""What a person gets wrong at the command line: one sentence with thing, value and what was expected; exit 2."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import DEADLINE, Collector, order, until
from touchline_collector.cli import VERBS, main
from touchline_collector.eventlog import EventLog


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty log, and files of every wrong kind."""
    made = tmp_path_factory.mktemp("misuse")
    (made / "data").mkdir()
    EventLog.open(made / "data" / "log").close()
    (made / "folder").mkdir()
    (made / "broken.json").write_text("{")
    (made / "list.json").write_text("[]")
    (made / "broken.toml").write_text("nonsense")
    (made / "bytes.toml").write_bytes(b"\xff\xfe")
    (made / "event.ndjson").write_text("{}\n")
    return made


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(folder)
    yield folder
    for stray in folder.glob("touchline-data"):
        shutil.rmtree(stray)


DATA = ("--data-dir", "data")
SENTENCES = [
    (["run", "--port", "99999"], "--port must be at most 65535, not 99999"),
    (["run", "--intake-processes", "-1"], "--intake-processes must be at least 0, not -1"),
    (["run", "--intake-processes", "257"], "--intake-processes must be at most 256, not 257"),
    (["run", "--host", ""], "--host must not be empty"),
    (["run", "--port", "x"], "invalid int value: 'x'"),
    (["run", "--host", "192.0.2.1", "--port", "0"], "host 192.0.2.1 serves other machines, which needs keys"),
    (["run", "--config", "none.toml"], "none.toml: No such file or directory"),
    (["run", "--config", "folder"], "folder: Is a directory"),
    (["run", "--config", "broken.toml"], "broken.toml is not TOML"),
    (["run", "--config", "bytes.toml"], "bytes.toml is not TOML"),
    (["run", "--data-dir", ""], "expected a path, not an empty text"),
    (["run", "--data-dir", "list.json", "--port", "0"], "the data folder list.json cannot be used: File exists"),
    (["run", "--log-format", "xml"], "invalid choice: 'xml'"),
    (["run", "--members", "none.json", "--port", "0", *DATA], "none.json: No such file or directory"),
    (["run", "--members", "broken.json", "--port", "0", *DATA], "broken.json is not JSON"),
    (["run", "--members", "broken.toml", "--port", "0", *DATA], "broken.toml is not TOML"),
    (["run", "--members", "bytes.toml", "--port", "0", *DATA], "bytes.toml is not UTF-8"),
    (["check", "--config", "none.toml"], "none.toml: No such file or directory"),
    (["check", "surplus"], "unrecognized arguments: surplus"),
    (["explain"], "required: event"),
    (["explain", "none.json"], "none.json: No such file or directory"),
    (["explain", "folder"], "folder: Is a directory"),
    (["explain", "list.json", "--key", "nobody"], "there is no key nobody; there are none"),
    (["keys"], "required: do, --name"),
    (["keys", "new", "--name", " "], "--name is empty"),
    (["keys", "new", "--name", "x", "--kind", "boss"], "invalid choice: 'boss'"),
    (["log", "stat", "--data-dir", "none"], "there is no log in none/log"),
    (["log", "cat", "--count", "-1", *DATA], "expected a whole number from 0 on, not '-1'"),
    (["log", "cat", "--after", "x", *DATA], "expected a whole number from 0 on, not 'x'"),
    (["log", "export", "none/x", *DATA], "none/x: No such file or directory"),
    (["log", "import", "none", *DATA], "none: No such file or directory"),
    (["log", "import", "event.ndjson", *DATA], "line 1 is not an exported event"),
    (["rejects", "list", "--data-dir", "none"], "there is no data folder none"),
    (["rejects", "show", *DATA], "name one number, not 0"),
    (["rejects", "show", "1", "2", *DATA], "name one number, not 2"),
    (["rejects", "show", "9" * 30, *DATA], f"expected a whole number from 0 on, not '{'9' * 30}'"),
    (["rejects", "show", "7", *DATA], "there is no reject 7"),
    (["rejects", "replay", *DATA], "name at least one number"),
    (["rejects", "repair", "7", *DATA], "name the repaired event with --event FILE"),
    (["rejects", "repair", "7", "--event", "list.json", *DATA], "there is no reject 7"),
    (["rejects", "replay", "7", "--event", "none.json", *DATA], "none.json: No such file or directory"),
    (["rejects", "replay", "7", "--event", "broken.json", *DATA], "broken.json is not JSON"),
    (["dead", "show", "7", *DATA], "there is no dead letter 7"),
    (["dead", "repair", "7", *DATA], "name the repaired event with --event FILE"),
    (["dead", "repair", "7", "--event", "list.json", *DATA], "there is no dead letter 7"),
    (["dead", "replay", *DATA], "name at least one number"),
    (["sinks", "pause", *DATA], "name the sink to pause"),
    (["sinks", "pause", "nobody", *DATA], "there is no sink nobody; there are events"),
    (["sinks", "forget", "events", *DATA], "sink events is configured"),
    (["erase", *DATA], "required: --identity"),
    (["erase", "--identity", "u-1", *DATA], "an identity is written type:value, as user:u-1, not 'u-1'"),
    (["erase", "--identity", "user:u-1", "--also", "x", *DATA], "an identity is written type:value"),
    (["members", "add", "none.json", *DATA], "none.json: No such file or directory"),
    (["members", "remove", "4711", *DATA], "this collector resolves no programme"),
    (["tail", "--data-dir", "none"], "there is no log in none/log"),
    (["tail", "--count", "-1", *DATA], "expected a whole number from 0 on, not '-1'"),
    (["dance"], "invalid choice: 'dance'"),
]


def misuse(line: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and words. `run` starts processes and a journal, which only a process of its own may do."""
    if line[0] == "run":
        command = [sys.executable, "-m", "touchline_collector.cli", *line]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, check=False)
        return ended.returncode, ended.stderr
    try:
        return main(line), capsys.readouterr().err
    except SystemExit as ended:  # argparse's own way to say 2
        return int(str(ended.code)), capsys.readouterr().err


@pytest.mark.parametrize(("line", "sentence"), SENTENCES, ids=lambda value: " ".join(value)[:60])
def test_a_mistake_is_named(here: Path, line: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By every verb, for every kind of mistake."""
    code, told = misuse(line, capsys)
    assert (code, told.splitlines()[-1].startswith("touchline-collector")) == (2, True), told
    assert sentence in told.splitlines()[-1]


def test_every_verb_is_misused() -> None:
    """None is left out of the table."""
    assert {line[0] for line, _ in SENTENCES} >= set(VERBS)


@pytest.mark.parametrize("name", ['a "quoted" one', "two\nlines", "back\\slash", "schöner Schlüssel"])
def test_any_name_makes_a_configuration(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What `keys new` prints can be pasted, whatever the key is called."""
    assert main(["keys", "new", "--name", name]) == 0
    printed = capsys.readouterr().out
    (tmp_path / "c.toml").write_text(printed[printed.index("[[keys]]") :])
    assert main(["check", "--offline", "--config", str(tmp_path / "c.toml"), "--data-dir", str(tmp_path)]) == 0


def test_an_erasure_of_nobody_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt type erases nothing; the person who asked must see it."""
    assert main(["erase", "--identity", "usr:u-1", *DATA]) == 0
    assert "no event carried it" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_tail_follows_until_it_is_ended(tmp_path: Path, number: int) -> None:
    """Without --count: what is there, what comes later, and at Ctrl-C an end without a word."""
    with Collector(tmp_path) as collector:
        first, second = order(), order()
        collector.post(first)
        command = [sys.executable, "-m", "touchline_collector.cli", "tail", "--from-start", "--data-dir"]
        with subprocess.Popen(
            [*command, str(collector.data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as tail:
            assert tail.stdout
            assert tail.stderr
            assert json.loads(tail.stdout.readline())["id"] == first["id"]
            collector.post(second)
            assert json.loads(tail.stdout.readline())["id"] == second["id"]
            tail.send_signal(number)
            assert tail.wait(DEADLINE) == {signal.SIGINT: 130, signal.SIGTERM: -signal.SIGTERM}[signal.Signals(number)]
            assert (tail.stdout.read(), tail.stderr.read()) == ("", "")


def test_an_order_to_a_collector_that_just_died_is_answered(tmp_path: Path) -> None:
    """The control file is a dead one's: the folder's lock decides, not the file."""
    with Collector(tmp_path) as collector:
        collector.post(order(time="nonsense"))
        collector.kill()
        assert main(["rejects", "list", "--data-dir", str(collector.data)]) == 0


def test_an_order_that_reaches_nobody_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is taken, but nobody listens where its holder said: the address, and what failed."""
    with Collector(tmp_path) as collector, socket.create_server(("127.0.0.1", 0)) as gone:
        control = collector.data / "control.json"
        control.write_text(control.read_text().replace(collector.url, f"http://127.0.0.1:{gone.getsockname()[1]}"))
        gone.close()
        assert main(["sinks", "--data-dir", str(collector.data)]) == 2
        assert "cannot reach the collector at http://127.0.0.1:" in until(lambda: capsys.readouterr().err)
