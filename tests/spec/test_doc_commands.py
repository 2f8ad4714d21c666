"""Every command that the specification's pages show is run as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import Collector
from support.touchpoints import order

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs/spec").glob("*.md")), *sorted((ROOT / "spec").glob("*.md"))]
PAGES += [ROOT / "docs/spec/mappings/README.md", ROOT / "examples/javascript/README.md"]
STARTS = ("touchline-spec ", "node ", "python ", "make ", "my-producer ", "producer ")
# What a page leaves to the reader, filled in: addresses, keys, folders, and an end for what would listen for ever.
FILLED = {
    "http://localhost:8787": "{collector}",
    "http://127.0.0.1:8787": "{collector}",
    "--listen 127.0.0.1:8080": "--listen 127.0.0.1:0 --seconds 0.1",
    "--key KEY": "--key not-needed-here --level 0",
    "--types FOLDER": "--types touchpoints slush.json",
    "node validator.mjs": "node examples/javascript/validator.mjs",
    "[--strict]": "--strict",
    "VECTORS": f"{ROOT}/spec/conformance/vectors/tokens/presence.json",
    "node spec/": f"node {ROOT}/spec/",
    '"my-forwarder"': '"my-forwarder" --level 0',
}
# Nobody posted anything.
EXPECTED = {"touchline-spec conformance run --listen 127.0.0.1:8080": 1}
# The gates run these themselves; the Makefile's own tests hold the targets, test_compatibility.py the publication.
ELSEWHERE = ("make ", "python spec/generate")

FORWARDER = f"""#!{sys.executable}
import base64, json, sys
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({{"id": asked["id"], "output": json.loads(base64.b64decode(asked["input_base64"]))}}), flush=True)
"""


def commands() -> list[str]:
    """Every line of the pages' shell blocks, and every command in running text."""
    found = []
    for page in PAGES:
        text = page.read_text()
        for block in re.findall(r"^```(?:sh)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [line for line in block.splitlines() if line.startswith(STARTS)]
        prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        found += [said.replace("\\|", "|") for said in re.findall(r"`([^`\n]+)`", prose) if said.startswith(STARTS)]
    return sorted({each for each in found if not each.startswith(ELSEWHERE)})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: events in files, a type of its own, a producer, a forwarder, our examples."""
    folder = tmp_path_factory.mktemp("desk")
    line = json.dumps(order())
    for name in ("order.json", "events.ndjson", "more.json"):
        (folder / name).write_text(line + "\n")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "bin").mkdir()
    for name, program in (
        ("producer", f"#!/bin/sh\necho '{line}'\n"),
        ("my-producer", f"#!/bin/sh\necho '{line}'\n"),
        ("my-forwarder", FORWARDER),
    ):
        path = folder / "bin" / name
        path.write_text(program)
        path.chmod(0o755)
    scaffold = [sys.executable, "-m", "touchline_spec.cli", "new", "com.acme.kiosk.tea_poured.v1"]
    subprocess.run(scaffold, cwd=folder, check=True, capture_output=True)
    slush = order() | {"type": "com.acme.kiosk.tea_poured.v1", "data": {"channel": "kiosk", "size": "L"}}
    (folder / "slush.json").write_text(json.dumps(slush))
    return folder


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a collector that takes events from anybody on this machine."""
    with Collector(tmp_path_factory.mktemp("collector")) as running:
        yield running.url


def test_the_pages_show_commands() -> None:
    """The search finds what a reader sees."""
    assert len(commands()) >= 15


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_pages_runs(command: str, desk: Path, collector: str) -> None:
    """As it stands there, in a shell, with the exit code that the page promises."""
    if "node " in command and shutil.which("node") is None:
        pytest.skip("needs Node: apt-get install nodejs")
    filled = command
    for said, meant in FILLED.items():
        filled = filled.replace(said, meant.format(collector=collector))
    (desk / "touchpoints/com.acme.kiosk.slush_poured.v1.json").unlink(missing_ok=True)
    path = f"{Path(sys.executable).parent}:{desk / 'bin'}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TOUCHLINE_SCHEMAS": str(ROOT / "spec/schemas")}
    said = subprocess.run(
        ["bash", "-o", "pipefail", "-c", filled],
        cwd=desk, env=environment, capture_output=True, text=True, check=False, timeout=50, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert said.returncode == EXPECTED.get(command, 0), (filled, said.stdout[-1500:], said.stderr[-1500:])
    assert "Traceback" not in said.stderr
