"""SIGHUP: the configuration is read again, whole or not at all, and everything it names takes effect."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

from support.collectors import Collector, order, until

KEY = '[[keys]]\nname = "a"\nkind = "secret"\nkey = "%s"\n'
STRIPPING = """
[schemas]
dir = "{folder}/schemas"
[[sinks]]
name = "events"
kind = "sqlite"
path = "{folder}/touchline-data/events.db"
require = ["analytics"]
on_missing = "strip_identities"
"""


def reload(collector: Collector, said: str) -> None:
    """Ask for it, and wait until the journal says so once more."""
    before = collector.errors().count(said)
    collector.process.send_signal(signal.SIGHUP)
    until(lambda: collector.errors().count(said) > before)


def test_a_reload_takes_new_keys_and_refuses_wrong_files(tmp_path: Path) -> None:
    """SIGHUP reads, checks, and only then changes; a broken file leaves the old rules in force."""
    path = tmp_path / "collector.toml"
    path.write_text(KEY % "the-first-key-of-all")
    with Collector(tmp_path, "--config", str(path)) as collector:
        first, second = ({"authorization": f"Bearer the-{n}-key-of-all"} for n in ("first", "second"))
        assert collector.post(order(), **first).status_code == 202
        path.write_text(KEY % "the-second-key-of-all")
        reload(collector, "configuration reloaded")
        assert collector.post(order(), **second).status_code == 202
        assert collector.post(order(), **first).status_code == 401
        path.write_text("[nonsense")
        reload(collector, "the old one stays")
        assert collector.post(order(), **second).status_code == 202


def schema(folder: Path, **classes: str) -> None:
    """A custom type whose two fields have these privacy classes."""
    fields = {name: {"type": "string", "x-touchline-class": class_} for name, class_ in classes.items()}
    document = {"x-touchline-type": "com.acme.kiosk.poured.v1", "type": "object", "properties": fields}
    (folder / "schemas").mkdir(exist_ok=True)
    (folder / "schemas" / "poured.json").write_text(json.dumps(document))


def poured() -> dict[str, Any]:
    """An event of that type, without a grant."""
    data = {"size": "L", "flavour": "cherry"}
    return order(type="com.acme.kiosk.poured.v1", dataschema=None, subject=None, data=data)


def delivered(collector: Collector, event: dict[str, Any]) -> Any:
    (row,) = collector.rows(event["id"])
    return json.loads(row["event"])["data"]


def test_a_reload_takes_new_privacy_classes(tmp_path: Path) -> None:
    """What the schemas of custom types say now is what a sink that strips goes by, although the sink is the same."""
    path = tmp_path / "collector.toml"
    path.write_text(STRIPPING.format(folder=tmp_path))
    schema(tmp_path, size="operational", flavour="personal")
    with Collector(tmp_path, "--config", str(path)) as collector:
        first, second = poured(), poured()
        collector.post(first)
        assert delivered(collector, first) == {"size": "L"}
        schema(tmp_path, size="personal", flavour="operational")
        reload(collector, "configuration reloaded")
        collector.post(second)
        assert delivered(collector, second) == {"flavour": "cherry"}


def test_what_a_sink_holds_already_goes_by_the_new_classes(tmp_path: Path) -> None:
    """An event that was stripped, refused for want of a working sink, and waits, is stripped anew."""
    path = tmp_path / "collector.toml"
    path.write_text(STRIPPING.format(folder=tmp_path))
    schema(tmp_path, size="operational", flavour="personal")
    blocked = tmp_path / "touchline-data" / "events.db"
    blocked.mkdir(parents=True)  # where the sink wants its file
    with Collector(tmp_path, "--config", str(path)) as collector:
        waiting = poured()
        collector.post(waiting)
        until(lambda: "sink events is paused" in collector.errors())
        schema(tmp_path, size="personal", flavour="operational")
        reload(collector, "configuration reloaded")
        blocked.rmdir()
        collector.order("sinks", do="resume", name="events")
        assert delivered(collector, waiting) == {"flavour": "cherry"}
        until(lambda: collector.metrics()['touchline_sink_events{sink="events",state="delivered"}'] == 1)


def test_a_wrong_schema_leaves_the_old_classes(tmp_path: Path) -> None:
    """As any other fault: named in the journal, nothing changed."""
    path = tmp_path / "collector.toml"
    path.write_text(STRIPPING.format(folder=tmp_path))
    schema(tmp_path, size="operational")
    with Collector(tmp_path, "--config", str(path)) as collector:
        (tmp_path / "schemas" / "poured.json").write_text("{")
        reload(collector, "the old one stays")
        assert "poured.json" in collector.errors()
        event = poured()
        collector.post(event)
        assert delivered(collector, event) == {"size": "L"}
