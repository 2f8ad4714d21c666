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


def told(
    collector: Collector, name: str, number: int, store: str = "s-1", now: datetime | None = None
) -> dict[str, Any]:
    now = now or datetime.now(UTC)
    event = seen(token(name, now), at=now, store=store) | {
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


def test_operators_see_what_becomes_of_tokens(tmp_path: Path) -> None:
    """Unknown tokens, clocks and replays are counted; no token and no member is in the metrics."""
    with Collector(tmp_path, "--members", str(file_of(tmp_path, "first"))) as collector:
        now = datetime.now(UTC)
        told(collector, "first", 1, now=now)
        told(collector, "nobody", 1)
        told(collector, "first", 2, store="s-2", now=now)
        shown = collector.metrics()
        text = collector.get("/metrics").text
    assert shown['touchline_presence_events_total{outcome="resolved"}'] == 2
    assert shown['touchline_presence_events_total{outcome="unresolved"}'] == 1
    assert sum(shown[f'touchline_presence_clock_total{{windows="{off}"}}'] for off in ("-1", "0", "+1")) == 2
    assert shown["touchline_presence_replays_total"] == 1
    assert shown["touchline_presence_installations"] == 1
    assert token("first", now) not in text
    assert "first" not in text
