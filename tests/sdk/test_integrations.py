"""The web integrations in their real frameworks: one behaviour, four carriers."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from http.cookies import SimpleCookie
from typing import Any, NamedTuple

import django
import flask
import httpx
import pytest
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.test import Client as DjangoBrowser
from django.urls import path as django_path
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from touchline.integrations.asgi import TouchlineMiddleware as Asgi
from touchline.integrations.flask import Touchline
from touchline.integrations.wsgi import TouchlineMiddleware as Wsgi
from touchline.testing import RecordingClient
from touchline.web.facts import Facts
from touchline_spec import validate

TYPE = "com.acme.shop.basket_shaken.v1"
BROWSER = {
    "host": "shop.example.com",
    "user-agent": "Mozilla/5.0 Test",
    "accept-language": "de-DE,de;q=0.9",
    "referer": "https://www.example.org/a?secret=1",
}
LANDING = "/p/P-1?utm_source=newsletter&utm_medium=email&gclid=EAIaIQ-Ab&token=secret"

recorder = RecordingClient(strict=False)


def consent(facts: Facts) -> dict[str, Any] | None:
    state = facts.cookies.get("consent")
    found: dict[str, Any] = {"purposes": {"analytics": state}}
    if state == "not_required":  # of a site that forgot the zone
        found["captured_at"] = datetime(2026, 11, 20, 9)  # noqa: DTZ001
    return found if state else None


class Answer(NamedTuple):
    status: int
    cookies: list[str]


Ask = Callable[[str, dict[str, str]], Answer]


def page() -> str:
    recorder.track(TYPE)
    return "<html></html>"


def page_of(product: str) -> str:
    assert product
    return page()


def starlette_site() -> Ask:
    app = FastAPI()
    app.add_middleware(Asgi, client=recorder, consent=consent, track_pages=True)

    @app.get("/p/{product}", response_class=HTMLResponse)
    async def show(product: str) -> str:
        return page_of(product)

    return asgi_browser(app)


def asgi_browser(app: Any) -> Ask:
    async def get(path: str, headers: dict[str, str]) -> Answer:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example.com") as browser:
            answer = await browser.get(path, headers=headers)
            return Answer(answer.status_code, answer.headers.get_list("set-cookie"))

    def ask(path: str, headers: dict[str, str]) -> Answer:
        return asyncio.run(get(path, headers))

    return ask


def wsgi_site() -> Ask:
    bare = flask.Flask("bare")
    bare.add_url_rule("/p/<product>", view_func=page_of, endpoint="show")
    bare.wsgi_app = Wsgi(bare.wsgi_app, client=recorder, consent=consent, track_pages=True)  # type: ignore[method-assign]
    return flask_browser(bare)


def flask_site() -> Ask:
    app = flask.Flask("site")
    Touchline(app, client=recorder, consent=consent, track_pages=True)
    app.add_url_rule("/p/<product>", view_func=page_of, endpoint="show")
    return flask_browser(app)


def flask_browser(app: flask.Flask) -> Ask:
    def ask(path: str, headers: dict[str, str]) -> Answer:
        answer = app.test_client(use_cookies=False).get(path, headers=headers, base_url="http://shop.example.com")
        return Answer(answer.status_code, answer.headers.getlist("Set-Cookie"))

    return ask


def configure_django() -> None:
    if not settings.configured:
        settings.configure(
            SECRET_KEY="x",
            ALLOWED_HOSTS=["*"],
            ROOT_URLCONF=__name__,
            MIDDLEWARE=["touchline.integrations.django.TouchlineMiddleware"],
            TOUCHLINE={"client": recorder, "consent": consent, "track_pages": True},
        )
        django.setup()


def django_site() -> Ask:
    configure_django()
    globals()["urlpatterns"] = [django_path("p/<product>", lambda *_, **__: HttpResponse(page()))]

    def ask(where: str, headers: dict[str, str]) -> Answer:
        answer = DjangoBrowser().get(where, headers=headers, SERVER_NAME="shop.example.com")
        return Answer(answer.status_code, [morsel.OutputString() for morsel in answer.cookies.values()])

    return ask


def async_django_site() -> Ask:
    async def show(*_: object, product: str) -> HttpResponse:
        await asyncio.sleep(0)
        return HttpResponse(page_of(product))

    configure_django()
    globals()["urlpatterns"] = [django_path("p/<product>", show)]
    return asgi_browser(get_asgi_application())


SITES = {
    "asgi": starlette_site,
    "wsgi": wsgi_site,
    "flask": flask_site,
    "django": django_site,
    "django on asgi": async_django_site,
}


@pytest.fixture(params=SITES.values(), ids=SITES)
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    recorder.clear()
    yield request.param()
    recorder.clear()


def jar(cookies: list[str]) -> dict[str, str]:
    return {name: morsel.value for cookie in cookies for name, morsel in SimpleCookie(cookie).items()}


def data() -> dict[str, Any]:
    (event,) = recorder.of(TYPE)
    found: dict[str, Any] = event["data"]
    return found


def test_a_granted_visitor_is_known_again(ask: Ask) -> None:
    """With consent: first-party cookies, the same visitor and session next time, and the campaign still with them."""
    first = ask(LANDING, {**BROWSER, "cookie": "consent=granted"})
    assert first.status == 200
    one = data()
    assert one["channel"] == "web"
    assert one["campaign"]["source"] == "newsletter"
    assert one["campaign"]["click_ids"]["gclid"]["value"] == "EAIaIQ-Ab"
    assert one["page"] == {
        "url": "http://shop.example.com/p/P-1",
        "path": "/p/P-1",
        "referrer": "https://www.example.org/a",
    }
    assert one["device"]["language"] == "de-DE"
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in first.cookies)
    recorder.clear()
    cookies = "; ".join(f"{name}={value}" for name, value in {"consent": "granted", **jar(first.cookies)}.items())
    ask("/p/P-2", {**BROWSER, "cookie": cookies})
    two = data()
    assert two["identities"] == one["identities"]
    assert two["session"]["id"] == one["session"]["id"]
    assert two["campaign"] == one["campaign"]


def test_without_consent_nothing_is_stored(ask: Ask) -> None:
    """No grant: no cookie, no identity, no session; the request is served all the same."""
    for cookie in ({}, {"cookie": "consent=denied; tl_visitor=0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77"}):
        recorder.clear()
        answer = ask(LANDING, {**BROWSER, **cookie})
        assert answer == (200, [])
        assert "identities" not in data()
        assert "session" not in data()


def test_global_privacy_control_denies_advertising(ask: Ask) -> None:
    """Sec-GPC counts only when it is exactly 1."""
    ask("/p/P-1", {**BROWSER, "cookie": "consent=granted", "sec-gpc": "1"})
    assert data()["consent"] == {"purposes": {"analytics": "granted", "advertising": "denied"}, "gpc": True}
    recorder.clear()
    ask("/p/P-1", {**BROWSER, "cookie": "consent=granted", "sec-gpc": "true"})
    assert data()["consent"] == {"purposes": {"analytics": "granted"}}


def test_what_is_odd_in_a_sites_consent_costs_only_itself(ask: Ask) -> None:
    """A moment without a zone has no form in the standard; who came, and what was granted, is recorded all the same."""
    assert ask(LANDING, {**BROWSER, "cookie": "consent=not_required"}).status == 200
    found = data()
    assert found["consent"]["purposes"] == {"analytics": "not_required"}
    assert found["identities"]
    assert found["campaign"]["source"] == "newsletter"


def test_pages_are_tracked_when_asked_for(ask: Ask) -> None:
    """An HTML page that a GET answers well is a page.viewed; a missing page is none."""
    ask("/p/P-1", BROWSER)
    ask("/nowhere", BROWSER)
    (viewed,) = recorder.of("page.viewed")
    assert viewed["data"]["page"]["path"] == "/p/P-1"


def test_cookies_are_the_visitors_to_change(ask: Ask) -> None:
    """Forged cookies are replaced, never believed and never an error."""
    forged = "consent=granted; tl_visitor=<script>; tl_session=x.y.z; tl_campaign=%%%; =; ;;a"
    answer = ask("/p/P-1", {**BROWSER, "cookie": forged})
    assert answer.status == 200
    assert "script" not in str(data())


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/p/sofa%20bed", "/p/sofa%20bed"),
        ("/p/gr%C3%B6%C3%9Fe", "/p/gr%C3%B6%C3%9Fe"),
        ("/p/100%25?size=L", "/p/100%25"),
        ("/p/a%3Fb%23c", "/p/a%3Fb%23c"),
    ],
)
def test_the_pages_address_is_the_one_the_visitor_sees(ask: Ask, path: str, address: str) -> None:
    """Escaped as in the browser's address bar, so that the standard takes it, whatever carried it."""
    ask(path, BROWSER)
    found = data()["page"]
    assert (found["url"], found["path"]) == (f"http://shop.example.com{address}", address)


