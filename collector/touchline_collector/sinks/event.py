"""One event on its way to a sink."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from touchline_collector import jsontext


class Event:
    """`body` is the whole event as compact UTF-8 JSON, with what the collector added; never changed by a sink."""

    __slots__ = ("_decoded", "body", "id", "position", "source", "type")

    def __init__(self, position: int, source: str, id: str, type: str, body: bytes) -> None:  # noqa: A002 (the names the standard gives them)
        self.position = position
        self.source = source
        self.id = id
        self.type = type
        self.body = body
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
        channel = self.data.get("channel")
        return channel if isinstance(channel, str) else None

    @property
    def fingerprint(self) -> str:
        """32 hex digits, the same for every copy of this event; fit for a header, whatever source and id hold."""
        return hashlib.blake2b(f"{self.source}\0{self.id}".encode(), digest_size=16).hexdigest()

    def __repr__(self) -> str:
        return f"Event({self.position}, {self.source!r}, {self.id!r}, {self.type!r})"


def merged(raw: bytes, overlay: Mapping[str, Any]) -> bytes:
    """The received bytes with the collector's own attributes added; the collector's win over the sender's."""
    if not overlay:
        return raw
    if any(b'"%b"' % name.encode() in raw for name in overlay):
        return jsontext.dumps({**jsontext.loads(raw), **overlay})
    return raw.rstrip()[:-1] + b"," + jsontext.dumps(overlay)[1:]
