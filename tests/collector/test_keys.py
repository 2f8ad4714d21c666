"""Keys, the gate, rates: who may send what. Pure, so no server."""

from __future__ import annotations

from typing import Any

import pytest

from support.collectors import order
from touchline_collector.intake import address
from touchline_collector.intake.gate import LOCAL, SENDERS, SERVERS, Gate
from touchline_collector.intake.keys import Key, Keyring, Kind, digest, downgraded, new_key
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.rate import BURST_SECONDS, Rates

WEB = "//shop.example.com/web"
ORIGIN = "https://shop.example.com"
TOKEN = {"type": "ble_ephemeral", "value": "0011223344556677", "issuer": "club"}


def key(kind: Kind = Kind.SECRET, secret: str = "a-secret-of-some-length", **rights: Any) -> Key:
    return Key("k", kind, (digest(secret),), **rights)


def public(**rights: Any) -> Key:
    return key(Kind.PUBLIC, **{"sources": (WEB,), "origins": frozenset({ORIGIN})} | rights)


def with_token() -> dict[str, Any]:
    event = order(type="touchline.visit.started.v1")
    event["data"]["identities"].append(TOKEN)
    return event


@pytest.mark.parametrize(
    ("rights", "event", "pointer"),
    [
        (public(), order(), None),
        (public(), order(source="//shop.example.com/web2"), "/source"),
        (public(), order(type="touchline.pos.transaction_completed.v1"), "/type"),
        (public(), order(type="touchline.identity.linked.v1"), "/type"),
        (public(), order(type="touchline.return.completed.v1"), "/type"),
        (public(), order(type="touchline.handoff.redeemed.v1"), "/type"),
        (public(), order(type="touchline.identity.signed_in.v1"), None),
        (public(), order(type="com.acme.slush.v1"), "/type"),
        (public(types=("com.acme.*",)), order(type="com.acme.slush.v1"), None),
        (public(types=("com.acme.*",)), order(), "/type"),
        (public(types=("*",)), with_token(), "/data/identities/1/type"),
        (key(), order(), None),
        (key(), with_token(), "/data/identities/1/type"),
        (key(presence=True), with_token(), None),
        (key(sources=("//store-*",)), order(), "/source"),
        (key(sources=("//store-*",)), order(source="//store-1.example.com/till/2"), None),
        (key(types=("touchline.pos.*",)), order(), "/type"),
        (LOCAL, with_token(), None),
    ],
)
def test_a_key_allows_what_its_rights_say(rights: Key, event: dict[str, Any], pointer: str | None) -> None:
    """Sources, types and presence; the refusal points at what is to blame."""
    refusal = rights.refuses(event)
    assert (refusal and refusal[0]) == pointer


def test_a_page_cannot_authenticate_anybody() -> None:
    """The claim is downgraded in a copy; events without it are left alone."""
    event = order()
    event["data"]["identities"] = [
        {"type": "user", "value": "u-1", "state": "authenticated"},
        {"type": "user", "value": "u"},
    ]
    humble = downgraded(event)
    assert humble is not None
    assert [one.get("state") for one in humble["data"]["identities"]] == ["ambiguous", None]
    assert event["data"]["identities"][0]["state"] == "authenticated"
    assert downgraded(order()) is None
    assert downgraded(order(data="text")) is None


def gate(*keys: Key) -> Gate:
    return Gate(Keyring(keys))


def refused(gate: Gate, headers: dict[str, str], query: str = "", kinds: Any = SENDERS) -> tuple[int, str]:
    with pytest.raises(Problem) as caught:
        gate.enter(headers, query, kinds)
    return caught.value.status, caught.value.code


