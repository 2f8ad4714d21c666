"""Where a stream lives: at the server the URL names, at another node of its cluster, or where a Sentinel says. Pure."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def hosts(url: str) -> list[str]:
    """Each `host:port` of a URL that may name several, with a comma between them."""
    return [place for place in _place(urlsplit(url)).split(",") if place]


def at(url: str, host: str, port: int, *, login: bool = True) -> str:
    """The URL with another address; without `login` also without user, password and database."""
    parts = urlsplit(url)
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    user = f"{parts.netloc.rpartition('@')[0]}@" if login and "@" in parts.netloc else ""
    path = parts.path if login else ""
    return parts._replace(netloc=f"{user}{shown}:{port}", path=path).geturl()


def address(place: str, default_port: int) -> tuple[str, int]:
    """Host and port of `host:port`, `[host]:port` or `host`; ValueError for a port that is none."""
    parts = urlsplit(f"//{place}")
    return parts.hostname or "", parts.port or default_port


def _place(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]
