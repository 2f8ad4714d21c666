"""One end of the pair of sockets between the main process and an intake process."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Self, cast

from touchline_collector.processes.frames import Frame, Kind, Reader, framed


class Link(asyncio.Protocol):
    """Sends frames, and hands over those that arrive; `lost` is called when the other process has ended."""

    def __init__(self, take: Callable[[Frame], None], lost: Callable[[], None]) -> None:
        self._take = take
        self._lost = lost
        self._reader = Reader()
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def over(cls, end: socket.socket, take: Callable[[Frame], None], lost: Callable[[], None]) -> Self:
        """A link over one end of a socket pair."""
        loop = asyncio.get_running_loop()
        _, link = await loop.create_unix_connection(lambda: cls(take, lost), sock=end)
        return link

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The link stands."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        for frame in self._reader.feed(data):
            self._take(frame)

    def connection_lost(self, _: Exception | None) -> None:
        """The other process has ended."""
        self._lost()

    def send(self, kind: Kind, number: int = 0, payload: bytes = b"") -> None:
        """Send a frame; to a process that has ended, nothing."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(framed(kind, number, payload))

    def close(self) -> None:
        """Let what was sent arrive, then close."""
        if self._transport is not None:
            self._transport.close()
