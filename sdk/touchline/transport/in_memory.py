"""Transports without a network: each request is answered by a function of this process."""

from __future__ import annotations

from collections.abc import Callable

from touchline.delivery import Answer
from touchline.transport.contract import Request

FarSide = Callable[[Request], Answer]
"""What answers; it may raise `TransportError`, as a network would."""


class InMemoryTransport:
    """For `Client(..., transport=InMemoryTransport(collector.answer))`: all of delivery, and no socket."""

    def __init__(self, far_side: FarSide) -> None:
        self._far_side = far_side

    def send(self, request: Request) -> Answer:
        """Return the far side's answer."""
        return self._far_side(request._replace(body=bytes(request.body)))

    def forked(self) -> None:
        """There is nothing to leave to the parent."""

    def close(self) -> None:
        """There is nothing to release."""


class AsyncInMemoryTransport:
    """The same for `AsyncClient`."""

    def __init__(self, far_side: FarSide) -> None:
        self._transport = InMemoryTransport(far_side)

    async def send(self, request: Request) -> Answer:
        """Return the far side's answer."""
        return self._transport.send(request)

    async def close(self) -> None:
        """There is nothing to release."""
