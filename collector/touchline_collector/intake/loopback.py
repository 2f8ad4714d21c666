"""Why "loopback is safe" is false, and what is asked instead. Pure.

Without keys the collector listens on loopback and gives everybody there the rights of a secret key. Three things
make a stranger look local: a web page whose name was rebound to 127.0.0.1 (its `Host` is foreign), a web page that
posts cross-origin (its `Origin` is foreign), and a proxy on this machine (it adds `X-Forwarded-For` or `Forwarded`).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from touchline_collector.intake.problems import Problem

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PROXY_HEADERS = ("x-forwarded-for", "forwarded")


def guard(headers: Mapping[str, str]) -> None:
    """Refuse, with a 403 problem, a request that may not come from this machine's own programs."""
    host = headers.get("host", "")
    if not _is_local(host):
        raise _refusal(f"Host is {host!r}; without keys it must be localhost, 127.0.0.1 or [::1]")
    origin = headers.get("origin")
    if origin is not None and not _is_local(_netloc(origin)):
        raise _refusal(f"Origin {origin!r} is foreign; without keys only pages of this machine may send")
    for name in _PROXY_HEADERS:
        if name in headers:
            raise _refusal(f"the request came through a proxy ({name}); configure keys to serve others")


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # half an IPv6 address: no browser sends it, and it is not ours
        return ""


def _is_local(netloc: str) -> bool:
    name, colon, port = netloc.rpartition(":")
    if colon and port.isdigit():
        netloc = name
    return netloc.lower() in LOCAL_HOSTS


def _refusal(detail: str) -> Problem:
    return Problem(403, "not_local", detail)
