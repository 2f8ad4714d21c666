"""A batch: some events as one NDJSON body, which is also how they rest in memory and on disk: nothing is copied."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from touchline import jsontext

# The id leads every line, so that it is found without parsing the event.
ID_FIRST = b'{"specversion":"1.0","id":'
_ID = re.compile(rb'^\{"specversion":"1\.0","id":("(?:[^"\\]|\\.)*")', re.MULTILINE)

# What one request carries at most: half of what a collector must take (1,000 events, 1 MiB), so that none is refused
# for its size by a proxy that is a little stricter.
MAX_EVENTS = 500
MAX_BYTES = 512 * 1024


class Limits(NamedTuple):
    """How large the next batch may be."""

    events: int = MAX_EVENTS
    bytes: int = MAX_BYTES


class Batch:
    """Events as they will be sent; `token` is the store's own note of where they are."""

    __slots__ = ("body", "count", "token")

    def __init__(self, body: bytes | bytearray, count: int, token: Any = None) -> None:
        self.body = body
        self.count = count
        self.token = token

    def lines(self) -> list[bytes]:
        """Return the events one by one, without their newlines."""
        return bytes(self.body).splitlines()

    def ids(self) -> list[str]:
        """Return the ids of the events, in order."""
        return ids(self.body)


def ids(body: bytes | bytearray | memoryview) -> list[str]:
    """Return the ids of the events in an NDJSON body, in order."""
    return [jsontext.loads(text) for text in _ID.findall(body)]
