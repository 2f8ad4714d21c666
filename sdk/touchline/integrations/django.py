"""Django: middleware and settings.

    MIDDLEWARE = [..., "touchline.integrations.django.TouchlineMiddleware"]
    TOUCHLINE = {"client": "shop.tracking.tl", "consent": "shop.tracking.consent", "track_pages": True}

`client` and `consent` are dotted paths (or objects); `client` may be a `Client` or an `AsyncClient`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from touchline.integrations.wsgi import facts_of
from touchline.web.facts import Facts
from touchline.web.journey import Journey

try:
    from asgiref.sync import iscoroutinefunction, markcoroutinefunction
    from django.conf import settings
    from django.core.exceptions import DisallowedHost, ImproperlyConfigured
    from django.http import HttpRequest, HttpResponseBase
    from django.utils.module_loading import import_string
except ImportError as error:
    from touchline.errors import MissingExtra

    raise MissingExtra("the Django integration needs Django: pip install django") from error

_OPTIONS = frozenset({"client", "consent", "track_pages", "cookies"})


class TouchlineMiddleware:
    """Opens the visitor's context around each request, under WSGI and ASGI."""

    async_capable = True
    sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self._get_response = get_response
        self._journey = _journey()
        self._async = iscoroutinefunction(get_response)
        if self._async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Handle one request."""
        return self._acall(request) if self._async else self._call(request)

    def _call(self, request: HttpRequest) -> HttpResponseBase:
        facts = _facts(request)
        found = self._journey.begin(facts)
        with self._journey.context(found):
            response: HttpResponseBase = self._get_response(request)
            self._finish(facts, response)
        return _with_cookies(response, found.cookies)

    async def _acall(self, request: HttpRequest) -> HttpResponseBase:
        facts = _facts(request)
        found = self._journey.begin(facts)
        with self._journey.context(found):
            response: HttpResponseBase = await self._get_response(request)
            self._finish(facts, response)
        return _with_cookies(response, found.cookies)

    def _finish(self, facts: Facts, response: HttpResponseBase) -> None:
        self._journey.answered(facts, response.status_code, response.headers.get("Content-Type", ""))


def _journey() -> Journey:
    given = dict(getattr(settings, "TOUCHLINE", None) or {})
    unknown = sorted(set(given) - _OPTIONS)
    if unknown or "client" not in given:
        problem = f"has no option {unknown[0]!r}" if unknown else "names no 'client'"
        raise ImproperlyConfigured(f"settings.TOUCHLINE {problem}: expected {', '.join(sorted(_OPTIONS))}")
    return Journey(**{name: import_string(value) if isinstance(value, str) else value for name, value in given.items()})


def _facts(request: HttpRequest) -> Facts:
    facts = facts_of(dict(request.META))
    try:
        url = request.build_absolute_uri()
    except DisallowedHost:  # whether such a request is served is for the site to say
        url = f"{request.scheme}://{facts.headers.get('host', '')}{request.get_full_path()}"
    return Facts(request.method or "GET", url, facts.headers, request.COOKIES)


def _with_cookies(response: HttpResponseBase, cookies: tuple[str, ...]) -> HttpResponseBase:
    for cookie in cookies:
        name, _, rest = cookie.partition("=")
        value, _, attributes = rest.partition("; ")
        response.cookies[name] = value
        for attribute in attributes.split("; "):
            key, _, setting = attribute.partition("=")
            response.cookies[name][key.lower()] = setting or True
    return response
