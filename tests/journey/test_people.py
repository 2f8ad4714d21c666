"""Whose events belong together: who is joined, how surely, and who is kept apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconstruct.people import Key, People, key, keys, links
from reconstruct.table import Event
from reconstruct.timeline import journey

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
numbers = count()

COOKIE = {"type": "anonymous", "value": "a-1"}
PHONE = {"type": "anonymous", "value": "a-2"}
JANE = {"type": "user", "value": "u-1"}
JOE = {"type": "user", "value": "u-2"}
MAIL = {"type": "email_hash", "value": "8c87", "recipe": "email.plain"}
TILL = {"type": "device", "value": "till-3", "shared": True}
CARD = {"type": "loyalty", "value": "4007", "issuer": "bonus-club"}


def event(kind: str = "page.viewed", *identities: dict[str, Any], minute: int | None = None, **data: Any) -> Event:
    number = next(numbers)
    time = START + timedelta(minutes=number if minute is None else minute)
    return Event("//test", f"e-{number}", f"touchline.{kind}.v1", time, time, {"identities": list(identities), **data})


def joined(events: list[Event], one: dict[str, Any], other: dict[str, Any]) -> bool:
    return People.of(events).same(key(one), key(other))


def certain(events: list[Event], one: dict[str, Any], other: dict[str, Any]) -> bool:
    return People.of(events).certainly_same(key(one), key(other))


def handed_off(issuer: dict[str, Any], redeemer: dict[str, Any], **redeemed: Any) -> list[Event]:
    return [
        event("handoff.issued", issuer, handoff_ref="H", carrier="url"),
        event("handoff.redeemed", redeemer, handoff_ref="H", carrier="url", **redeemed),
    ]


def test_identities_of_one_event_are_one_person() -> None:
    """She signed in: the cookie and the account are one."""
    assert certain([event("identity.signed_in", COOKIE, JANE)], COOKIE, JANE)


def test_joins_go_on_from_event_to_event() -> None:
    """Cookie with account, account with card: cookie with card."""
    assert certain([event("x", COOKIE, JANE), event("y", JANE, CARD)], COOKIE, CARD)


def test_a_shared_identity_joins_nobody() -> None:
    """A till that everybody uses makes no two customers one."""
    events = [event("pos", TILL, JANE), event("pos", TILL, JOE)]
    assert not joined(events, JANE, JOE)
    assert keys(events[0]) == [key(JANE)]


def test_the_same_hash_by_another_recipe_is_another_identity() -> None:
    """Hashes are only comparable within their recipe, numbers only within their issuer."""
    other = {**MAIL, "recipe": "email.google"}
    assert not joined([event("x", MAIL, JANE), event("y", other, COOKIE)], JANE, COOKIE)


@pytest.mark.parametrize(
    ("redeemed", "sure"),
    [
        ({}, False),
        ({"single_use": True, "confirmed": False}, False),
        ({"single_use": False, "confirmed": True}, False),
        ({"single_use": True, "confirmed": True}, True),
    ],
)
def test_a_hand_off_is_certain_only_when_single_use_and_confirmed(redeemed: dict[str, Any], sure: bool) -> None:  # noqa: FBT001
    """E-mails get forwarded."""
    events = handed_off(MAIL, PHONE, **redeemed)
    assert joined(events, MAIL, PHONE)
    assert certain(events, MAIL, PHONE) is sure


def test_signing_in_proves_a_probable_join() -> None:
    """What was a guess at the click is knowledge after the password."""
    events = [event("x", MAIL, JANE), *handed_off(MAIL, PHONE), event("identity.signed_in", PHONE, JANE)]
    assert certain(events, MAIL, PHONE)
    assert [join.confirms for join in People.of(events).joins] == [False, False, True]


def test_a_forwarded_mail_does_not_make_two_users_one() -> None:
    """Joe opens Jane's forwarded mail and signs in as himself: the token's link is refused."""
    events = [event("x", MAIL, JANE), *handed_off(MAIL, PHONE), event("identity.signed_in", PHONE, JOE)]
    people = People.of(events)
    assert not joined(events, JANE, JOE)
    assert [link.pair for link in people.refused] == [{key(MAIL), key(PHONE)}]


def test_two_accounts_on_one_cookie_stay_two_people() -> None:
    """A family's laptop: the second account gets no link to the first."""
    events = [event("x", COOKIE, JANE), event("y", COOKIE, JOE)]
    assert not joined(events, JANE, JOE)
    assert len(People.of(events).refused) == 1


