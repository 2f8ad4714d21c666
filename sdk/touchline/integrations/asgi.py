"""ASGI middleware (Starlette, FastAPI, Litestar, Quart ...).

app.add_middleware(TouchlineMiddleware, client=tl, consent=read_consent, track_pages=True)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from touchline.tracker import Tracker
from touchline.web.facts import Facts, escaped
from touchline.web.journey import Consent, Journey
from touchline.web.visitor import Cookies, Visit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class TouchlineMiddleware:
    """Opens the visitor's context around each HTTP request; the other arguments are those of `web.journey.Journey`."""

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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; what is not HTTP passes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        facts = _facts(scope)
        found = self._journey.begin(facts)
        with self._journey.context(found):
            await self._app(scope, receive, self._sending(send, facts, found))

    def _sending(self, send: Send, facts: Facts, found: Visit) -> Send:
        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                kind = next((v.decode("latin-1") for n, v in headers if n.lower() == b"content-type"), "")
                self._journey.answered(facts, message["status"], kind)
                set_cookies = [(b"set-cookie", cookie.encode("latin-1")) for cookie in found.cookies]
                message = {**message, "headers": headers + set_cookies}
            await send(message)

        return watched


def _facts(scope: Scope) -> Facts:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query = scope.get("query_string", b"").decode("latin-1")
    host = headers.get("host") or ":".join(str(part) for part in scope.get("server") or ("localhost",))
    path = scope.get("root_path", "") + scope["path"] if not scope["path"].startswith("/") else scope["path"]
    url = f"{scope.get('scheme', 'http')}://{host}{escaped(path)}" + (f"?{query}" if query else "")
    return Facts(scope["method"], url, headers, cookies_of(headers.get("cookie", "")))


def cookies_of(header: str) -> dict[str, str]:
    """Return the cookies of a Cookie header; malformed pieces are skipped."""
    pairs = (piece.strip().partition("=") for piece in header.split(";"))
    return {name: value.strip('"') for name, sep, value in pairs if sep}
