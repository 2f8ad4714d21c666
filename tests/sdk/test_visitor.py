"""Visitor, session and campaign in first-party cookies: for how long, and what becomes of what a visitor makes up."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest

from touchline import jsontext
from touchline.testing import RecordingClient
from touchline.web.facts import Facts
from touchline.web.journey import Journey
from touchline.web.visitor import Cookies, Visit, visit

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GRANTED = {"purposes": {"analytics": "granted"}}
VISITOR = "0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77"


def come(url: str, now: datetime, before: Visit | None = None, **cookies: str) -> Visit:
    jar = {name: morsel.value for cookie in (before.cookies if before else ()) for name, morsel in read(cookie).items()}
    return visit(Facts("GET", url, {}, jar | cookies), GRANTED, now, Cookies())


def read(cookie: str) -> SimpleCookie:
    return SimpleCookie(cookie)


def test_half_an_hour_of_silence_ends_a_session_not_a_visitor() -> None:
    """Each page prolongs the session; after more than thirty minutes without one the same visitor begins the next."""
    first = come("https://shop.example.com/", NOW)
    second = come("https://shop.example.com/b", NOW + timedelta(minutes=30), first)
    third = come("https://shop.example.com/c", NOW + timedelta(minutes=60), second)
    fourth = come("https://shop.example.com/d", NOW + timedelta(minutes=90, seconds=1), third)
    sessions = [each.groups["session"] for each in (first, second, third, fourth)]
    assert sessions[0] == sessions[1] == sessions[2]
    assert (sessions[0]["started_at"], sessions[0]["number"]) == ("2026-11-20T09:00:00Z", 1)
    assert sessions[3]["id"] != sessions[0]["id"]
    assert (sessions[3]["started_at"], sessions[3]["number"]) == ("2026-11-20T10:30:01Z", 2)
    assert first.groups["identities"] == fourth.groups["identities"]
    assert first.groups["identities"][0]["type"] == "anonymous"


def test_each_cookie_lasts_as_long_as_the_field_has_it() -> None:
    """Thirteen months for the visitor, thirty days for the campaign; a page without a campaign does not prolong it."""
    landed = come("https://shop.example.com/?utm_source=newsletter", NOW)
    ages = {name: int(m["max-age"]) for cookie in landed.cookies for name, m in read(cookie).items()}
    assert ages == {"tl_visitor": 395 * 86400, "tl_session": 395 * 86400, "tl_campaign": 30 * 86400}
    later = come("https://shop.example.com/", NOW, landed)
    assert later.groups["campaign"] == {"source": "newsletter"}
    assert [name for cookie in later.cookies for name in read(cookie)] == ["tl_visitor", "tl_session"]
    other = come("https://shop.example.com/?gclid=x", NOW, landed)
    assert other.groups["campaign"] == {"click_ids": {"gclid": {"value": "x", "captured_at": "2026-11-20T09:00:00Z"}}}


def test_cookies_are_secure_where_the_site_is_and_as_the_site_says() -> None:
    """Secure on https; prefix, path and domain are the site's."""
    journey = Journey(RecordingClient(), consent=lambda _: GRANTED)
    for url, secure in (("https://shop.example.com/", True), ("http://localhost/", False)):
        for cookie in journey.begin(Facts("GET", url)).cookies:
            assert ("; Secure" in cookie) == secure
            assert "; HttpOnly; SameSite=Lax" in cookie
    own = Journey(RecordingClient(), consent=lambda _: GRANTED, cookies=Cookies("x_", "example.com", "/shop"))
    for cookie in own.begin(Facts("GET", "http://shop.example.com/")).cookies:
        assert cookie.startswith("x_")
        assert "; Path=/shop; HttpOnly; SameSite=Lax; Domain=example.com; Secure" in cookie


def packed(campaign: Any) -> str:
    return base64.urlsafe_b64encode(jsontext.dumps(campaign)).decode().rstrip("=")


