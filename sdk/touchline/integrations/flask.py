"""Flask: `Touchline(app, client=tl)`; in an application factory `ext = Touchline(client=tl)`, `ext.init_app(app)`."""

from __future__ import annotations

from typing import Any

from touchline.integrations.wsgi import facts_of
from touchline.tracker import Tracker
from touchline.web.journey import Consent, Journey
from touchline.web.visitor import Cookies

try:
    import flask
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("the Flask integration needs Flask: pip install flask") from error


class Touchline:
    """Opens the visitor's context around each request; the arguments are those of `web.journey.Journey`."""

    def __init__(
        self,
        app: flask.Flask | None = None,
        *,
        client: Tracker,
        consent: Consent | None = None,
        track_pages: bool = False,
        cookies: Cookies | None = None,
    ) -> None:
        self.client = client
        self._journey = Journey(client, consent=consent, track_pages=track_pages, cookies=cookies)
        if app is not None:
            self.init_app(app)

    def init_app(self, app: flask.Flask) -> None:
        """Attach to an application; the client is then found as `app.extensions["touchline"].client`."""
        app.extensions["touchline"] = self
        app.before_request(self._before)
        app.after_request(self._after)
        app.teardown_request(self._teardown)

    def _before(self) -> None:
        facts = facts_of(flask.request.environ)
        found = self._journey.begin(facts)
        around = self._journey.context(found)
        around.__enter__()
        flask.g.touchline = (facts, found, around)

    def _after(self, response: flask.Response) -> flask.Response:
        known = flask.g.get("touchline")
        if known is not None:
            self._journey.answered(known[0], response.status_code, response.content_type or "")
            for cookie in known[1].cookies:
                response.headers.add("Set-Cookie", cookie)
        return response

    def _teardown(self, _error: Any) -> None:
        known = flask.g.pop("touchline", None)
        if known is not None:
            known[2].__exit__(None, None, None)
