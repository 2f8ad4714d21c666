"""Ctrl-C and readers that leave: one line at most, an exit code that says so, never a traceback."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from support.touchpoints import order

COMMAND = [sys.executable, "-m", "touchline_spec.cli"]
BAD = json.dumps(order(order_id=5)) + "\n"
# Says on standard error that it was asked, and never answers.
SILENT = "import sys; sys.stdin.readline(); sys.stderr.write('asked\\n'); sys.stderr.flush(); sys.stdin.read()"


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command with pipes; ended at the latest when the block ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupted(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Send SIGINT, as Ctrl-C does; returns exit code, output and errors."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def test_validate_is_interrupted_in_one_line() -> None:
    """What was found before stays told; the exit code is a shell's for Ctrl-C."""
    with started("validate") as process:
        assert process.stdin
        assert process.stdout
        while not has_spoken(process):
            process.stdin.write(BAD * 50)
            process.stdin.flush()
        code, _, err = interrupted(process)
    assert (code, err) == (130, "touchline-spec: interrupted\n")


def has_spoken(process: subprocess.Popen[str]) -> bool:
    """Tell whether the command has said something: it is beyond its start and reads."""
    assert process.stdout
    return bool(select.select([process.stdout], [], [], 0.01)[0])


def test_a_kit_run_is_interrupted_in_one_line(tmp_path: Path) -> None:
    """While a foreign validator thinks; it is ended too."""
    script = tmp_path / "silent.py"
    script.write_text(SILENT)
    with started("conformance", "run", "--command", f"{sys.executable} {script}") as process:
        assert process.stderr
        assert process.stderr.readline() == "asked\n"
        code, out, err = interrupted(process)
    assert (code, out, err) == (130, "", "touchline-spec: interrupted\n")


@pytest.mark.parametrize(("event", "expected"), [(order(), 0), (order(order_id=5), 1)])
def test_ctrl_c_ends_listening_with_the_report(event: dict[str, object], expected: int) -> None:
    """It is how a person ends it: what came is judged, and the exit code is the verdict's."""
    with started("conformance", "run", "--listen", "127.0.0.1:0") as process:
        assert process.stderr
        url = process.stderr.readline().split()[2].rstrip(";")
        requests.post(url, json=[event], timeout=10)
        code, out, err = interrupted(process)
    assert code == expected
    assert "1 events: touchline.order.placed.v1" in out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [("types",), ("schema", "order.placed"), ("conformance", "rules"), ("validate", "bad.ndjson")]
)
def test_a_reader_may_leave_after_one_line(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`| head -1` ends the command quietly, whatever it had still to say."""
    monkeypatch.chdir(tmp_path)
    Path("bad.ndjson").write_text(BAD * 5_000)
    shell = ["bash", "-c", '"$@" | head -1', "bash", *COMMAND, *arguments]
    said = subprocess.run(shell, capture_output=True, text=True, check=True, timeout=30)
    assert len(said.stdout.splitlines()) == 1
    assert said.stderr == ""
