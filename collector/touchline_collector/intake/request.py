"""What passes between the server and whoever answers: a whole request in, one answer out, now or later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from touchline_collector.intake.keys import Key


class Request(NamedTuple):
    """A whole HTTP request; header names in lower case. A tuple, because one is made for every request."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""
    peer: str | None = None
    method: str = "POST"
    path: str = ""
    key: Key | None = None
    """The key that its headers were admitted with; None where the route admits by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and media type for the wire."""

    status: int
    body: bytes
    media_type: bytes = b"application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


Reply: TypeAlias = Callable[[Answer], None]

# Calls the reply once, at once or later, always in the thread of the server's loop; or raises a Problem instead.
Handler: TypeAlias = Callable[[Request, Reply], None]