@pytest.mark.parametrize(
    "odd",
    [
        {"referer": "http://[x"},
        {"accept-language": "x"},
        {"host": "shop_1.example.com:x"},
        {"cookie": f"consent=granted; tl_session=0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77.{'9' * 4500}.1.1"},
        {"cookie": "consent=granted; tl_campaign=eyJzb3VyY2UiOnt9fQ"},
    ],
    ids=["referrer", "language", "host", "session", "campaign"],
)
def test_no_header_breaks_the_site_or_its_events(ask: Ask, odd: dict[str, str]) -> None:
    """The page is served, and what it tracked passes the standard."""
    many = "&".join(f"a{n}=1" for n in range(300))
    assert ask(f"/p/P-1?{many}&utm_source=%00", {**BROWSER, **odd}).status == 200
    findings = [finding for event in recorder.events for finding in validate(event)]
    assert not [finding for finding in findings if finding.level == "error"]
    assert [event["type"] for event in recorder.events] == [TYPE, "touchline.page.viewed.v1"]


def test_a_request_leaves_no_context_behind(ask: Ask) -> None:
    """What is tracked after the request inherits nothing from it."""
    ask("/p/P-1", {**BROWSER, "cookie": "consent=granted"})
    recorder.clear()
    recorder.track(TYPE)
    assert data() == {}


