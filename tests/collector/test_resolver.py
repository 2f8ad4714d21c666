"""The resolver: tokens become members, or the event is gone."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from support.members import NOW, PROGRAMME, key, resolver, seen, token
from touchline_collector.resolver import Later, Member, MembersError, Resolved, Resolver, Roster, Unresolved, load
from touchline_collector.resolver.builder import here, in_child
from touchline_collector.resolver.tables import Tables
from touchline_spec import times, tokens


def test_a_token_becomes_its_member_with_the_consent_given_at_opt_in() -> None:
    """The loyalty identity stands where the token stood; presence is granted, other purposes stay as they came."""
    event = seen(token("L-2"), consent={"purposes": {"analytics": "denied"}})
    before = json.dumps(event)
    outcome = resolver("L-1", "L-2", policy_version="2026-01").resolve(event, adjusted=None, now=NOW)
    assert isinstance(outcome, Resolved)
    data = outcome.event["data"]
    assert data["identities"] == [{"type": "loyalty", "value": "L-2", "issuer": PROGRAMME}]
    assert data["consent"] == {
        "policy_version": "2026-01",
        "purposes": {"analytics": "denied", "presence": "granted"},
    }
    assert token("L-2") not in json.dumps(outcome.event["data"])
    assert json.dumps(event) == before


@pytest.mark.parametrize("minutes", [-15, 0, 15])
def test_a_phone_whose_clock_is_a_quarter_of_an_hour_off_is_recognised(minutes: int) -> None:
    """One window before and after are accepted."""
    event = seen(token("L-1", NOW + timedelta(minutes=minutes)))
    assert isinstance(resolver("L-1").resolve(event, adjusted=None, now=NOW), Resolved)


@pytest.mark.parametrize(
    "event",
    [
        seen("0123456789abcdef"),
        seen(token("L-1", NOW - timedelta(minutes=35))),
        seen("0123"),
        seen("not hexadecimal!"),
        seen(token("L-1", NOW - timedelta(days=8)), at=NOW - timedelta(days=8)),
    ],
    ids=["made up", "too old a window", "too short", "no hex", "older than 7 days"],
)
def test_what_nobody_is_behind_is_suppressed(event: dict) -> None:
    """A token of no member leads nowhere; the finding names the place and not the value."""
    outcome = resolver("L-1").resolve(event, adjusted=None, now=NOW)
    assert isinstance(outcome, Unresolved)
    assert outcome.rule == "presence.unresolved"
    value = event["data"]["identities"][0]["value"]
    assert value not in outcome.message


def test_another_programmes_token_is_nobodys() -> None:
    """The issuer says whose keys would resolve it."""
    event = seen(token("L-1"))
    event["data"]["identities"][0]["issuer"] = "other"
    assert isinstance(resolver("L-1").resolve(event, adjusted=None, now=NOW), Unresolved)


def test_late_events_resolve_by_their_own_time_and_by_the_adjusted_one_first() -> None:
    """A day-late outbox resolves; a box whose clock is wrong resolves by the corrected time."""
    late = NOW - timedelta(days=1)
    known = resolver("L-1")
    assert isinstance(known.resolve(seen(token("L-1", late), at=late), adjusted=None, now=NOW), Resolved)
    wrong = seen(token("L-1", NOW), at=NOW - timedelta(hours=5))
    assert isinstance(known.resolve(wrong, adjusted=None, now=NOW), Unresolved)
    assert isinstance(known.resolve(wrong, adjusted=times.format_utc(NOW), now=NOW), Resolved)


def test_events_without_tokens_are_not_touched() -> None:
    """Everything else passes by."""
    event = seen(token("L-1"))
    event["data"]["identities"] = [{"type": "loyalty", "value": "L-9"}]
    assert resolver("L-1").resolve(event, adjusted=None, now=NOW) is None


def test_while_a_table_is_built_the_sender_is_told_to_come_back() -> None:
    """A large programme's late window is built in another thread; nothing is lost meanwhile."""
    gate, built = threading.Event(), threading.Event()

    def slow(request: object) -> object:
        gate.wait(30)
        try:
            return here(request)  # type: ignore[arg-type]
        finally:
            if request.window == tokens.window_of(NOW.timestamp()) + 1:  # type: ignore[attr-defined]
                built.set()

    roster = Roster(PROGRAMME, [Member(f"L-{n}", key(str(n))) for n in range(2_001)])
    large = Resolver(roster, Tables(roster, make=slow))
    event = seen(token("1999"))
    assert isinstance(large.resolve(event, adjusted=None, now=NOW), Later)
    gate.set()
    assert built.wait(30)
    for _ in range(1000):
        if large.tables.stats()["windows"] == 3:
            break
        threading.Event().wait(0.01)
    outcome = large.resolve(event, adjusted=None, now=NOW)
    assert isinstance(outcome, Resolved)
    assert outcome.event["data"]["identities"][0]["value"] == "L-1999"


