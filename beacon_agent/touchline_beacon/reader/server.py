"""The reader's loop: kernel in, Unix socket out. It takes no orders from whoever connects."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import time
from collections.abc import Callable
from pathlib import Path

from touchline_beacon.errors import RadioError, RadioLost
from touchline_beacon.reader import management as mgmt
from touchline_beacon.reader.sieve import Sieve

# A watchdog that looks every second must not wait for news longer than that.
TALLY_SECONDS = 1.0
# The kernel's longest message: an extended advertisement with its scan response.
_MESSAGE_BYTES = 8192
# The agent, and somebody who looks with `scan`, `check` or `calibrate` meanwhile.
_CLIENTS = 4


def listen(path: Path) -> socket.socket:
    """The socket for the agent, for the owner and the group; what an earlier life left at its path is replaced."""
    door = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET | socket.SOCK_NONBLOCK)
    try:
        path.unlink(missing_ok=True)
        door.bind(str(path))
        path.chmod(0o660)
        door.listen(_CLIENTS)
    except OSError as error:
        door.close()
        raise RadioError(f"{path}: {error.strerror}") from None
    return door


class Server:
    """Reads `kernel` (a descriptor of whole messages) and tells everybody at `door` until `stop` says so."""

    def __init__(self, kernel: int, door: socket.socket, sieve: Sieve) -> None:
        self._kernel = kernel
        self._door = door
        self._sieve = sieve
        self._clients: list[socket.socket] = []

    def serve(self, stop: Callable[[], bool], *, clock: Callable[[], float] = time.monotonic) -> None:
        """Work; raises RadioLost when the kernel's side ends."""
        try:
            with selectors.DefaultSelector() as selector:
                self._serve(stop, clock, selector)
        finally:
            for client in self._clients:
                client.close()

    def _serve(self, stop: Callable[[], bool], clock: Callable[[], float], selector: selectors.BaseSelector) -> None:
        selector.register(self._kernel, selectors.EVENT_READ, self._message)
        selector.register(self._door, selectors.EVENT_READ, lambda: self._welcome(selector))
        self._command(mgmt.command(mgmt.READ_INDEX_LIST))
        told = clock()
        while not stop():
            for key, _ in selector.select(max(told + TALLY_SECONDS - clock(), 0.0)):
                key.data()
            if clock() - told >= TALLY_SECONDS:
                told = clock()
                for record in self._sieve.tallies():
                    self._tell(record, selector)

    def _message(self) -> None:
        try:
            raw = os.read(self._kernel, _MESSAGE_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            raise RadioLost(f"the management socket ended: {error.strerror}") from error
        if not raw:
            raise RadioLost("the management socket ended")
        record, commands = self._sieve.take(raw)
        for command in commands:
            self._command(command)
        if record is not None and not self._tell(record):
            self._sieve.lost(record)

    def _command(self, command: bytes) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._kernel, command)

    def _tell(self, record: bytes, selector: selectors.BaseSelector | None = None) -> bool:
        """Hand a record to everybody; False where somebody could not take it. Who is slow loses packets, not others."""
        taken = True
        for client in list(self._clients):
            try:
                client.send(record)
            except BlockingIOError:
                taken = False
            except OSError:
                if selector is not None:
                    self._farewell(client, selector)
        return taken

    def _welcome(self, selector: selectors.BaseSelector) -> None:
        client, _ = self._door.accept()
        client.setblocking(False)
        if len(self._clients) >= _CLIENTS:
            client.close()
            return
        self._clients.append(client)
        # Nobody has anything to say to the reader: who speaks, or hangs up, is let go.
        selector.register(client, selectors.EVENT_READ, lambda: self._farewell(client, selector))

    def _farewell(self, client: socket.socket, selector: selectors.BaseSelector) -> None:
        if client in self._clients:
            self._clients.remove(client)
            selector.unregister(client)
            client.close()