@pytest.mark.parametrize(
    "campaign",
    [
        [],
        {"source": {}},
        {"source": "x" * 513},
        {"name": ""},
        {"campaign_id": "x" * 257},
        {"made_up": "x"},
        {"click_ids": "x"},
        {"click_ids": {"gclid": "x"}},
        {"click_ids": {"gclid": {"value": "x"}}},
        {"click_ids": {"gclid": {"value": "x" * 257, "captured_at": "2026-11-20T09:00:00Z"}}},
        {"click_ids": {"gclid": {"value": "x", "captured_at": "yesterday"}}},
        {"click_ids": {"gclid": {"value": "x", "captured_at": 5}}},
        {"click_ids": {"made_up": {"value": "x", "captured_at": "2026-11-20T09:00:00Z"}}},
    ],
    ids=str,
)
def test_a_made_up_campaign_is_none(campaign: Any) -> None:
    """Only what a landing page can have left behind is remembered; the good beside the bad stays."""
    assert "campaign" not in come("https://shop.example.com/", NOW, tl_campaign=packed(campaign)).groups
    if isinstance(campaign, dict):
        found = come("https://shop.example.com/", NOW, tl_campaign=packed({"medium": "email"} | campaign))
        assert found.groups["campaign"] == {"medium": "email"}


@pytest.mark.parametrize(
    "session",
    [
        f"{VISITOR}.{'9' * 4500}.1.1",
        f"{VISITOR}.-1.1.1",
        f"{VISITOR}.\N{SUPERSCRIPT TWO}.1.1",
        f"{VISITOR}.1.1",
        f"x.{int(NOW.timestamp())}.{int(NOW.timestamp())}.7",
    ],
    ids=["endless", "negative", "no digit", "short", "no id"],
)
def test_a_made_up_session_is_a_new_one(session: str) -> None:
    """Never an error, never believed."""
    found = come("https://shop.example.com/", NOW, tl_session=session).groups["session"]
    assert found["id"] not in (VISITOR, "x")
    assert (found["number"], found["started_at"]) == (1, "2026-11-20T09:00:00Z")


def test_a_session_of_the_future_begins_now() -> None:
    """A visitor's cookie cannot date a session ahead."""
    session = come("https://shop.example.com/", NOW, tl_session=f"{VISITOR}.999999999999.999999999999.3")
    assert session.groups["session"] == {"id": VISITOR, "started_at": "2026-11-20T09:00:00Z", "number": 3}


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("http://shop.example.com/?" + "&".join(f"a{n}=1" for n in range(300)), {}),
        ("http://shop.example.com/?utm_source=%00&fbclid=%00&utm_term=a%00b", {}),
        (f"http://shop.example.com/?utm_source={'x' * 3000}&utm_id={'x' * 300}&gclid={'x' * 300}", {}),
        ("http://shop.example.com/" + "a" * 9000, {"referer": "http://www.example.org/" + "a" * 9000}),
        ("http://shop.example.com/", {"referer": "http://[x"}),
        ("http://shop.example.com/", {"referer": "http://www.example.org/a b"}),
        ("http://shop.example.com/", {"accept-language": "x"}),
        ("http://shop.example.com/", {"accept-language": "de--DE"}),
        ("http://shop.example.com/", {"accept-language": "\xe9\xe9"}),
        ("http://shop.example.com/", {"accept-language": "aa" + "-aaaaaaaa" * 5}),
        ("http://shop.example.com/", {"user-agent": "x" * 9000}),
    ],
)
def test_whatever_a_visitor_sends_the_sites_own_events_stay_valid(url: str, headers: dict[str, str]) -> None:
    """Odd requests never raise, and an event that inherits from them passes the standard."""
    found = visit(Facts("GET", url, headers), GRANTED, NOW, Cookies())
    client = RecordingClient()
    with client.context(**found.groups):
        assert client.track("touchline.page.viewed.v1", {})


def test_a_host_that_is_none_is_a_page_without_an_address() -> None:
    """And what needs one is not recorded."""
    client = RecordingClient()
    journey = Journey(client, track_pages=True)
    facts = Facts("GET", "http://[/p")
    with journey.context(journey.begin(facts)):
        journey.answered(facts, 200, "text/html")
        client.track("com.acme.shop.basket_shaken.v1")
    (event,) = client.events
    assert event["data"] == {"channel": "web"}
