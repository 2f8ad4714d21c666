"""What a hostile network makes necessary: deadlines for headers and bodies, bounds on headers and connections.

A connection is `fresh` until its first byte, then moves through `headers`, `body` and `busy` (the application has the
whole request) to `idle` and around again; it is `unread` while the client takes no more of an answer. One sweep a
second ends those that stay too long in a phase in which the client is to act; no timer per request.
`Guard` decides; the connection in `http1` acts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

Phase: TypeAlias = Literal["fresh", "headers", "body", "busy", "unread", "idle"]

# Browsers send at most 8 KiB of headers, proxies with tracing and cookies some more.
HEADER_BYTES = 32 << 10

# Idle keep-alive connections end after the usual proxies' own timeout (60 s), so that those close first.
KEEP_ALIVE_SECONDS = 75.0

# Seconds a closed connection may take to hand over its last answer before it is cut.
LINGER = 5.0


class Connection(Protocol):
    """What the guard needs of a connection."""

    phase: Phase
    since: float

    def expire(self) -> None:
        """Answer 408 where a request was begun, and close."""

    def drop(self) -> None:
        """Close without an answer."""

    def finish(self) -> None:
        """Answer what was begun, then close."""

    def abort(self) -> None:
        """Cut."""


@dataclass(slots=True)
class Guard:
    """Watches all connections of a server. `idle` keeps those that may be dropped for a newcomer, oldest first."""

    header_seconds: float
    body_seconds: float
    most: int
    idle: dict[Connection, None] = field(default_factory=dict)
    open: dict[Connection, None] = field(default_factory=dict)
    expired: int = 0
    dropped: int = 0
    vacated: Callable[[], None] = lambda: None
    """Called when the last connection has gone."""

    def opened(self, connection: Connection, now: float) -> None:
        """A connection came; beyond the bound the one idle longest goes, or the newcomer where none is idle."""
        self.open[connection] = None
        self.enter(connection, "fresh", now)
        if len(self.open) > self.most:
            self.dropped += 1
            oldest = next(iter(self.idle))
            del self.idle[oldest]  # it takes a moment to go, and is dropped once
            oldest.drop()

    def closed(self, connection: Connection) -> None:
        """A connection went."""
        self.open.pop(connection, None)
        self.idle.pop(connection, None)
        if not self.open:
            self.vacated()

    def enter(self, connection: Connection, phase: Phase, now: float) -> None:
        """A connection moves to another phase."""
        connection.phase = phase
        connection.since = now
        if phase in ("fresh", "idle"):
            self.idle[connection] = None
        else:
            self.idle.pop(connection, None)

    def sweep(self, now: float) -> None:
        """Expire what has been in a phase of the client's for too long."""
        limits = {
            "fresh": self.header_seconds,
            "headers": self.header_seconds,
            "body": self.body_seconds,
            "unread": self.body_seconds,
            "idle": KEEP_ALIVE_SECONDS,
        }
        late = [c for c in self.open if now - c.since > limits.get(c.phase, float("inf"))]
        for connection in late:
            self.expired += connection.phase != "idle"
            connection.expire()
