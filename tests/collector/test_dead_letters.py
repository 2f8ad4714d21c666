"""Dead letters of a running collector: shown, repaired and replayed by the verb, judged again on their way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support import registry_source
from support.collectors import Collector, order, until
from support.endpoint import Endpoint, endpoint
from touchline_collector.cli import main
from touchline_collector.config import Config
from touchline_collector.core import Core
from touchline_collector.folder import Folder
from touchline_collector.forward.stripping import classifier, strip
from touchline_collector.sinks.event import Event

CONFIG = """
[[sinks]]
name = "hook"
kind = "webhook"
url = "http://127.0.0.1:{port}/"
allow_private = true
{rule}
"""
STRIP = 'require = ["advertising"]\non_missing = "strip_identities"'


@pytest.fixture
def served() -> Iterator[Endpoint]:
    """Refuses what is poisoned."""
    with endpoint() as running:
        running.answer = lambda _path, _headers, body: (400 if b"poison" in body else 200, {})
        yield running


def collector(folder: Path, served: Endpoint, rule: str = "") -> Collector:
    path = folder / "c.toml"
    path.write_text(CONFIG.format(port=served.port, rule=rule))
    return Collector(folder, "--config", str(path))


def state(running: Collector, name: str) -> float:
    return running.metrics()[f'touchline_sink_events{{sink="hook",state="{name}"}}']


def taken(served: Endpoint) -> list[dict[str, Any]]:
    """The events that came in the last request."""
    found: list[dict[str, Any]] = json.loads(served.requests[-1][2])
    return found


def test_a_letter_is_shown_repaired_and_replayed_by_the_verb(
    tmp_path: Path, served: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    """The repaired event goes to that sink in the first one's place; log and dedup are not asked."""
    with collector(tmp_path, served) as running:
        data = ["--data-dir", str(running.data)]
        event = order("e-1", subject="poison")
        running.post([event, order()])
        until(lambda: state(running, "dead") == 1)
        assert main(["dead", "show", "1", *data]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert (shown["reason"], shown["event"]["subject"]) == ("the endpoint answered 400", "poison")
        repaired = tmp_path / "repaired.json"
        repaired.write_text(json.dumps(shown["event"] | {"time": "yesterday"}))
        assert main(["dead", "repair", "1", "--event", str(repaired), *data]) == 2
        assert "/time" in capsys.readouterr().err
        repaired.write_text(json.dumps(shown["event"] | {"subject": "O-1"}))
        assert main(["dead", "repair", "1", "--event", str(repaired), *data]) == 0
        assert main(["dead", "replay", "1", *data]) == 0
        until(lambda: state(running, "delivered") == 2)
        assert [(one["id"], one["subject"]) for one in taken(served)] == [("e-1", "O-1")]
        assert (state(running, "dead"), running.metrics()["touchline_log_head"]) == (0, 2)


def test_a_letter_without_what_the_consent_rule_took_out_is_replayed(tmp_path: Path, served: Endpoint) -> None:
    """It lies there as the sink was to have it; that it lacks the order's number is no fault of the event."""
    with collector(tmp_path, served, STRIP) as running:
        running.post([order("poison"), order()])
        until(lambda: state(running, "dead") == 1)
        assert "order_id" not in running.order("dead", do="show", number=1).json()["event"]["data"]
        served.answer = lambda *_: (200, {})
        assert running.order("dead", do="replay", numbers=[1]).json() == {"fates": {"1": "pending"}}
        until(lambda: state(running, "delivered") == 2)
        assert taken(served)[0]["id"] == "poison"


def test_the_sinks_consent_rule_runs_again_on_a_replay(tmp_path: Path, served: Endpoint) -> None:
    """A rule that came after the refusal holds: the letter ends withheld, not sent."""
    with collector(tmp_path, served) as running:
        running.post([order("poison"), order()])
        until(lambda: state(running, "dead") == 1)
        assert running.stop() == 0
    served.answer = lambda *_: (200, {})
    sent = len(served.requests)
    with collector(tmp_path, served, 'require = ["advertising"]') as running:
        assert running.order("dead", do="replay", numbers=[1]).json() == {"fates": {"1": "pending"}}
        until(lambda: state(running, "withheld") == 1)
        assert running.order("dead", do="list").json() == {"dead": []}
        assert (len(served.requests), state(running, "dead")) == (sent, 0)


def test_an_erased_persons_letter_is_not_replayed(tmp_path: Path, served: Endpoint) -> None:
    """A letter that names nobody any more, because it was repaired so, still goes."""
    with collector(tmp_path, served) as running:
        running.post([order("poison"), order()])
        until(lambda: state(running, "dead") == 1)
        receipt = running.order("erase", identities=["anonymous:a-18273645"]).json()
        assert (receipt["dead_letters"], receipt["log_events"]) == (1, 2)
        assert running.order("dead", do="replay", numbers=[1]).json() == {"fates": {"1": "no such letter"}}
        assert state(running, "erased") == 1


@pytest.mark.parametrize("known", list(registry_source.registry().events), ids=lambda each: each.name)
def test_whatever_stripping_leaves_may_be_replayed(known: Any, admits: Core) -> None:
    """Of every type: what must go may be missing, and everything else is asked for as ever."""
    head = {"specversion": "1.0", "id": "e-1", "source": "//s", "type": known.type, "time": "2026-11-20T10:00:00Z"}
    head |= {"datacontenttype": "application/json", "dataschema": f"urn:touchline:schema:{known.name}:{known.version}"}
    allowed = classifier()(known.type)
    assert allowed is not None
    left = strip(head | {"data": known.example}, allowed)
    event = Event(1, "//s", "e-1", known.type, json.dumps(left).encode())
    assert admits.forwarding._admit(event, True) is None or known.type.startswith("touchline.consent.")
    broken = Event(1, "//s", "e-1", known.type, json.dumps(left | {"time": "yesterday"}).encode())
    assert "/time" in str(admits.forwarding._admit(broken, True))


@pytest.fixture(scope="module")
def admits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    with Folder.lock(tmp_path_factory.mktemp("admits")) as folder, Core.open(folder, Config()) as core:
        yield core
