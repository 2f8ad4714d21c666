"""The contract of every transport.

- `send` returns the answer, whatever its status; redirects are not followed; an answer's body is read up to
  `MAX_ANSWER_BYTES`; header names are lower-case. No usable answer is a `TransportError` whose `kind` says how, after
  at most about `timeout` seconds. It may be called again after a failure, and after a fork once `forked` was called.
- `close` releases connections; called twice it does nothing; a `send` afterwards opens anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from touchline.delivery import Answer

# A collector's longest answer: 500 results, each with several findings. More is not a collector.
MAX_ANSWER_BYTES = 2 * 1024 * 1024
# A TCP connection takes one round trip; three lost SYNs are five seconds.
CONNECT_TIMEOUT_S = 5.0
# The whole exchange; a collector answers within one commit.
TIMEOUT_S = 15.0


class Request(NamedTuple):
    """One POST."""

    url: str
    headers: Mapping[str, str]
    body: bytes | bytearray


class Transport(Protocol):
    """Sends from a thread."""

    def send(self, request: Request) -> Answer:
        """Return the answer, or raise `TransportError`."""

    def forked(self) -> None:
        """Forget connections that belong to the parent."""

    def close(self) -> None:
        """Release connections."""


class AsyncTransport(Protocol):
    """Sends from an event loop."""

    async def send(self, request: Request) -> Answer:
        """Return the answer, or raise `TransportError`."""

    async def close(self) -> None:
        """Release connections."""
