"""The agent's end of the packet reader's socket: one connection for all adapters."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from touchline_beacon.errors import RadioDenied, RadioError, RadioMissing
from touchline_beacon.reader import records
from touchline_beacon.reader.records import Packet, Tally

# As many records at a time as a busy shop has in a tenth of a second; then the event loop does something else.
_AT_ONCE = 200


class Ear(NamedTuple):
    """Who wants to know of one adapter."""

    packet: Callable[[Packet], None]
    tally: Callable[[Tally], None]


class Packets:
    """What the reader tells, by adapter address. `on_lost(reason, None)` is called when the reader goes away."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ears: dict[str, Ear] = {}
        self.on_lost: Callable[[str, str | None], None] = lambda _reason, _adapter: None
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        """Reach the reader, where that is not done yet; raises RadioMissing, RadioDenied."""
        if self._wire is not None:
            return
        wire = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            wire.connect(str(self.path))
        except OSError as error:
            wire.close()
            raise _refusal(self.path, error) from None
        wire.setblocking(False)
        self._wire = wire
        asyncio.get_running_loop().add_reader(wire, self._readable, wire)

    def close(self) -> None:
        """Hang up."""
        wire, self._wire = self._wire, None
        if wire is not None:
            asyncio.get_running_loop().remove_reader(wire)
            wire.close()

    def _readable(self, wire: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            for _ in range(_AT_ONCE):
                try:
                    raw = wire.recv(records.MAX_BYTES + 1)
                except ConnectionError:
                    raw = b""
                if not raw:
                    self._gone("the packet reader went away")
                    return
                self._take(raw)

    def _take(self, raw: bytes) -> None:
        try:
            record = records.decode(raw)
        except records.RecordError as error:
            self._gone(f"the packet reader speaks another language: {error}")
            return
        ear = self.ears.get(record.adapter)
        if ear is None:
            return
        if isinstance(record, Tally):
            ear.tally(record)
        else:
            ear.packet(record)

    def _gone(self, reason: str) -> None:
        self.close()
        self.on_lost(reason, None)


def _refusal(path: Path, error: OSError) -> RadioError:
    words = f"the packet reader at {path} cannot be reached ({error.strerror}); does touchline-beacon-reader run?"
    return RadioDenied(words) if isinstance(error, PermissionError) else RadioMissing(words)