@pytest.mark.parametrize(
    ("reader", "said"),
    [(lambda _: 1 / 0, "division"), (lambda _: {"purposes": None}, "NoneType"), (lambda _: "granted", "dictionary")],
)
def test_a_broken_consent_reader_does_not_break_the_site(reader: Any, said: str) -> None:
    """The site's own code raises, or answers nonsense: nothing is granted, the page is served, the host is told."""
    told: list[Any] = []
    client = RecordingClient(strict=False, on_error=told.append)
    app = flask.Flask("broken")
    Touchline(app, client=client, consent=reader)
    app.add_url_rule("/", view_func=lambda: "x", endpoint="root")
    answer = app.test_client().get("/")
    assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (200, [])
    client.close()
    client._notifier.drain(2)
    assert said in told[0].message


def test_django_names_a_wrong_setting() -> None:
    """A misspelt option is an ImproperlyConfigured that names it."""
    program = (
        "from django.conf import settings; settings.configure(TOUCHLINE={'client': 1, 'consnet': 2})\n"
        "from touchline.integrations.django import TouchlineMiddleware; TouchlineMiddleware(lambda r: r)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "has no option 'consnet'" in done.stderr


def test_a_celery_task_inherits_the_senders_context() -> None:
    """Who bought travels with the task that sends the receipt."""
    program = """
import celery, json
from touchline.testing import RecordingClient
from touchline.integrations.celery import instrument
tl = RecordingClient(strict=False)
instrument(client=tl)
app = celery.Celery("t", broker="memory://", backend="cache+memory://")
@app.task
def receipt(): tl.track("com.acme.receipt.sent.v1")
from celery.contrib.testing.worker import start_worker
with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
    with tl.context(channel="web", identities=[{"type": "user", "value": "u-1"}]):
        sent = receipt.delay()
    sent.get(timeout=20)
print(json.dumps(tl.events[0]["data"]))
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, timeout=50, check=False
    )
    assert '"u-1"' in done.stdout, done.stderr[-2000:]
