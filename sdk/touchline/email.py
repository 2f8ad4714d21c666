"""E-mail: open pixels and signed click links, as URLs. Their endpoints, `/v1/o.gif` and `/v1/r`, are the collector's.

A link says which message it belongs to, where it leads, what consent was in force and when it expires; it holds no
identity, and its signature closes the redirect: nobody can make our domain lead elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from touchline_spec import links
from touchline_spec.keyring import Keyring

# Newsletters are opened for months; keys rotate once a year.
LIFETIME = timedelta(days=180)
# A machine fetches images as the message arrives, a person needs to see it first.
_MACHINE_S = 2.0
# Apple's privacy proxy names nothing but this; scanners of mail gateways name themselves.
_PROXY_AGENTS = ("Mozilla/5.0",)
_SCANNERS = ("barracuda", "proofpoint", "mimecast", "safelinks", "mailscanner", "headless", "bot", "spider", "curl/")


class EmailLinks:
    """Makes the URLs of one sender's messages. `url` is the collector's address, `keyring` is shared with it."""

    def __init__(self, url: str, keyring: Keyring, *, lifetime: timedelta = LIFETIME) -> None:
        self._url = url.rstrip("/")
        self._keyring = keyring
        self._lifetime = lifetime

    def pixel(self, message_id: str, *, consent: Mapping[str, str] | None = None, now: datetime | None = None) -> str:
        """Return the URL of the open pixel; put it in an `<img>` of one pixel."""
        return self._signed("o.gif", links.Link("open", message_id, self._until(now), consent=consent or {}))

    def click(
        self,
        target: str,
        message_id: str,
        *,
        link_id: str = "",
        consent: Mapping[str, str] | None = None,
        now: datetime | None = None,
    ) -> str:
        """Return the URL that records a click and leads to `target` (absolute http or https)."""
        link = links.Link("click", message_id, self._until(now), target, link_id, consent or {})
        return self._signed("r", link)

    def _until(self, now: datetime | None) -> datetime:
        return (now or datetime.now(UTC)) + self._lifetime

    def _signed(self, path: str, link: links.Link) -> str:
        return f"{self._url}/v1/{path}?{urlencode({'t': links.issue(self._keyring, link)})}"


def machine_open(user_agent: str | None, *, seconds_since_sent: float | None = None) -> bool:
    """Tell whether an open or click was a machine's: a privacy proxy, a mail scanner, or faster than a person."""
    agent = (user_agent or "").strip()
    if not agent or agent in _PROXY_AGENTS or any(scanner in agent.lower() for scanner in _SCANNERS):
        return True
    return seconds_since_sent is not None and seconds_since_sent < _MACHINE_S


def sent(message_id: str, **facts: Any) -> tuple[str, dict[str, Any]]:
    """Return type and data of `message.sent`, for `tl.track(*email.sent("m-1", template_id="autumn"))`."""
    return "touchline.message.sent.v1", {"channel": "email", "medium": "email", "message_id": message_id, **facts}
