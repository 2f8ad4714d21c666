"""The routes beside the hot path."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from touchline_collector import admin, jsontext
from touchline_collector.control import Control
from touchline_collector.core import Core
from touchline_collector.errors import CollectorError
from touchline_collector.intake import loopback
from touchline_collector.intake.admission import Admission
from touchline_collector.intake.keys import Kind
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import MEDIA_TYPE, RETRY_AFTER, Problem, malformed, too_large
from touchline_collector.server.openapi import document
from touchline_spec import event_type, schema_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Routes:
    """Health, metrics, schemas, description and administration of one collector."""

    core: Core
    control: Control
    admission: Admission
    limits: Limits
    metrics: Callable[[], Awaitable[bytes]]

    def app(self) -> Starlette:
        """The application for everything the hot path does not take."""
        routes = [
            Route("/livez", self.livez),
            Route("/readyz", self.readyz),
            Route("/metrics", self.show_metrics),
            Route("/openapi.json", self.openapi),
            Route("/schemas/{name}/{version}", self.schema),
            Route("/v1/admin/{command}", self.administer, methods=["POST"]),
        ]
        return Starlette(routes=routes, exception_handlers=_HANDLERS)

    async def livez(self, _: Request) -> Response:
        """The process answers."""
        return PlainTextResponse("ok\n")

    async def readyz(self, _: Request) -> Response:
        """Events are taken; 503 while stopping or without room."""
        if self.admission.draining:
            return _unready("draining")
        return _unready("storage_full") if self.core.log.space.full else PlainTextResponse("ready\n")

    async def show_metrics(self, request: Request) -> Response:
        """Counts without payloads; without keys the loopback guard holds."""
        if self.core.rules.gate.local_only:
            loopback.guard(request.headers)
        return Response(await self.metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def openapi(self, _: Request) -> Response:
        """The description of this interface."""
        return Response(jsontext.dumps(document(self.limits)), media_type="application/json")

    async def schema(self, request: Request) -> Response:
        """The JSON Schema of a type: `/schemas/order.placed/1.0` or `.../1.0.strict`."""
        name, version = request.path_params["name"], request.path_params["version"]
        strict = version.endswith(".strict")
        number = version.removesuffix(".strict")
        found = event_type(f"touchline.{name}.v{number.partition('.')[0]}")
        if found is None or found.version != number:
            raise Problem(404, "not_found", f"there is no schema {name} {version}")
        body = jsontext.dumps(schema_of(found.type, "strict" if strict else "open"))
        return Response(body, media_type="application/schema+json", headers={"cache-control": "max-age=86400"})

    async def administer(self, request: Request) -> Response:
        """`POST /v1/admin/{command}`, with the token of the data folder or an admin key."""
        self._admit(request)
        command = admin.COMMANDS.get(request.path_params["command"])
        if command is None:
            raise Problem(404, "not_found", f"there is no such command; known are {', '.join(admin.COMMANDS)}")
        arguments = _object(await self._body(request))
        try:
            answer = await asyncio.to_thread(command, self.core, arguments)
        except CollectorError as error:
            raise Problem(400, "admin.refused", str(error)) from error
        return Response(jsontext.dumps(answer), media_type="application/json")

    def _admit(self, request: Request) -> None:
        if "origin" in request.headers:
            raise Problem(403, "origin.not_allowed", "no web page may administer a collector")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.control.admits(token.strip()):
            return
        if self.core.rules.gate.local_only:
            detail = "send the token of the data folder as Authorization: Bearer TOKEN"
            raise Problem(401, "unauthorized", detail, headers={"www-authenticate": "Bearer"})
        self.core.rules.gate.enter(request.headers, "", {Kind.ADMIN})

    async def _body(self, request: Request) -> bytes:
        parts, size = [], 0
        async for part in request.stream():
            size += len(part)
            if size > self.limits.wire_bytes:
                raise too_large(f"the body is larger than {self.limits.wire_bytes} bytes")
            parts.append(part)
        return b"".join(parts)


def methods(app: Starlette) -> dict[str, set[str]]:
    """The methods of each fixed path, so that others are turned away before their body."""
    listed = (route for route in app.routes if isinstance(route, Route) and "{" not in route.path)
    return {route.path: route.methods or set() for route in listed}


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = jsontext.loads(body or b"{}")
    except jsontext.NotJSON as error:
        raise malformed(f"the body is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise malformed("the body must be a JSON object")
    return found


async def _http_problem(_: Request, error: Exception) -> Response:
    """Starlette's own errors (404, 405) as problems."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http")
    return _answer(Problem(error.status_code, code, str(error.detail), headers=dict(error.headers or {})))


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - registered for nothing else
    return _answer(error)


def _unready(code: str) -> Response:
    return PlainTextResponse(f"{code}\n", 503, {"retry-after": str(RETRY_AFTER[code])})


async def _unforeseen(_: Request, __: Exception) -> Response:
    """Starlette raises it again, so that it stands in the journal."""
    return _answer(Problem(500, "internal", "the collector failed on this request; see its log"))


async def _gone(_: Request, __: Exception) -> Response:
    """The client hung up before its request was complete; nobody reads this."""
    return Response(status_code=400)


def _answer(problem: Problem) -> Response:
    return Response(problem.body(), problem.status, problem.headers, MEDIA_TYPE.decode())


_HANDLERS: dict[Any, Any] = {
    HTTPException: _http_problem,
    Problem: _problem,
    ClientDisconnect: _gone,
    Exception: _unforeseen,
}
