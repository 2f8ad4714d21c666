"""Request errors as RFC 9457 problems, each with a stable `code`. One event's fate is a verdict, never a problem."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from touchline_collector import jsontext

MEDIA_TYPE = b"application/problem+json"

# How long a refused client waits: an overload passes within a group commit or two, a full disk and a draining server
# need somebody or a restart.
RETRY_AFTER = {"overloaded": 1, "rate_limited": 1, "draining": 5, "storage_full": 30, "storage_failed": 10}


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """The whole request is refused. `code` is stable, `detail` for people, `headers` go into the answer."""

    def __init__(self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
            self.headers.setdefault("retry-after", str(RETRY_AFTER.get(code, 5)))

    def body(self) -> bytes:
        """The problem as JSON."""
        fields: dict[str, Any] = {
            "type": f"urn:touchline:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        return jsontext.dumps(fields)


def malformed(detail: str) -> Problem:
    """400: the body is not what its media type says."""
    return Problem(400, "malformed", detail)


def too_large(detail: str) -> Problem:
    """413: the request exceeds a limit that the detail names."""
    return Problem(413, "too_large", detail)


def unsupported(detail: str) -> Problem:
    """415: the media type or content encoding is not taken here."""
    return Problem(415, "unsupported", detail)
