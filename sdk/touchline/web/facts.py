"""Reading a request. Pure: text in, the groups of an event out.

Whatever a visitor sends, nothing here raises, and nothing that the standard refuses comes out: the site's own event
would be refused with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

# utm parameter -> member of the campaign group.
_UTM = {
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_campaign": "name",
    "utm_term": "term",
    "utm_content": "content",
    "utm_id": "campaign_id",
}
# The click identifiers that advertising platforms append to a landing page.
_PLATFORMS = "gclid gbraid wbraid dclid fbclid msclkid ttclid twclid li_fat_id ScCid epik rdt_cid yclid irclickid"
CLICK_IDS = frozenset(_PLATFORMS.split())
# The standard's bounds on a label, an identifier and an address.
_MAX_LABEL = 512
_MAX_ID = 256
_MAX_URL = 4096
_LANGUAGE = re.compile(r"(?=.{2,35}$)[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SPACE = re.compile(r"[\s\0]")
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Facts:
    """One request: header names lower-case, `url` absolute and with its query."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)


def escaped(path: str | bytes) -> str:
    """Return a path as a server decoded it in the form in which it stands in a URL."""
    return quote(path, safe="/:@&+$,-_.!~*'()")


def campaign(url: str, captured_at: str) -> dict[str, Any] | None:
    """Return the campaign group of a landing page's query, or None when it names no campaign."""
    query: dict[str, str] = {}
    for piece in url.partition("?")[2].partition("#")[0].split("&"):
        name, _, value = piece.partition("=")
        if value and (name in _UTM or name in CLICK_IDS):
            query[name] = unquote_plus(value).replace("\0", "")
    found: dict[str, Any] = {_UTM[name]: value[:_MAX_LABEL] for name, value in query.items() if name in _UTM}
    found["click_ids"] = {
        name: {"value": value, "captured_at": captured_at} for name, value in query.items() if name in CLICK_IDS
    }
    return remembered(found)


def remembered(found: Any) -> dict[str, Any] | None:
    """Return of a campaign group what `campaign` can have found: a cookie that holds one is the visitor's to change."""
    if not isinstance(found, dict):
        return None
    bounds = {name: _MAX_ID if name == "campaign_id" else _MAX_LABEL for name in _UTM.values()}
    kept: dict[str, Any] = {name: found[name] for name, most in bounds.items() if _is_text(found.get(name), most)}
    clicks = found.get("click_ids")
    if isinstance(clicks, dict):
        taken = {name: click for name, click in clicks.items() if name in CLICK_IDS and _is_click(click)}
        kept |= {"click_ids": taken} if taken else {}
    return kept or None


def _is_click(click: Any) -> bool:
    if not isinstance(click, dict) or click.keys() != {"value", "captured_at"}:
        return False
    with suppress(ValueError, TypeError):
        return _is_text(click["value"], _MAX_ID) and bool(datetime.strptime(click["captured_at"], MOMENT))  # noqa: DTZ007
    return False


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and "\0" not in value


def page(facts: Facts) -> dict[str, Any] | None:
    """Return the page group: without query and fragment, which hold tokens and addresses often enough."""
    found = {}
    if parts := _split(facts.url):
        found = {"url": f"{parts.scheme}://{parts.netloc}{parts.path}", "path": parts.path or "/"}
    referrer = _split(facts.headers.get("referer", ""))
    if referrer and referrer.scheme in ("http", "https") and referrer.netloc:
        found["referrer"] = f"{referrer.scheme}://{referrer.netloc}{referrer.path}"
    return {name: url[:_MAX_URL] for name, url in found.items() if not _SPACE.search(url)} or None


def _split(url: str) -> SplitResult | None:
    with suppress(ValueError):
        return urlsplit(url)
    return None


def device(facts: Facts) -> dict[str, Any] | None:
    """Return the device group as far as the headers tell."""
    found = {}
    if agent := facts.headers.get("user-agent"):
        found["user_agent"] = agent[:_MAX_LABEL]
    language = facts.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    if _LANGUAGE.fullmatch(language):
        found["language"] = language
    return found or None


def gpc(facts: Facts) -> bool:
    """Tell whether the browser sends Global Privacy Control: a header that is exactly `1`."""
    return facts.headers.get("sec-gpc") == "1"
