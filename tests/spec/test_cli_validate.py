"""`touchline-spec validate`: anything at all gives findings or one sentence, never a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.touchpoints import order
from touchline_spec.cli import main

NOW = ("--now", "2026-11-20T12:00:00Z")
COMMAND = [sys.executable, "-m", "touchline_spec.cli"]


def validate(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["validate", *NOW, *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def written(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def text(event: Any, **options: Any) -> bytes:
    return json.dumps(event, **options).encode()


def test_every_form_of_good_input_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A JSON object over one line or many, an array, and one event a line."""
    forms = {
        "one.json": text(order()),
        "pretty.json": text(order(), indent=2),
        "array.json": text([order(), order()], indent=2),
        "lines.ndjson": text(order()) + b"\n\n" + text(order()) + b"\r\n",
        "lines.txt": b"\n" + text(order()) + b"\n" + text(order()),
    }
    for name, content in forms.items():
        assert validate(written(tmp_path, name, content), capsys=capsys)[0] == 0, name


def test_a_bad_line_is_named_and_the_good_ones_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [text(order()), b'{"id": ', text(order(order_id=5)), text(order())]
    path = written(tmp_path, "mixed.ndjson", b"\n".join(lines))
    code, out, err = validate(path, capsys=capsys)
    assert code == 1
    assert [line.split(" ")[0:3] for line in out.splitlines()] == [
        [f"{path}:2:", "error", "json.malformed"],
        [f"{path}:3:", "error", "data.type"],
    ]
    assert "4 events: 2 valid, 2 with errors" in err


def test_findings_come_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "a.json", text([order(), order(order_id=5)]))
    code, out, _ = validate("--format", "json", path, capsys=capsys)
    assert code == 1
    assert json.loads(out) | {"message": ""} == {
        "place": f"{path}[1]",
        "level": "error",
        "rule": "data.type",
        "pointer": "/data/order_id",
        "message": "",
    }


def test_what_is_no_file_of_events_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, a missing file, an empty one and a bad option each get one sentence and exit code 2."""
    cases = {
        str(tmp_path): "directory",
        str(tmp_path / "none.json"): "no such file",
        written(tmp_path, "empty.json", b" \n"): "no events",
        written(tmp_path, "long.json", b"[" + b" " * (8 * 1024 * 1024) + b"]"): "NDJSON",
    }
    for path, said in cases.items():
        code, out, err = validate(path, capsys=capsys)
        assert (code, out) == (2, ""), path
        assert said in err


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\xff" * 500,
        b"\xff\xfe[\x00]\x00",
        b"[" * 100_000,
        b'"text"',
        b"nul",
        b"[1,",
        b'{"a":' * 3000,
        b"{}\n\x80",
    ],
)
def test_any_bytes_give_findings(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = validate(written(tmp_path, "any.json", content), capsys=capsys)
    assert code == 1
    assert out


def test_a_line_beyond_the_limit_is_judged_unseen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its size is told in full, and the lines after it are read."""
    long = text(order(note="x" * 200_000))
    path = written(tmp_path, "long.ndjson", text(order()) + b"\n" + long + b"\n" + text(order(order_id=5)))
    code, out, _ = validate(path, capsys=capsys)
    first, second = out.splitlines()
    assert code == 1
    assert f"{path}:2: error event.size" in first
    assert str(len(long)) in first
    assert f"{path}:3: error data.type" in second


PEAK = """
import resource, sys
from touchline_spec.cli import main
print(main(["validate", "--quiet"]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_standard_input_is_streamed_with_flat_memory() -> None:
    """Twenty-five megabytes of lines need no more memory than a few."""
    line = text(order()) + b"\n"
    few, many = (_peak(line, count) for count in (10, 40_000))
    assert many < few + 8 * 1024


def _peak(line: bytes, count: int) -> int:
    """Return the largest memory in KiB of a run over so many lines."""
    with subprocess.Popen([sys.executable, "-c", PEAK], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(count // 10):
            process.stdin.write(line * 10)
        process.stdin.close()
        code, peak = process.stdout.read().split()
    assert code == b"0"
    return int(peak)


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    """`touchline-spec validate ... | head -1` ends quietly."""
    path = written(tmp_path, "bad.ndjson", b"{}\n" * 20_000)
    process = subprocess.Popen([*COMMAND, "validate", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait() == 1
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_standard_input_is_the_default(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text(order()))))
    assert validate(capsys=capsys)[0] == 0
