"""These tests run in a machine of their own (`make test-vm`) and nowhere else: here they are not even collected."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.collectors import Collector
from support.members import PROGRAMME, key


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say at once why a test failed: on a slow machine the end may never come."""
    if report.failed:
        sys.stdout.write(f"\n{report.longreprtext}\n{report.capstdout}\n")


collect_ignore_glob = [] if "TOUCHLINE_VM" in os.environ else ["test_*.py"]


@pytest.fixture(scope="session")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """A collector that knows the members `ann` and `ben`."""
    folder = tmp_path_factory.mktemp("collector")
    members = folder / "members.json"
    entries = [{"loyalty": name, "key": key(name).hex()} for name in ("ann", "ben")]
    members.write_text(json.dumps({"programme": PROGRAMME, "members": entries}))
    with Collector(folder, "--members", str(members)) as running:
        yield running


@pytest.fixture(scope="session")
def results() -> Iterator[dict[str, Any]]:
    """What was measured, for the documentation: it comes out of the machine as a file."""
    found: dict[str, Any] = {}
    yield found
    (Path(os.environ["TOUCHLINE_VM"]) / "results.json").write_text(json.dumps(found, indent=1))
