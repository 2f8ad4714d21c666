"""The web shop as a visitor, and as somebody who means it harm, meets it."""

from __future__ import annotations

import argparse
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import uvicorn

from chain.producer import Producer
from web_shop import SOURCE, Shop


class Notes:
    """What was tracked, in place of a client."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.groups: list[dict[str, Any]] = []


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    kept = Notes()
    original = Producer.context

    def context(self: Producer, **groups: Any) -> Any:
        kept.groups.append(groups)
        return original(self, **groups)

    monkeypatch.setattr(Producer, "context", context)
    monkeypatch.setattr(Producer, "track", lambda _self, event, **_: kept.kinds.append(type(event).__name__))
    return kept


class Browser:
    """requests, at the shop's address, with its cookies."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()

    def get(self, path: str) -> requests.Response:
        return self._session.get(self._url + path, timeout=10)

    def post(self, path: str, **form: str) -> requests.Response:
        return self._session.post(self._url + path, data=form, timeout=10)

    def answer(self, path: str, **form: str) -> requests.Response:
        """The answer itself, whatever it redirects to."""
        return self._session.post(self._url + path, data=form, timeout=10, allow_redirects=False)


@pytest.fixture
def browser(notes: Notes, tmp_path: Path) -> Iterator[Browser]:
    args = argparse.Namespace(
        collector="http://127.0.0.1:9", key=None, outbox=tmp_path / "outbox", clock=None, ledger=None
    )
    shop = Shop(Producer(args, SOURCE, channel="web"))
    server = uvicorn.Server(uvicorn.Config(shop.app(), log_level="warning"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield Browser(f"http://127.0.0.1:{listener.getsockname()[1]}")
        server.should_exit = True
        thread.join(10)


def test_nothing_is_recorded_before_consent_and_the_shop_works(browser: Browser, notes: Notes) -> None:
    """Pages, cart and account work for somebody who says no."""
    assert "May we measure" in browser.get("/?utm_source=google&gclid=X").text
    page = browser.post("/consent", analytics="denied", back="/p/P-1")
    assert "May we measure" not in page.text
    assert "Desk lamp Arc" in browser.post("/cart", article="P-1").text
    assert "jane@example.com" in browser.post("/sign-in", email="jane@example.com").text
    assert notes.kinds == []


def test_consent_brings_the_campaign_along(browser: Browser, notes: Notes) -> None:
    """The address of the first page is not forgotten while the visitor is asked."""
    landing = "/?utm_source=google&utm_campaign=autumn&gclid=CaSe-Kept"
    browser.post("/consent", analytics="granted", back=landing)
    browser.get("/p/P-2")
    assert notes.kinds == ["ConsentUpdated", "AdClicked", "PageViewed", "ProductViewed"]
    assert notes.groups[-1]["campaign"].click_ids["gclid"].value == "CaSe-Kept"


def test_a_forged_token_is_an_ordinary_visit(browser: Browser, notes: Notes) -> None:
    """Nothing is redeemed, and nothing breaks."""
    browser.post("/consent", analytics="granted", back="/?tl=" + "A" * 42)
    assert notes.kinds == ["ConsentUpdated", "PageViewed"]


def test_the_token_does_not_get_into_the_address_that_is_recorded(browser: Browser, notes: Notes) -> None:
    """Whoever holds it could redeem it."""
    browser.post("/consent", analytics="granted", back="/p/P-1?tl=SECRET&utm_source=mail")
    assert not any("SECRET" in groups["page"].url for groups in notes.groups)


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", ""])
def test_consent_leads_only_back_into_the_shop(browser: Browser, back: str) -> None:
    """No open redirect."""
    answer = browser.answer("/consent", back=back)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/cart", {"article": "P-999"}),
        ("/cart", {}),
        ("/sign-in", {"email": "nobody"}),
    ],
)
def test_wrong_input_is_a_page_that_says_so(browser: Browser, path: str, form: dict[str, str]) -> None:
    """400 with a sentence, never a 500."""
    answer = browser.post(path, **form)
    assert answer.status_code == 400
    assert "Sorry" in answer.text


def test_markup_in_the_address_stays_text(browser: Browser) -> None:
    """The banner carries the address along, escaped."""
    assert "<script>" not in browser.get('/?x="><script>alert(1)</script>').text
