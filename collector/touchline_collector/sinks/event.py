"""One event on its way to a sink."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from touchline_collector import jsontext
from touchline_collector.structs import Struct

# What the log knows of an event besides its bytes: its own time, subject and channel, and what the collector added.
Facts: TypeAlias = tuple[str | None, str | None, str | None, Mapping[str, Any]]


class Event(Struct, eq=False, gc=False):
    """`body` is the whole event as compact UTF-8 JSON, with what the collector added; never changed by a sink.

    `facts`: the fields that most sinks look for, where the log knows them; None where the body has to be read. A struct
    of msgspec's, which is made in C: they come by the tens of thousands, and half the time that a class takes was a
    tenth of reading the log. The collector of garbage need not follow them, for nothing they hold leads back.
    """

    position: int
    source: str
    id: str
    type: str
    body: bytes
    facts: Facts | None = None
    _decoded: dict[str, Any] | None = None

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
