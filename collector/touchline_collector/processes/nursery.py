"""Where intake processes are born: a process forked early, before there are threads, that forks whenever it is asked.

A process with threads must not fork, and a fresh interpreter would share no memory. So the first thing a collector
does is to fork the nursery, which does nothing but wait; whatever it bears shares the pages of all imported modules.
It ends when the main process ends, however that ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import NoReturn, Self

from touchline_collector.errors import CollectorError

# What the main process alone decides about; a terminal sends them to all.
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Nursery:
    """The main process's handle on it."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control

    @classmethod
    def open(cls, live: Callable[[socket.socket], None]) -> Self:
        """Fork it; `live` is what a process borne later does with its end of a socket pair."""
        ours, theirs = socket.socketpair()
        gc.collect()
        gc.freeze()  # what is there now is shared; walking it would copy it
        try:
            child = os.fork()
        except OSError as error:
            raise CollectorError(f"no process can be started for the intake: {error.strerror or error}") from error
        if not child:
            ours.close()
            _end_after(partial(_wait, theirs, live))
        theirs.close()
        return cls(ours)

    def bear(self) -> socket.socket:
        """Have a process forked; returns our end of its socket pair. Raises CollectorError when the nursery is gone."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise CollectorError(f"the process that starts others has ended: {error.strerror or error}") from error
        finally:
            theirs.close()
        ours.setblocking(False)
        return ours

    def close(self) -> None:
        """Let it end; what it bore lives on. Twice is no error."""
        self._control.close()

    def __enter__(self) -> Self:
        """The open nursery."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close."""
        self.close()


def _wait(control: socket.socket, live: Callable[[socket.socket], None]) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        for descriptor in descriptors:
            with contextlib.suppress(OSError):  # no memory or no more processes: its link closes, and is heard of
                if not os.fork():
                    control.close()
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    _end_after(partial(live, socket.socket(fileno=descriptor)))
            os.close(descriptor)


def _end_after(work: Callable[[], None]) -> NoReturn:
    """Do it and end this process without anything that the one it was forked from had in mind for its own end."""
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