def test_who_joins_is_recognised_at_once_and_who_leaves_never_again() -> None:
    """Opt-in and opt-out need no new table."""
    known = resolver("L-1")
    assert isinstance(known.resolve(seen(token("L-2")), adjusted=None, now=NOW), Unresolved)
    known.roster.add(Member("L-2", key("L-2")))
    assert isinstance(known.resolve(seen(token("L-2")), adjusted=None, now=NOW), Resolved)
    known.tables.forget(known.roster.remove("L-1"))
    assert isinstance(known.resolve(seen(token("L-1")), adjusted=None, now=NOW), Unresolved)
    assert key("L-1") not in known.roster.installation_keys()


def test_the_child_process_builds_the_same_table() -> None:
    """Keys go in by standard input, rows come out; day keys are given back and used again."""
    from touchline_collector.resolver.builder import Request  # noqa: PLC0415

    keys = b"".join(key(str(n)) for n in range(300))
    request = Request(PROGRAMME, "north", "2026-11-22", 1994820, keys)
    one, two = here(request), in_child(request)
    assert one == two
    again = in_child(Request(PROGRAMME, "north", "2026-11-22", 1994820, keys, two.day_keys))
    assert (again.table, again.day_keys) == (one.table, b"")
    for number in (0, 150, 299):
        day = tokens.day_key(key(str(number)), programme=PROGRAMME, day="2026-11-22", chain="north")
        assert one.table.find(tokens.eid(day, 1994820)) == number
    assert one.table.find(bytes(8)) is None


def test_members_are_read_from_toml_and_json(tmp_path: Path) -> None:
    """Both forms say the same."""
    text = f'programme = "club"\n[[members]]\nloyalty = "1"\nkey = "{"ab" * 16}"\nconsent = {{policy_version = "7"}}\n'
    (tmp_path / "m.toml").write_text(text)
    shape = {
        "programme": "club",
        "members": [{"loyalty": "1", "key": "ab" * 16, "consent": {"policy_version": "7"}}],
    }
    (tmp_path / "m.json").write_text(json.dumps(shape))
    toml, json_ = load(tmp_path / "m.toml"), load(tmp_path / "m.json")
    assert toml == json_
    assert toml.members[0].key == b"\xab" * 16
    assert "ab" * 16 not in repr(toml)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Expecting"),
        ("[]", "programme's id"),
        ('{"programme":"c","members":{}}', "members is dict, expected a list"),
        ('{"programme":"c","members":[{"loyalty":"1","key":"abcd"}]}', "member 1: key has not 32"),
        ('{"programme":"c","members":[{"loyalty":1,"key":"abcd"}]}', "member 1: loyalty is 1"),
        ('{"programme":"c","chain":1}', "chain is int"),
        (
            '{"programme":"c","members":[{"loyalty":"1","key":"'
            + "ab" * 16
            + '","consent":{"captured_at":"monday"}}]}',
            "captured_at expected RFC 3339",
        ),
    ],
)
def test_a_wrong_members_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    """File, entry and expectation are in the message, a key never."""
    file = tmp_path / "members.json"
    file.write_text(text)
    with pytest.raises(MembersError, match=words) as caught:
        load(file)
    assert "members.json" in str(caught.value)
    assert "abcd" not in str(caught.value)


def test_a_proof_is_checked_and_taken_out() -> None:
    """Whoever replays a token cannot answer a fresh challenge."""
    window = tokens.window_of(NOW.timestamp())
    day = tokens.day_key(key("L-1"), programme=PROGRAMME, day=tokens.day_of(window))
    asked = tokens.challenge(b"12345678", "s-1")
    right = {"challenge": asked.hex(), "proof": tokens.proof(day, window, asked).hex()}
    outcome = resolver("L-1").resolve(seen(token("L-1"), presence_proof=right), adjusted=None, now=NOW)
    assert isinstance(outcome, Resolved)
    assert outcome.event["data"]["proven"] is True
    assert "presence_proof" not in outcome.event["data"]
    for wrong in ({**right, "proof": "00" * 8}, {**right, "challenge": "00" * 16}, {}, "x", {"challenge": 1}):
        event = seen(token("L-1"), presence_proof=wrong)
        assert isinstance(resolver("L-1").resolve(event, adjusted=None, now=NOW), Unresolved)
