"""An answer as the bytes of HTTP/1.1. Pure; the moment is passed in."""

from __future__ import annotations

from email.utils import formatdate
from functools import cache, lru_cache
from http import HTTPStatus

from touchline_collector.intake.inflate import ACCEPTED
from touchline_collector.intake.request import Answer

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_NO_CONTENT = 204


@cache
def _start(status: int) -> bytes:
    phrase = HTTPStatus(status).phrase
    return f"HTTP/1.1 {status} {phrase}\r\naccept-encoding: {ACCEPTED}\r\n".encode()


@lru_cache(maxsize=2)
def _date(second: int) -> bytes:
    """RFC 9110, section 6.6.1: a server with a clock says when it answered."""
    return f"date: {formatdate(second, usegmt=True)}\r\n".encode()


def rendered(
    answer: Answer,
    *,
    now: float,
    cross_origin: dict[str, str] | None = None,
    bodiless: bool = False,
    close: bool = False,
) -> bytes:
    """Head and body in one piece; `now` in seconds since 1970, `bodiless` for HEAD, `close` ends the connection."""
    body = answer.body
    parts = [_start(answer.status), _date(int(now))]
    if answer.status != _NO_CONTENT:
        parts.append(b"content-type: %b\r\ncontent-length: %d\r\n" % (answer.media_type, len(body)))
    for extra in (cross_origin, answer.headers):
        if extra:
            parts += [f"{name}: {value}\r\n".encode("latin-1") for name, value in extra.items()]
    if close:
        parts.append(b"connection: close\r\n")
    parts.append(b"\r\n")
    if not bodiless:
        parts.append(body)
    return b"".join(parts)
