"""Tables of tokens are built in time, in the order they are wanted, and no member's keys are derived twice."""

from __future__ import annotations

import hmac
import threading
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.collectors import until
from support.members import NOW, PROGRAMME, key, seen, token
from touchline_collector.resolver import Later, Member, Resolved, Resolver, Roster, hashing, windows
from touchline_collector.resolver.builder import Built, Request, here
from touchline_collector.resolver.tables import ON_THE_SPOT, Tables
from touchline_spec import tokens

WINDOW = tokens.window_of(NOW.timestamp())
LARGE = ON_THE_SPOT + 1


@pytest.fixture(scope="module")
def large() -> list[Member]:
    """One member more than is built on the spot."""
    return [Member(f"L-{number}", key(str(number))) for number in range(LARGE)]


class Builds:
    """Builds like the child process does, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.gate = threading.Event()

    def __call__(self, request: Request) -> Built:
        self.gate.wait(30)
        self.asked.append(request)
        return here(request)

    def done(self, count: int) -> list[Request]:
        """Let it work until so many requests are answered."""
        self.gate.set()
        until(lambda: len(self.asked) >= count)
        return self.asked


def test_the_window_of_now_is_built_first_and_two_ahead(large: list[Member]) -> None:
    """After a start a phone with a right clock is recognised first; then those beside it, then the coming ones."""
    builds = Builds()
    tables = Tables(Roster(PROGRAMME, large), make=builds)
    tables.ahead(WINDOW)
    tables.ahead(WINDOW)
    assert [request.window for request in builds.done(4)][:4] == [WINDOW, WINDOW - 1, WINDOW + 1, WINDOW + 2]
    until(lambda: tables.ready(WINDOW + 2))
    assert len(builds.asked) == 4


def test_the_keys_of_tomorrow_are_derived_before_its_first_window(large: list[Member]) -> None:
    """The first window of a day has no more to do than any other."""
    first = -(-WINDOW // 96) * 96
    builds = Builds()
    builds.gate.set()
    tables = Tables(Roster(PROGRAMME, large), make=builds)
    for window in range(first - 7, first + 1):
        tables.ahead(window)
        until(lambda ends=window + 2: tables.ready(ends))
    tomorrow = [request for request in builds.asked if request.day == tokens.day_of(first)]
    assert tomorrow[0].window is None
    assert [len(request.unknown()) for request in tomorrow] == [16 * LARGE, 0, 0, 0]


def test_who_joins_costs_one_key_and_who_leaves_none(large: list[Member]) -> None:
    """A programme in which somebody joins every minute is not derived anew for every window."""
    builds = Builds()
    roster = Roster(PROGRAMME, large)
    tables = Tables(roster, make=builds)
    tables.ahead(WINDOW)
    builds.done(4)
    until(lambda: tables.ready(WINDOW + 2))
    roster.add(Member("late", key("late")))
    tables.forget(roster.remove("L-7"))
    tables.ahead(WINDOW + 1)
    until(lambda: tables.ready(WINDOW + 3))
    last = builds.asked[-1]
    assert (last.window, len(last.unknown())) == (WINDOW + 3, 16)
    assert last.day_keys[7 * 16 : 8 * 16] == windows.NOBODY

    def told(name: str) -> int | None:
        day = tokens.day_key(key(name), programme=PROGRAMME, day=tokens.day_of(WINDOW + 3))
        return tables.find(tokens.eid(day, WINDOW + 3), WINDOW + 2)

    assert (told("late"), told("8")) == (LARGE, 8)
    assert roster.member(7) is None


@pytest.mark.parametrize("days", [1, 6.9])
def test_a_late_outbox_resolves_once_its_windows_are_built(large: list[Member], days: float) -> None:
    """Up to seven days later; until then the sender is told to come back, and live windows go before."""
    late, builds = NOW - timedelta(days=days), Builds()
    roster = Roster(PROGRAMME, large)
    known = Resolver(roster, Tables(roster, make=builds))
    event = seen(token("11", late), at=late)
    assert isinstance(known.resolve(event, adjusted=None, now=NOW), Later)
    known.prepare(NOW.timestamp())
    past = {tokens.window_of(late.timestamp()) + near for near in (-1, 0, 1)}
    asked = [request.window for request in builds.done(7)]
    live = list(range(WINDOW - 1, WINDOW + 3))
    assert set(asked) == past | set(live)
    # One may have been begun before anything live was wanted.
    assert max(asked.index(window) for window in live) <= len(live)
    outcome = until(lambda: _resolved(known, event))
    assert outcome.event["data"]["identities"][0]["value"] == "L-11"


def _resolved(known: Resolver, event: dict) -> Resolved | None:
    outcome = known.resolve(event, adjusted=None, now=NOW)
    return outcome if isinstance(outcome, Resolved) else None


def test_nothing_is_derived_of_nobodys_key() -> None:
    """A removed member's place is filled with zeros, and anybody can derive from zeros."""
    keys = key("a") + windows.NOBODY + key("b")
    days = windows.day_keys(keys, programme=PROGRAMME, day="2026-11-22")
    assert days[16:32] == windows.NOBODY
    starts, parts = windows.build(days, WINDOW)
    table = windows.Table(b"".join(parts), starts, 3)
    assert len(table) == 2
    assert table.find(tokens.eid(windows.NOBODY, WINDOW)) is None
    assert table.find(tokens.eid(days[32:], WINDOW)) == 2


def test_a_token_that_two_members_share_is_nobodys() -> None:
    """Chance makes it once in many million years; then neither is told."""
    shared, other = b"\x07" * 8, b"\x07" * 7 + b"\x08"
    starts, parts = windows.build(b"", WINDOW, [(shared, 1), (shared, 2), (other, 3)])
    table = windows.Table(b"".join(parts), starts, 4)
    assert table.find(shared) is None
    assert table.find(other) == 3


@given(st.lists(st.binary(min_size=8, max_size=8), max_size=300), st.binary(min_size=8, max_size=8))
def test_a_table_answers_like_a_dictionary(eids: list[bytes], stranger: bytes) -> None:
    """Also where a token's bytes occur across two rows."""
    starts, parts = windows.build(b"", WINDOW, [(eid, number) for number, eid in enumerate(eids)])
    table = windows.Table(b"".join(parts), starts, len(eids))
    for eid in [*eids, stranger]:
        expected = eids.index(eid) if eids.count(eid) == 1 else None
        assert table.find(eid) == expected


@given(st.binary(min_size=1, max_size=100), st.lists(st.binary(min_size=16, max_size=16)), st.binary(max_size=80))
def test_padded_digests_are_hmac(secret: bytes, rows: list[bytes], message: bytes) -> None:
    """Both short cuts give what `hmac` gives."""
    packed = b"".join(rows)
    assert list(hashing.keyed(packed, 16, message)) == [hmac.digest(row, message, "sha256") for row in rows]
    assert list(hashing.under(secret, packed, 16)) == [hmac.digest(secret, row, "sha256") for row in rows]
