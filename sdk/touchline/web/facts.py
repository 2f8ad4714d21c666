"""Reading a request. Pure: text in, the groups of an event out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

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
# An identifier longer than this is none, and would not pass the specification either.
_MAX_VALUE = 512


@dataclass(frozen=True, slots=True)
class Facts:
    """One request: header names lower-case, `url` absolute and with its query."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)


def campaign(url: str, captured_at: str) -> dict[str, Any] | None:
    """Return the campaign group of a landing page's query, or None when it names no campaign."""
    query = dict(parse_qsl(urlsplit(url).query, max_num_fields=200)) if "?" in url else {}
    found: dict[str, Any] = {_UTM[name]: value[:_MAX_VALUE] for name, value in query.items() if name in _UTM and value}
    clicks = {name: query[name] for name in CLICK_IDS if 0 < len(query.get(name, "")) <= _MAX_VALUE}
    if clicks:
        found["click_ids"] = {name: {"value": value, "captured_at": captured_at} for name, value in clicks.items()}
    return found or None


def page(facts: Facts) -> dict[str, Any]:
    """Return the page group: without query and fragment, which hold tokens and addresses often enough."""
    parts = urlsplit(facts.url)
    found = {"url": f"{parts.scheme}://{parts.netloc}{parts.path}", "path": parts.path or "/"}
    referrer = urlsplit(facts.headers.get("referer", ""))
    if referrer.scheme in ("http", "https") and referrer.netloc:
        found["referrer"] = f"{referrer.scheme}://{referrer.netloc}{referrer.path}"
    return found


def device(facts: Facts) -> dict[str, Any] | None:
    """Return the device group as far as the headers tell."""
    found = {}
    if agent := facts.headers.get("user-agent"):
        found["user_agent"] = agent[:_MAX_VALUE]
    language = facts.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    if language and language != "*" and language.replace("-", "").isalnum():
        found["language"] = language
    return found or None


def gpc(facts: Facts) -> bool:
    """Tell whether the browser sends Global Privacy Control: a header that is exactly `1`."""
    return facts.headers.get("sec-gpc") == "1"
