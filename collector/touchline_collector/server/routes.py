"""The routes beside the hot path."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from touchline_collector.intake.admission import Admission
from touchline_collector.intake.problems import MEDIA_TYPE, Problem


def build(admission: Admission) -> Starlette:
    """The application for everything that is not `POST /v1/events`."""

    async def livez(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        if admission.draining:
            return PlainTextResponse("draining\n", 503)
        return PlainTextResponse("ready\n")

    routes = [Route("/livez", livez), Route("/readyz", readyz)]
    return Starlette(routes=routes, exception_handlers={HTTPException: _problem})


async def _problem(_: Request, error: Exception) -> Response:
    """Starlette's own errors (404, 405) as problems."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http")
    problem = Problem(error.status_code, code, str(error.detail), headers=dict(error.headers or {}))
    return Response(problem.body(), problem.status, problem.headers, MEDIA_TYPE.decode())
