"""Who is visiting, and since when: the anonymous id, the session and the campaign, in first-party cookies.

Pure: takes the request, the consent and `now`, returns the context's groups and the cookies to set. No cookie is set,
and none is read, unless analytics is granted (or needs no grant): what is not granted is not stored.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from touchline import jsontext
from touchline.ids import new_id
from touchline.web import facts as read
from touchline.web.facts import Facts

# As the field's tools do: a visitor is remembered for 13 months at most, a session ends after half an hour of silence,
# a campaign is credited for 30 days.
VISITOR_S = 395 * 24 * 3600
SESSION_S = 30 * 60
CAMPAIGN_S = 30 * 24 * 3600
_GRANTED = frozenset({"granted", "not_required"})
_MAX_COOKIE = 1500
_SECONDS = re.compile("[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Cookies:
    """Names and attributes of the cookies; `domain` shares them between subdomains."""

    prefix: str = "tl_"
    domain: str | None = None
    path: str = "/"
    secure: bool = True

    def render(self, name: str, value: str, max_age: int) -> str:
        """Return a Set-Cookie value. HttpOnly: no script needs them. Lax: a click from an e-mail must carry them."""
        parts = [f"{self.prefix}{name}={value}", f"Max-Age={max_age}", f"Path={self.path}", "HttpOnly", "SameSite=Lax"]
        parts += [f"Domain={self.domain}"] if self.domain else []
        parts += ["Secure"] if self.secure else []
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Visit:
    """The context of a request, and the cookies its answer sets."""

    groups: dict[str, Any]
    cookies: tuple[str, ...] = ()


def visit(facts: Facts, consent: Mapping[str, Any] | None, now: datetime, cookies: Cookies) -> Visit:
    """Return what every event of this request inherits, and the cookies to set."""
    moment = now.astimezone(UTC).strftime(read.MOMENT)
    landed = read.campaign(facts.url, moment)
    groups: dict[str, Any] = {
        "channel": "web",
        "page": read.page(facts),
        "device": read.device(facts),
        "consent": _consent(facts, consent),
        "campaign": landed,
    }
    if not _may_store(groups["consent"]):
        return Visit(_given(groups))
    visitor = _known(facts.cookies.get(cookies.prefix + "visitor")) or new_id()
    session = _session(facts.cookies.get(cookies.prefix + "session"), now)
    groups["campaign"] = landed or _unpacked(facts.cookies.get(cookies.prefix + "campaign"))
    groups["identities"] = [{"type": "anonymous", "value": visitor}]
    groups["session"] = {"id": session[0], "started_at": _moment(session[1]), "number": session[3]}
    rendered = [
        cookies.render("visitor", visitor, VISITOR_S),
        cookies.render("session", ".".join(map(str, session)), VISITOR_S),
    ]
    if landed and (packed := _packed(landed)):
        rendered.append(cookies.render("campaign", packed, CAMPAIGN_S))
    return Visit(_given(groups), tuple(rendered))


def _consent(facts: Facts, given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not read.gpc(facts):
        return dict(given) if given else None
    purposes = dict((given or {}).get("purposes", {}))
    # The signal is an opt-out of sale and sharing: it denies advertising unless the person chose otherwise here.
    purposes.setdefault("advertising", "denied")
    return {**(given or {}), "purposes": purposes, "gpc": True}


def _may_store(consent: Mapping[str, Any] | None) -> bool:
    return (consent or {}).get("purposes", {}).get("analytics") in _GRANTED


def _known(value: str | None) -> str | None:
    """Return a visitor's id only in the form in which we make them: a cookie is the visitor's to change."""
    hexed = (value or "").replace("-", "")
    return value if len(hexed) == 32 and all(c in "0123456789abcdef" for c in hexed) else None  # noqa: PLR2004


def _session(value: str | None, now: datetime) -> tuple[str, int, int, int]:
    """Return id, start, last seen and number of the session; a new one after half an hour of silence."""
    seconds = int(now.timestamp())
    head, _, rest = (value or "").partition(".")
    parts = rest.split(".")
    if _known(head) is None or len(parts) != 3 or not all(map(_SECONDS.fullmatch, parts)):  # noqa: PLR2004
        return new_id(), seconds, seconds, 1
    started, seen, number = (min(int(part), seconds) for part in parts)
    if seconds - seen > SESSION_S:
        return new_id(), seconds, seconds, number + 1
    return head, started, seconds, number


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(read.MOMENT)


def _packed(campaign: Mapping[str, Any]) -> str | None:
    text = base64.urlsafe_b64encode(jsontext.dumps(dict(campaign))).decode().rstrip("=")
    return text if len(text) <= _MAX_COOKIE else None


def _unpacked(value: str | None) -> dict[str, Any] | None:
    if not value or len(value) > _MAX_COOKIE:
        return None
    try:
        return read.remembered(jsontext.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))))
    except ValueError:
        return None


def _given(groups: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in groups.items() if value is not None}