def test_users_of_two_issuers_may_be_one_person() -> None:
    """One user id each at the shop and at the partner is no contradiction."""
    partner = {**JOE, "issuer": "partner"}
    assert certain([event("x", JANE, partner)], JANE, partner)


@pytest.mark.parametrize(("certainty", "sure"), [("deterministic", True), ("probabilistic", False)])
def test_a_stated_link_is_as_sure_as_it_says(certainty: str, sure: bool) -> None:  # noqa: FBT001
    """identity.linked names its certainty."""
    stated = event("identity.linked", link_from=JANE, link_to=CARD, link_method="card_scan", certainty=certainty)
    assert joined([stated], JANE, CARD)
    assert certain([stated], JANE, CARD) is sure


def test_unlinking_takes_a_link_back() -> None:
    """A wrong merge is reversible, and a later link holds again."""
    linked = {"link_from": JANE, "link_to": CARD}
    events = [event("identity.linked", certainty="deterministic", **linked), event("identity.unlinked", **linked)]
    assert not joined(events, JANE, CARD)
    assert joined([*events, event("pos", JANE, CARD)], JANE, CARD)


def test_nobody_is_joined_by_a_token_that_was_never_issued() -> None:
    """A redeemed token alone says nothing about whose it was."""
    assert links([event("handoff.redeemed", PHONE, handoff_ref="forged")]) == []


def test_a_journey_holds_probable_touchpoints_and_marks_them() -> None:
    """Before the sign-in that never came, the clicks are only probably hers."""
    events = [event("x", MAIL, JANE), *handed_off(MAIL, PHONE), event("page.viewed", PHONE)]
    found = journey(events, People.of(events), key(JANE))
    assert [each.probable for each in found.touchpoints] == [False, False, True, True]


def test_late_arrivals_count_what_was_known_before_them() -> None:
    """A sale that arrives after two later touchpoints says so; one producer overtakes itself unnoticed."""
    sale = event("pos", JANE, minute=1)
    calls = [event("call.started", JANE, minute=2), event("call.ended", JANE, minute=3)]
    late = Event("//till", sale.id, sale.type, sale.time, START + timedelta(minutes=9), sale.data)
    found = journey([late, *calls], People.of([late, *calls]), key(JANE))
    assert [each.late for each in found.touchpoints] == [2, 0, 0]


def test_a_statement_about_her_is_part_of_her_journey() -> None:
    """identity.linked may carry no identities of its own."""
    events = [event("x", JANE), event("identity.linked", link_from=JANE, link_to=CARD, certainty="deterministic")]
    assert len(journey(events, People.of(events), key(CARD)).touchpoints) == 2


known = st.sampled_from([COOKIE, PHONE, MAIL, TILL, CARD, {"type": "phone_hash", "value": "10e6"}])


@given(st.lists(st.lists(known, max_size=3), max_size=12), st.randoms())
def test_who_is_who_does_not_depend_on_the_order_of_arrival(groups: list[list[dict[str, Any]]], random: Any) -> None:
    """Without contradictions and with certain links only, any order gives the same people."""
    events = [event("x", *group) for group in groups]
    shuffled = random.sample(events, len(events))
    everyone = {each for one in events for each in keys(one)}

    def parts(people: People) -> set[frozenset[Key]]:
        return {frozenset(people.identities(one)) for one in everyone}

    assert parts(People.of(events)) == parts(People.of(shuffled))
