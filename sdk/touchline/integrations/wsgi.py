"""WSGI middleware (any WSGI application; Flask has its own extension beside this).

application = TouchlineMiddleware(application, client=tl)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import Context, copy_context
from typing import Any

from touchline.integrations.asgi import cookies_of
from touchline.tracker import Tracker
from touchline.web.facts import Facts, escaped
from touchline.web.journey import Consent, Journey
from touchline.web.visitor import Cookies

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]


class TouchlineMiddleware:
    """Opens the visitor's context around each request; the other arguments are those of `web.journey.Journey`."""

    def __init__(
        self,
        app: App,
        client: Tracker,
        *,
        consent: Consent | None = None,
        track_pages: bool = False,
        cookies: Cookies | None = None,
    ) -> None:
        self._app = app
        self._journey = Journey(client, consent=consent, track_pages=track_pages, cookies=cookies)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Handle one request. The context also surrounds the body while it is streamed."""
        facts = facts_of(environ)
        found = self._journey.begin(facts)

        def starting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kind = next((value for name, value in headers if name.lower() == "content-type"), "")
            self._journey.answered(facts, int(status.split(" ", 1)[0]), kind)
            return start_response(status, headers + [("Set-Cookie", cookie) for cookie in found.cookies], *rest)

        around = copy_context()
        around.run(self._journey.enter, found)
        return _Body(around.run(self._app, environ, starting), around)


class _Body:
    """The application's body, iterated and closed inside the request's context."""

    def __init__(self, body: Iterable[bytes], around: Context) -> None:
        self._body = body
        self._around = around
        self._pieces: Iterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        self._pieces = self._around.run(iter, self._body)
        return self

    def __next__(self) -> bytes:
        if self._pieces is None:
            raise StopIteration
        return self._around.run(next, self._pieces)

    def close(self) -> None:
        close = getattr(self._body, "close", None)
        if close is not None:
            self._around.run(close)


def facts_of(environ: Environ) -> Facts:
    """Read a WSGI environment."""
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    host = headers.get("host") or f"{environ.get('SERVER_NAME', 'localhost')}:{environ.get('SERVER_PORT', '80')}"
    # WSGI's texts are bytes in disguise.
    path = escaped((environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "/")).encode("latin-1", "replace"))
    query = environ.get("QUERY_STRING", "")
    url = f"{environ.get('wsgi.url_scheme', 'http')}://{host}{path}" + (f"?{query}" if query else "")
    return Facts(environ.get("REQUEST_METHOD", "GET"), url, headers, cookies_of(headers.get("cookie", "")))
