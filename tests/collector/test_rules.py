"""The rules of the door: the fast way in and the close look agree."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from touchline_collector.eventlog import Run
from touchline_collector.forward.consent import ConsentRule
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import LOCAL, Gate
from touchline_collector.intake.judge import Judge, added
from touchline_collector.intake.keys import Key, Keyring, Kind
from touchline_collector.intake.plain import columns_of, row_of
from touchline_collector.intake.rules import Rules
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.overlay import Merger
from touchline_collector.sinks.base import Person
from touchline_spec import Validator

VECTORS = Path(__file__).resolve().parents[2] / "spec/conformance/vectors"
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SHOP = "//shop.example.com/web"
KEYS = {
    "no keys": LOCAL,
    "a secret key": Key("till", Kind.SECRET, ()),
    "a secret key of one source": Key("till", Kind.SECRET, (), sources=("//store-*",)),
    "a secret key of some types": Key("till", Kind.SECRET, (), types=("touchline.order.*",)),
    "a public key": Key("web", Kind.PUBLIC, (), sources=(SHOP,)),
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(judge=Judge(Validator("open")), gate=Gate(Keyring(())))


def vectors() -> Iterator[bytes]:
    """Every input of the published vectors, good and bad."""
    for path in sorted(VECTORS.rglob("*.json")):
        for case in json.loads(path.read_text()).get("cases", ()):
            if "input_base64" in case:
                yield base64.b64decode(case["input_base64"])
            elif isinstance(case.get("input"), dict):
                yield json.dumps(case["input"]).encode()


def whole(run: Run) -> list[bytes]:
    """The events of a run as sinks get them, with what the collector adds."""
    return Merger().all(run.columns.raw, run.columns.overlay, plain=run.plain)


def compare(rules: Rules, key: Key) -> int:
    """Whatever passes plainly is accepted without a finding, with the same columns; returns how many passed."""
    members = [Member(raw) for raw in vectors()]
    overlay = added(NOW)
    judged = rules.assess(members, key, now=NOW, overlay=overlay)
    plain = rules.pass_plainly(members, key, now=NOW)
    passed = [found for found in zip(members, plain, judged, strict=True) if found[1] is not None]
    for member, event, one in passed:
        assert (one.verdict.status, one.verdict.findings) == ("accepted", [])
        assert row_of(member, event, overlay) == one.new_event()
        (body,) = whole(columns_of([member], [event], overlay))
        names = [name for name, _ in json.loads(body, object_pairs_hook=list)]
        assert len(names) == len(set(names))
    together = columns_of([member for member, *_ in passed], [event for _, event, _ in passed], overlay)
    alone = Run.of([one.new_event() for *_, one in passed])
    assert list(map(list, together.columns)) == list(map(list, alone.columns))
    return len(passed)


@pytest.mark.parametrize("name", KEYS)
def test_the_fast_way_lets_in_what_the_close_look_accepts(rules: Rules, name: str) -> None:
    """With the rights of every kind of key."""
    assert compare(rules, KEYS[name])


def test_consent_at_the_door_holds_on_the_fast_way(rules: Rules) -> None:
    """What carries the grant passes, and types that are never withheld; the rest is suppressed by the close look."""
    strict = Rules(judge=rules.judge, gate=rules.gate, consent=ConsentRule(("analytics", "advertising")))
    assert 0 < compare(strict, LOCAL) < compare(rules, LOCAL)


def test_tombstones_hold_on_the_fast_way(rules: Rules) -> None:
    """Events of the erased are looked at closely, older or not; those of others pass."""
    erased = Tombstones(b"key", {}).bury([Person("user", "u-1")], NOW - timedelta(hours=1))
    buried = Rules(judge=rules.judge, gate=rules.gate, tombstones=erased)
    assert 0 < compare(buried, LOCAL) < compare(rules, LOCAL)


TOKEN = (
    '{"specversion":"1.0","id":"1","source":"//store-1/presence","type":"touchline.visit.started.v1",'
    '"time":"2026-11-20T10:00:00Z","datacontenttype":"application/json",'
    '"dataschema":"urn:touchline:schema:visit.started:1.0","data":{"channel":"store","identities":[{"type":TYPE,'
    '"value":"00112233aabbccdd","issuer":"p"}],"location":{"store":{"id":"1"},'
    '"read_point":{"id":"b","kind":"entrance"},"method":"beacon"}}}'
)


@pytest.mark.parametrize("type_", ['"ble_ephemeral"', '"ble\\u005fephemeral"'])
def test_a_token_never_passes_plainly(rules: Rules, type_: str) -> None:
    """However it is spelt: it has to be resolved, and is suppressed by a collector that knows no members."""
    event = TOKEN.replace("TYPE", type_)
    members = [Member(event.encode())]
    assert rules.pass_plainly(members, LOCAL, now=NOW) == [None]
    (judged,) = rules.assess(members, LOCAL, now=NOW)
    assert judged.verdict.status == "suppressed", judged.verdict.findings
