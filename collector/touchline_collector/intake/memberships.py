"""`/v1/presence/filter`: whether a token may be a member's, for store boxes, in bytes that name nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from urllib.parse import parse_qs

from touchline_collector.intake.gate import SERVERS
from touchline_collector.intake.problems import Problem
from touchline_collector.intake.request import Answer, Request
from touchline_collector.intake.rules import Rules
from touchline_spec import tokens


class Memberships:
    """Hands out filters to secret keys with `presence = true`."""

    def __init__(self, rules: Callable[[], Rules]) -> None:
        self._rules = rules

    async def filter(self, request: Request) -> Answer:
        """`GET /v1/presence/filter?window=N`: the filter of a window, encoded as `touchline_spec.membership` has it."""
        rules = self._rules()
        key = rules.gate.enter(request.headers, request.query, SERVERS)
        if not key.presence:
            raise Problem(
                403, "key.presence", f"key {key.name} has nothing to do with presence; it needs presence = true"
            )
        if rules.resolver is None:
            raise Problem(404, "presence.no_programme", "this collector resolves no programme")
        now = time.time()
        window = _window(request.query)
        filters = rules.resolver.filters
        if not filters.offered(window, now):
            here = tokens.window_of(now)
            raise Problem(404, "presence.window", f"window {window} is too far from the present one, {here}")
        raw = await asyncio.to_thread(filters.get, window, now)
        return Answer(200, raw, b"application/octet-stream")


def _window(query: str) -> int:
    text = parse_qs(query).get("window", [""])[0]
    if not (text.isascii() and text.isdigit() and len(text) <= 10):  # noqa: PLR2004 - 32 bits
        raise Problem(400, "presence.window", "window must be a whole number: unix time / 900")
    return int(text)
