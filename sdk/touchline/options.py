"""Checking what a client is configured with, before the first event depends on it."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

Overflow = Literal["block", "drop_newest", "drop_oldest", "spill"]
Level = Literal["process", "power"]

EVENTS_PATH = "/v1/events"
# The design's bound for sources.
MAX_SOURCE_BYTES = 512


def endpoint(url: str) -> str:
    """Return the collector's URL with the events path; `ValueError` names what is wrong with it."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"url {url!r}: expected the collector's address, such as 'https://collect.example.com'")
    if parts.query or parts.fragment or parts.username:
        raise ValueError(f"url {parts.scheme}://{parts.hostname}...: expected no query, fragment or credentials in it")
    return url.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH


def source(name: str) -> str:
    """Return the source if it is a URI-reference of at most 512 bytes."""
    plain = name.isascii() and name.isprintable() and " " not in name
    if not plain or not 0 < len(name) <= MAX_SOURCE_BYTES:
        raise ValueError(f"source {name!r}: expected a URI-reference such as '//shop.example.com/web'")
    return name


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return the value if it is allowed."""
    if value not in allowed:
        raise ValueError(f"{name} {value!r}: expected one of {', '.join(allowed)}")
    return value


def positive(name: str, value: float) -> float:
    """Return the value if it is a number of at least zero."""
    if not value >= 0:
        raise ValueError(f"{name} {value!r}: expected a number of at least 0")
    return value
