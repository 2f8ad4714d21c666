"""One event on its way to a sink."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from touchline_collector import jsontext

# What the log knows of an event besides its bytes: its own time, subject and channel, and what the collector added.
Facts: TypeAlias = tuple[str | None, str | None, str | None, Mapping[str, Any]]


class Event:
    """`body` is the whole event as compact UTF-8 JSON, with what the collector added; never changed by a sink.

    `facts`: the fields that most sinks look for, where the log knows them; None where the body has to be read.
    """

    __slots__ = ("_decoded", "body", "facts", "id", "position", "source", "type")

    def __init__(  # noqa: PLR0917 - made by the tens of thousands: keywords would cost as much as all else
        self,
        position: int,
        source: str,
        id: str,  # noqa: A002 - the names the standard gives them
        type: str,  # noqa: A002
        body: bytes,
        facts: Facts | None = None,
    ) -> None:
        self.position = position
        self.source = source
        self.id = id
        self.type = type
        self.body = body
        self.facts = facts
        self._decoded: dict[str, Any] | None = None

    @property
    def decoded(self) -> dict[str, Any]:
        """The parsed event; parsed once, shared, read only."""
        if self._decoded is None:
            self._decoded = jsontext.loads(self.body)
        return self._decoded

    @property
    def data(self) -> Mapping[str, Any]:
        """The payload; empty where `data` is absent or no object."""
        data = self.decoded.get("data")
        return data if isinstance(data, dict) else {}

    @property
    def channel(self) -> str | None:
        """`data.channel`, or None."""
        if self.facts is not None:
            return self.facts[2]
        channel = self.data.get("channel")
        return channel if isinstance(channel, str) else None

    @property
    def fingerprint(self) -> str:
        """32 hex digits, the same for every copy of this event; fit for a header, whatever source and id hold."""
        return hashlib.blake2b(f"{self.source}\0{self.id}".encode(), digest_size=16).hexdigest()

    def __repr__(self) -> str:
        return f"Event({self.position}, {self.source!r}, {self.id!r}, {self.type!r})"
