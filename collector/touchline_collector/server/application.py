"""Which handler answers a request, and what every answer of ours has in common. No framework on this path."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.keys import Key, Kind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem, too_large
from touchline_collector.intake.request import Handler, Reply, Request

logger = logging.getLogger(__name__)


class Route(NamedTuple):
    """A handler, and the kinds of keys it wants, asked for before the body; None where the handler sees to it."""

    handler: Handler
    kinds: Collection[Kind] | None = None


class Application:
    """Routes: (method, path) to a handler of whole requests; all else to `fallback`, but for the methods of `known`."""

    def __init__(
        self,
        routes: Mapping[tuple[str, str], Route],
        fallback: Handler,
        *,
        gate: Callable[[], Gate],
        admission: Admission,
        limits: Limits,
        known: Mapping[str, Collection[str]],
    ) -> None:
        self._routes = routes
        self._fallback = fallback
        self._gate = gate
        self._limits = limits
        self.known = known
        self._methods = {path: {m for m, p in routes if p == path} for _, path in routes} | dict(known)
        self.admission = admission

    def listed(self) -> list[tuple[str, str, list[str] | None]]:
        """Method, path and wanted kinds of keys of every route."""
        kinds = {at: route.kinds for at, route in self._routes.items()}
        return [(*at, sorted(wanted) if wanted is not None else None) for at, wanted in kinds.items()]

    def open(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> Key | None:
        """What can be said before the body: the key of the request, or the Problem that it ends with."""
        route = self._routes.get((method, path))
        if route is None:
            methods = self._methods.get(path)
            if methods is not None and method not in methods:
                allowed = ", ".join(sorted(methods))
                detail = f"{method} is not taken here, but {allowed}"
                raise Problem(405, "method_not_allowed", detail, headers={"allow": allowed})
        declared = headers.get("content-length")
        if declared is not None and int(declared) > self._limits.wire_bytes:
            raise self.oversized()
        return self._gate().enter(headers, query, route.kinds) if route and route.kinds else None

    def check_size(self, size: int) -> None:
        """Raise the 413 problem for a body that has grown beyond the limit."""
        if size > self._limits.wire_bytes:
            raise self.oversized()

    def oversized(self) -> Problem:
        """The 413 problem."""
        return too_large(f"the body is larger than {self._limits.wire_bytes} bytes")

    def enter(self, request: Request) -> bool:
        """Let a producer's request in, or raise the 503 problem; False for the other routes, which are not counted.

        Health and metrics must answer while producers are turned away.
        """
        if (request.method, request.path) not in self._routes:
            return False
        self.admission.enter()
        return True

    def answer(self, request: Request, reply: Reply) -> None:
        """Have a whole request answered; never raises."""
        route = self._routes.get((request.method, request.path))
        try:
            (route.handler if route else self._fallback)(request, reply)
        except Problem as problem:
            reply(self.admission.refused(problem))
        except Exception:
            logger.exception("a request failed in a way nobody foresaw")
            reply(self.admission.refused(Problem(500, "internal", "the collector failed on this request; see its log")))

    def cross_origin(self, headers: Mapping[str, str]) -> dict[str, str] | None:
        """Headers that let a page read the answer, problems included; None without an Origin."""
        origin = headers.get("origin")
        return None if origin is None else self._gate().cors(origin)
