"""Coverage-guided fuzzing finds nothing: no crash, no hang, no undocumented exception, no quadratic step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from support.touchpoints import order
from touchline_spec import Validator, received
from touchline_spec.conformance import kit

TARGETS = ("validator", "files", "arrays", "handoffs", "links", "presence")
SCRIPT = Path(__file__).with_name("fuzz_targets.py")
# Longer with TOUCHLINE_FUZZ_SECONDS; `make fuzz` takes two minutes for each target.
SECONDS = int(os.environ.get("TOUCHLINE_FUZZ_SECONDS", "20"))
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.long
@pytest.mark.timeout(SECONDS + 120)
@pytest.mark.skipif(find_spec("atheris") is None, reason="needs atheris: pip install 'touchline[fuzz]' (Linux)")
@pytest.mark.parametrize("target", TARGETS)
def test_fuzzing_finds_nothing(target: str, tmp_path: Path) -> None:
    """Bounded by time; a finding is kept in the test's folder and named by libFuzzer."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    if target in {"validator", "files", "arrays"}:
        for number, case in enumerate(kit.load().cases):
            (corpus / str(number)).write_bytes(case.raw)
    options = [f"-max_total_time={SECONDS}", "-timeout=5", "-max_len=8192", f"-artifact_prefix={tmp_path}/"]
    command = [sys.executable, str(SCRIPT), target, str(corpus), *options]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS + 100)
    assert said.returncode == 0, said.stderr[-4000:]
    assert "Done" in said.stderr


# Text of a given length that has hurt readers before, by what it would hurt.
GROWING: dict[str, Callable[[int], bytes]] = {
    "escapes": lambda n: b'{"a":"' + b"\\\\" * (n // 2) + b'"}',
    "an unfinished text": lambda n: b'{"a":"' + b"\\" * n,
    "nesting": lambda n: b"[" * n,
    "digits": lambda n: b'{"id":' + b"9" * n + b"}",
    "an address": lambda n: json.dumps(order(email="a@" * (n // 2))).encode(),
    "a phone number": lambda n: json.dumps(order(phone="+1 " * (n // 3))).encode(),
    "many members": lambda n: json.dumps(order(**{f"k{i}": i for i in range(n // 12)})).encode(),
    "many identities": lambda n: json.dumps(
        order(identities=[{"type": "user", "value": f"u-{i}"} for i in range(n // 34)])
    ).encode(),
    "many lines": lambda n: json.dumps(
        order(items=[{"product_id": f"P-{i}", "quantity": "1"} for i in range(n // 40)])
    ).encode(),
    "surrogates": lambda n: b'{"a":"' + b"\\ud800" * (n // 6) + b'"}',
    "private fields": lambda n: json.dumps(order(ext={"com.acme": [{"email": "x"}] * (n // 14)})).encode(),
}


def steps(work: Callable[[], Any]) -> int:
    """Count the lines of Python that run; a count, unlike a time, is the same on every machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_bytes_are_at_most_twice_the_steps(name: str) -> None:
    """No step of validation is taken once for every pair; a quadratic one would give four times."""
    checker = Validator("strict")
    small, large = (GROWING[name](size) for size in (8 * 1024, 16 * 1024))
    checker.check_bytes(small, now=NOW)  # schemas are compiled and caches filled
    few = steps(lambda: checker.check_bytes(small, now=NOW))
    many = steps(lambda: checker.check_bytes(large, now=NOW))
    assert many < 2.5 * few + 500


def test_splitting_an_array_takes_steps_for_its_members_only() -> None:
    """Twice the members, twice the steps."""
    one = json.dumps(order()).encode()
    few, many = (
        steps(lambda count=count: list(received.members(b"[" + b",".join([one] * count) + b"]")))  # type: ignore[misc]
        for count in (50, 100)
    )
    assert many < 2.2 * few
