"""Other people's code: a validator and producer in JavaScript, and the CloudEvents parsers of others."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

from touchline_spec.cli import main
from touchline_spec.conformance import kit
from touchline_spec.jsontext import loads

ROOT = Path(__file__).resolve().parents[2]
JAVASCRIPT = ROOT / "examples/javascript"
node = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node: apt-get install nodejs")


def examples() -> list[dict[str, Any]]:
    """The example of every event type, complete."""
    return [loads(case.raw) for case in kit.load().cases if case.id.endswith("/example")]


@node
def test_the_javascript_validator_gives_every_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who never saw our code gets the same answers from the published files alone."""
    code = main(["conformance", "run", "--command", f"node {JAVASCRIPT / 'validator.mjs'}"])
    assert code == 0, capsys.readouterr().out


@node
def test_the_javascript_producer_breaks_no_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = subprocess.run(["node", JAVASCRIPT / "producer.mjs"], capture_output=True, check=True, timeout=30)
    path = tmp_path / "events.ndjson"
    path.write_bytes(written.stdout)
    assert main(["conformance", "run", str(path)]) == 0
    assert "order.placed" in capsys.readouterr().out


@node
def test_the_javascript_producer_can_post_to_the_kit() -> None:
    command = [sys.executable, "-m", "touchline_spec.cli", "conformance", "run", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [*command, "--events", "4", "--seconds", "30"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        url = process.stderr.readline().split()[2].rstrip(";")
        sent = subprocess.run(["node", JAVASCRIPT / "producer.mjs", url], capture_output=True, check=False, timeout=30)
        out, _ = process.communicate(timeout=30)
    assert (sent.returncode, process.returncode) == (0, 0), out


def test_our_events_are_cloudevents_to_the_python_sdk() -> None:
    """The version 2 interface of the CloudEvents SDK reads every example, attribute for attribute."""
    from cloudevents.core.formats.json import JSONFormat  # noqa: PLC0415 - imports much; only here

    for event in examples():
        read = JSONFormat().read(None, json.dumps(event))
        assert (read.get_id(), read.get_source(), read.get_type()) == (event["id"], event["source"], event["type"])
        assert read.get_dataschema() == event["dataschema"]
        assert read.get_data() == event["data"]


def test_our_events_are_cloudevents_to_the_python_sdk_s_first_interface() -> None:
    from cloudevents.v1.http import from_json  # noqa: PLC0415 - imports much; only here

    for event in examples():
        read = from_json(json.dumps(event))
        assert {name: read[name] for name in event if name != "data"} == {k: v for k, v in event.items() if k != "data"}
        assert read.data == event["data"]


CLOUDEVENTS_PYDANTIC = """
import json, sys
from cloudevents_pydantic.events import CloudEvent
from cloudevents_pydantic.formats import json as form
for line in sys.stdin:
    event = json.loads(line)
    read = form.deserialize(line)
    source = read.source.geturl() if hasattr(read.source, "geturl") else str(read.source)
    got = (read.id, source, read.type)
    assert got == (event["id"], event["source"], event["type"]), got
    assert read.data == event["data"], event["type"]
"""


@pytest.mark.long
@pytest.mark.timeout(300)
def test_our_events_are_cloudevents_to_cloudevents_pydantic(tmp_path: Path) -> None:
    """In an environment of its own, because it needs the SDK's older major version."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env/bin/python"
    install = [python, "-m", "pip", "install", "--quiet", "cloudevents-pydantic"]
    installed = subprocess.run(install, capture_output=True, text=True, check=False, timeout=240)
    if installed.returncode:
        pytest.skip(f"cloudevents-pydantic cannot be installed here: {installed.stderr[-200:]}")
    lines = "\n".join(json.dumps(event) for event in examples())
    read = subprocess.run(
        [python, "-c", CLOUDEVENTS_PYDANTIC], input=lines, capture_output=True, text=True, check=False, timeout=60
    )
    assert read.returncode == 0, read.stderr


CLOUDEVENTS_NPM = """
import { HTTP } from "cloudevents";
import { readFileSync } from "node:fs";
import { deepStrictEqual } from "node:assert";
for (const line of readFileSync(0, "utf8").trim().split("\\n")) {
  const event = JSON.parse(line);
  const read = HTTP.toEvent({ headers: { "content-type": "application/cloudevents+json" }, body: line });
  read.validate();
  deepStrictEqual([read.id, read.source, read.type], [event.id, event.source, event.type]);
  deepStrictEqual(read.data, event.data);
}
"""


@pytest.mark.long
@pytest.mark.timeout(300)
@node
def test_our_events_are_cloudevents_to_the_npm_sdk(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"type": "module", "private": true}')
    (tmp_path / "read.mjs").write_text(CLOUDEVENTS_NPM)
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm: apt-get install npm")
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", "cloudevents"]
    installed = subprocess.run(install, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240)
    if installed.returncode:
        pytest.skip(f"the npm package cloudevents cannot be installed here: {installed.stderr[-200:]}")
    lines = "\n".join(json.dumps(event) for event in examples())
    read = subprocess.run(
        ["node", "read.mjs"], cwd=tmp_path, input=lines, capture_output=True, text=True, check=False, timeout=60
    )
    assert read.returncode == 0, read.stderr
