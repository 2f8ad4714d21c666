"""Members by order: in at once, out at once, and gone from the disk."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from support.collectors import Collector
from support.members import key, seen, token
from touchline_collector.cli import main


def file_of(folder: Path, *names: str) -> Path:
    file = folder / f"{'-'.join(names) or 'none'}.json"
    members = [{"loyalty": name, "key": key(name).hex()} for name in names]
    file.write_text(json.dumps({"programme": "club", "members": members}))
    return file


def told(collector: Collector, name: str, number: int) -> dict[str, Any]:
    now = datetime.now(UTC)
    event = seen(token(name, now), at=now) | {
        "id": f"{name}-{number}",
        "datacontenttype": "application/json",
        "dataschema": "urn:touchline:schema:visit.started:1.0",
    }
    return collector.post(event).json()


def test_members_come_and_go_while_the_collector_runs(tmp_path: Path) -> None:
    """Added by command, recognised; removed, nobody; and neither the key nor the open visit stays on the disk."""
    with Collector(tmp_path, "--members", str(file_of(tmp_path, "first"))) as collector:
        assert told(collector, "first", 1)["accepted"] == 1
        assert told(collector, "late", 1)["results"][0]["findings"][0]["rule"] == "presence.unresolved"
        data = ["--data-dir", str(collector.data)]
        assert main(["members", "add", str(file_of(tmp_path, "late")), *data]) == 0
        assert told(collector, "late", 2)["accepted"] == 1
        assert main(["members", "remove", "late", *data]) == 0
        assert told(collector, "late", 3)["results"][0]["status"] == "suppressed"
        assert main(["erase", "--identity", "loyalty:first", *data]) == 0
        assert told(collector, "first", 2)["results"][0]["status"] == "suppressed"
        collector.stop()
        kept = b"".join(file.read_bytes() for file in collector.data.rglob("*") if file.is_file())
        assert key("late") not in kept
        assert token("first", datetime.now(UTC)).encode() not in kept


def test_added_members_survive_a_restart(tmp_path: Path) -> None:
    """What was added by order is kept beside the log."""
    file = file_of(tmp_path)
    with Collector(tmp_path, "--members", str(file)) as collector:
        assert main(["members", "add", str(file_of(tmp_path, "late")), "--data-dir", str(collector.data)]) == 0
        collector.stop()
    with Collector(tmp_path, "--members", str(file)) as collector:
        assert told(collector, "late", 1)["accepted"] == 1


def test_a_programme_without_a_file_takes_members_by_order(tmp_path: Path) -> None:
    """`[presence] programme` is enough where every member is added by order, also after a restart."""
    configuration = tmp_path / "collector.toml"
    configuration.write_text('[presence]\nprogramme = "club"\n')
    with Collector(tmp_path, "--config", str(configuration)) as collector:
        assert told(collector, "late", 1)["results"][0]["findings"][0]["rule"] == "presence.unresolved"
        assert main(["members", "add", str(file_of(tmp_path, "late")), "--data-dir", str(collector.data)]) == 0
        assert told(collector, "late", 2)["accepted"] == 1
        collector.stop()
    with Collector(tmp_path, "--config", str(configuration)) as collector:
        assert told(collector, "late", 3)["accepted"] == 1


def test_without_a_programme_the_order_is_refused(tmp_path: Path) -> None:
    """A collector that resolves nobody says which flag is missing."""
    with Collector(tmp_path) as collector:
        assert main(["members", "add", str(file_of(tmp_path, "a")), "--data-dir", str(collector.data)]) != 0
