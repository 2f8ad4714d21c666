"""Membership filters of a programme: the same from a child process, made anew for who joined, and only around now."""

from __future__ import annotations

import pytest

from support.members import NOW, PROGRAMME, key, token
from touchline_collector.resolver import Member, Resolver, Roster, builder
from touchline_collector.resolver.filters import AHEAD, FRESH_SECONDS, Filters
from touchline_collector.resolver.tables import ON_THE_SPOT, Tables
from touchline_spec import eddystone, tokens
from touchline_spec.membership import Filter

AT = NOW.timestamp()
WINDOW = tokens.window_of(AT)


def eid(name: str) -> bytes:
    return bytes.fromhex(token(name))


def test_a_child_process_makes_the_same_filter() -> None:
    """Of members, with day keys given or not, and of tags."""
    members = [Member(f"L-{n}", key(str(n))) for n in range(500)]
    tag = Member("tag", bytes(range(16)), tag=eddystone.Rotation(10, 65280, AT - 100))
    roster = Roster(PROGRAMME, [*members, tag])
    day = tokens.day_of(WINDOW)
    request = builder.Request(PROGRAMME, "", day, WINDOW, roster.installation_keys(), tags=roster.tags(), filtered=True)
    here, child = builder.here(request), builder.in_child(request)
    assert here.filter == child.filter
    assert here.day_keys == child.day_keys
    assert here.table is child.table is None
    made = Filter.decode(here.filter)
    assert all(eid(str(n)) in made for n in range(500))
    assert len(made) > 500
    assert all(known in made for known in roster.tags()[0].eids(WINDOW))


def test_who_joins_and_who_leaves_make_a_new_filter_in_time() -> None:
    """Not for each of them: after a window's length; and removal is seen as well."""
    roster = Roster(PROGRAMME, [Member("L-1", key("L-1"))])
    tables = Tables(roster)
    filters = Filters(tables)
    first = filters.get(WINDOW, AT)
    roster.add(Member("L-2", key("L-2")))
    assert filters.get(WINDOW, AT + FRESH_SECONDS - 1) is first
    second = filters.get(WINDOW, AT + FRESH_SECONDS)
    assert eid("L-2") in Filter.decode(second)
    assert filters.get(WINDOW, AT + 3 * FRESH_SECONDS) is second
    tables.forget(roster.remove("L-1"))
    assert len(Filter.decode(filters.get(WINDOW, AT + 3 * FRESH_SECONDS))) == 1


def test_a_large_programme_is_derived_by_a_child_and_once() -> None:
    """One derivation serves all boxes; the keys of the day are kept for the windows that follow."""
    asked: list[builder.Request] = []

    def make(request: builder.Request) -> builder.Built:
        asked.append(request)
        return builder.here(request)

    roster = Roster(PROGRAMME, [Member(f"L-{n}", key(str(n))) for n in range(ON_THE_SPOT + 1)])
    filters = Filters(Tables(roster, make=make))
    raw = [filters.get(window, AT) for window in (WINDOW, WINDOW + 1, WINDOW)]
    assert raw[0] is raw[2]
    assert [request.window for request in asked] == [WINDOW, WINDOW + 1]
    assert [len(request.unknown()) for request in asked] == [16 * (ON_THE_SPOT + 1), 0]


@pytest.mark.parametrize(("step", "expected"), [(-2, False), (-1, True), (0, True), (AHEAD, True), (AHEAD + 1, False)])
def test_filters_are_for_the_windows_around_now(step: int, expected: object) -> None:
    """Nobody has this collector derive another year."""
    resolver = Resolver(Roster(PROGRAMME))
    assert resolver.filters.offered(WINDOW + step, AT) is expected
