"""One request from its start to its answer, for any framework: open the context, track the page, set the cookies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from touchline import jsontext
from touchline.ambient import Context, current
from touchline.errors import EventError
from touchline.tracker import Tracker
from touchline.web import facts as read
from touchline.web.facts import Facts
from touchline.web.visitor import Cookies, Visit, visit

Consent = Callable[[Facts], Mapping[str, Any] | None]


class Journey:
    """What the integrations share.

    `consent(facts)` returns the consent group of a request, read from wherever the site keeps it (a cookie of its
    consent banner); without it nothing is granted and no cookie is set. `track_pages` records `page.viewed` for every
    HTML page that a GET answers with a status below 400.
    """

    def __init__(
        self,
        client: Tracker,
        *,
        consent: Consent | None = None,
        track_pages: bool = False,
        cookies: Cookies | None = None,
    ) -> None:
        self.client = client
        self._consent = consent
        self._track_pages = track_pages
        self._cookies = cookies

    def begin(self, facts: Facts) -> Visit:
        """Return the request's visit. The site's own `consent` may raise or be none; then nothing is granted."""
        now, cookies = datetime.now(UTC), self._cookies or Cookies(secure=facts.url.startswith("https:"))
        try:
            return visit(facts, None if self._consent is None else self._consent(facts), now, cookies)
        except Exception as error:  # noqa: BLE001  # the site's request goes on
            self.client.report(error)
        return visit(facts, None, now, cookies)

    def context(self, found: Visit) -> AbstractContextManager[None]:
        """Return the context in which the request is handled."""
        return self.client.context(**found.groups)

    def enter(self, found: Visit) -> None:
        """Set the request's context in the present one, for carriers that throw that away afterwards."""
        try:
            inner = Context(found.groups)
        except EventError as error:
            self.client.report(error)
            inner = Context(jsontext.mended(found.groups)[0])
        current.set(current.get().under(inner))

    def answered(self, facts: Facts, status: int, content_type: str) -> None:
        """Record the page if it is one; called inside the context."""
        page = status < 400 and facts.method == "GET" and content_type.partition(";")[0].strip() == "text/html"  # noqa: PLR2004
        if self._track_pages and page and read.page(facts):
            self.client.track("touchline.page.viewed.v1", {})
