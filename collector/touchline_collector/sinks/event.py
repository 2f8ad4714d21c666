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


class Merger:
    """Adds the collector's own attributes to received bytes; they win over the sender's.

    Events of one request share their overlay, so its text is made once for a run of them.
    """

    __slots__ = ("_names", "_overlay", "_tail")

    def __init__(self) -> None:
        self._overlay: Mapping[str, Any] = {}
        self._names: list[bytes] = []
        self._tail = b""

    def __call__(self, raw: bytes, overlay: Mapping[str, Any]) -> bytes:
        """The whole event; parsed only where the sender used a name of ours."""
        if not overlay:
            return raw
        if overlay is not self._overlay and overlay != self._overlay:
            self._overlay = overlay
            self._names = [b'"%b"' % name.encode() for name in overlay]
            self._tail = b"," + jsontext.dumps(overlay)[1:]
        for name in self._names:
            if name in raw:
                return jsontext.dumps({**jsontext.loads(raw), **overlay})
        return raw.rstrip()[:-1] + self._tail
