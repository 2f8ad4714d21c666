"""Rejects: what is kept of a refused event, and what becomes of one that is sent through the door again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from support.collectors import Collector, order
from touchline_collector.config import Config, Consent
from touchline_collector.core import Core
from touchline_collector.eventlog import Run
from touchline_collector.folder import Folder
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import LOCAL
from touchline_collector.intake.judge import rejected
from touchline_collector.intake.keys import Key, Kind, digest
from touchline_collector.sinks.base import Person

DEADLINE = 20
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
WEB = Key("web", Kind.PUBLIC, (digest("the-key-of-the-web-shop"),), ("//shop.example.com/web",))
TILL = Key("till", Kind.SECRET, (digest("the-key-of-the-tills"),))


@contextmanager
def opened(folder: Path, config: Config | None = None) -> Iterator[Core]:
    with Folder.lock(folder) as locked, Core.open(locked, config or Config()) as core:
        core.forwarding.start()
        yield core


def reject(core: Core, event: dict[str, Any], key: Key = LOCAL) -> int:
    """Have the door refuse an event; returns the number of the reject."""
    (judged,) = core.rules.assess([Member(json.dumps(event).encode())], key, now=NOW)
    assert judged.verdict.status == "rejected"
    done: list[BaseException | None] = []
    core.log.enqueue(Run.of(()), [rejected(judged, key=key.name)], lambda _, error: done.append(error))
    core.log.submit(lambda _: None).result(DEADLINE)
    assert done == [None]
    return 1


def replay(core: Core, number: int, event: dict[str, Any] | None = None) -> str:
    repaired = {number: json.dumps(event).encode()} if event else {}
    return core.replay_rejects([number], repaired, NOW)[number]


def misread(**changes: Any) -> dict[str, Any]:
    """An event whose time has no offset."""
    return order(**{"id_": "e-1", "time": "2026-11-20T09:00:00"} | changes)


def mended(**changes: Any) -> dict[str, Any]:
    return misread(**{"time": "2026-11-20T09:00:00Z"} | changes)


def test_a_repaired_reject_is_judged_as_a_new_event_would_be(tmp_path: Path) -> None:
    """Accepted once; a copy of what is in the log is its duplicate, and neither stays among the rejects."""
    with opened(tmp_path) as core:
        number = reject(core, misread())
        assert replay(core, number, misread()).startswith("still rejected: /time")
        assert replay(core, number, mended()) == "accepted"
        assert replay(core, number, mended()) == "there is no such reject"
        reject(core, misread())
        assert replay(core, number + 1, mended()) == "duplicate"
        assert core.log.head() == 1


def test_a_replay_has_the_rights_of_the_key_it_came_with(tmp_path: Path) -> None:
    """Else whoever replays many let in what a page forged; and what a page claims is downgraded as ever."""
    forged = mended(source="//store-1.example.com/till")
    with opened(tmp_path, Config(keys=(WEB, TILL))) as core:
        number = reject(core, misread(), WEB)
        assert "may not send" in replay(core, number, forged)
        claimed = mended()
        claimed["data"]["identities"] = [{"type": "user", "value": "u-1", "state": "authenticated"}]
        assert replay(core, number, claimed) == "accepted"
        (kept,) = core.log.read(0, limit=1, max_bytes=1)
        assert json.loads(kept.raw)["data"]["identities"][0]["state"] == "ambiguous"


def test_a_reject_whose_key_is_gone_is_not_replayed(tmp_path: Path) -> None:
    """Nobody knows its rights any more. What came while there were no keys keeps those of this machine's programs."""
    with opened(tmp_path, Config(keys=(WEB, TILL))) as core:
        number = reject(core, misread(), TILL)
        reject(core, misread(id_="e-2"), LOCAL)
        core.reload(replace(core.config, keys=(WEB,)))
        assert "the key till, which it came with, is configured no more" in replay(core, number, mended())
        assert replay(core, number + 1, mended(id_="e-2")) == "accepted"


def test_consent_at_the_door_holds_for_a_replay(tmp_path: Path) -> None:
    """What would be suppressed does not come in by another way, and the operator is told why."""
    with opened(tmp_path, Config(consent=Consent(("advertising",)))) as core:
        number = reject(core, misread())
        assert replay(core, number, mended()).startswith("suppressed: /data/consent/purposes")
        granted = mended()
        granted["data"]["consent"]["purposes"]["advertising"] = "granted"
        assert replay(core, number, granted) == "accepted"


def test_an_erasure_holds_for_a_replay(tmp_path: Path) -> None:
    """An older copy of what was erased stays away."""
    with opened(tmp_path) as core:
        core.erase([Person("anonymous", "a-18273645")], NOW)
        number = reject(core, misread())
        assert replay(core, number, mended()).startswith("suppressed: older than an erasure")
        assert core.log.head() == 0


def test_what_was_redacted_is_not_replayed_as_it_is(tmp_path: Path) -> None:
    """The mark in the place of an address would go to every sink."""
    with opened(tmp_path) as core:
        event = mended()
        event["data"]["ext"] = {"com.acme": {"email": "jane@example.com"}}
        assert "redacted" in replay(core, reject(core, event))


@pytest.mark.parametrize("sent", [b'{"email": "jane@example.com", \xff', b'{"email": "jane@example.com"'])
def test_of_what_does_not_decode_only_size_and_digest_are_kept(tmp_path: Path, sent: bytes) -> None:
    """And the finding; the bytes may hold anything, so that nothing of them is on the disk."""
    with Collector(tmp_path) as collector:
        answer = collector.post(sent + b"\n" + json.dumps(order()).encode(), content_type="application/x-ndjson")
        assert answer.json()["accepted"] == 1
        shown = collector.order("rejects", do="show", number=1).json()
        assert (shown["size"], shown["sha256"], shown["event"]) == (len(sent), sha256(sent).hexdigest(), None)
        assert shown["findings"]
        fates = collector.order("rejects", do="replay", numbers=[1]).json()["fates"]
        assert "its bytes were not kept" in fates["1"]
        assert collector.stop() == 0
    assert not [p for p in collector.data.rglob("*") if p.is_file() and b"jane@" in p.read_bytes()]