def bearer(secret: str = "a-secret-of-some-length", **headers: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"} | headers


def test_a_key_opens_the_gate() -> None:
    """As a bearer token, in any case of the scheme; both secrets while rotating."""
    rotating = Key("k", Kind.SECRET, (digest("the-old-secret-key"), digest("the-new-secret-key")))
    assert gate(rotating).enter(bearer("the-old-secret-key"), "") is rotating
    assert gate(rotating).enter({"authorization": "bearer the-new-secret-key"}, "") is rotating


def test_without_a_valid_key_nobody_comes_in() -> None:
    """401 for none, a wrong one, another scheme."""
    closed = gate(key())
    for headers in ({}, bearer("wrong"), {"authorization": "Basic a-secret-of-some-length"}, bearer("")):
        assert refused(closed, headers) == (401, "unauthorized")


def test_only_public_keys_travel_in_urls() -> None:
    """A secret key in a URL ends in every proxy's log; it is refused even when right."""
    assert gate(public()).enter({"origin": ORIGIN}, "key=a-secret-of-some-length&x=1").kind is Kind.PUBLIC
    assert refused(gate(key()), {}, "key=a-secret-of-some-length") == (401, "key.in_url")


def test_origins_hold() -> None:
    """A key with origins works from exactly these."""
    shop = gate(public())
    assert shop.enter(bearer(origin=ORIGIN), "")
    for headers in (bearer(), bearer(origin="null"), bearer(origin="https://shop.example.com.evil.example")):
        assert refused(shop, headers) == (403, "origin.not_allowed")


def test_kinds_hold() -> None:
    """An admin key sends no events; a public key does not reach what is for servers."""
    assert refused(gate(key(), key(Kind.ADMIN, "an-admin-key-of-size")), bearer("an-admin-key-of-size")) == (
        403,
        "key.kind",
    )
    assert refused(gate(public()), bearer(origin=ORIGIN), kinds=SERVERS) == (403, "key.kind")


def test_only_an_admin_key_still_means_local_only() -> None:
    """It lets nobody send, so the guards of a collector without keys stay."""
    assert gate(key(Kind.ADMIN)).local_only
    assert not gate(key()).local_only


def test_new_keys_are_random_and_say_their_kind() -> None:
    """128 bits; the prefix is for scanners of leaked code."""
    keys = {new_key(Kind.PUBLIC) for _ in range(100)}
    assert len(keys) == 100
    assert all(one.startswith("tl_public_") and len(one) == len("tl_public_") + 22 for one in keys)


def test_cors_follows_the_origins_of_the_keys() -> None:
    """Allowed origins get headers, others none; a preflight names what may be sent."""
    shop = gate(public())
    assert shop.cors(ORIGIN)["access-control-allow-origin"] == ORIGIN
    assert "touchline-sent-time" in shop.preflight(ORIGIN)["access-control-allow-headers"]
    assert shop.cors("https://evil.example") == shop.preflight("https://evil.example") == shop.cors(None) == {}


def test_a_rate_refuses_and_says_how_long() -> None:
    """Bursts pass, the rate holds, time refills, and a request above the burst is possible."""
    rates = Rates()
    rates.spend("k", 10.0, 10 * BURST_SECONDS, now=0.0)
    with pytest.raises(Problem) as caught:
        rates.spend("k", 10.0, 10, now=0.0)
    assert (caught.value.status, caught.value.headers["retry-after"]) == (429, "1")
    rates.spend("k", 10.0, 10, now=1.0)
    rates.spend("other", 10.0, 1000, now=0.0)
    rates.spend("k", None, 10**9, now=1.0)


@pytest.mark.parametrize(
    ("given", "network"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:3::4", "2001:db8:1::"),
        ("not an address", None),
        ("", None),
    ],
)
def test_addresses_lose_their_last_part(given: str, network: str | None) -> None:
    """What is kept names a network, never a household."""
    assert address.truncated(given) == network


def test_only_trusted_proxies_speak_for_others() -> None:
    """A forged X-Forwarded-For from a stranger is ignored; behind our proxy the nearest stranger counts."""
    forged = "1.2.3.4, 9.9.9.9"
    assert address.client("8.8.8.8", forged, ("10.0.0.0/8",)) == "8.8.8.8"
    assert address.client("10.0.0.1", forged, ("10.0.0.0/8",)) == "9.9.9.9"
    assert address.client("10.0.0.1", forged + ", 10.0.0.2", ("10.0.0.0/8",)) == "9.9.9.9"
    assert address.client("10.0.0.1", None, ("10.0.0.0/8",)) == "10.0.0.1"
