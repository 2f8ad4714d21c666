"""Finds what holds up an event loop: calls that block, made in the loop's own thread, and steps that last."""

from __future__ import annotations

import asyncio
import fcntl
import os
import socket
import threading
import time
import traceback
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# What blocks, or computes for long, with the place where a loop would meet it.
_BLOCKING: tuple[tuple[Any, str], ...] = (
    (time, "sleep"),
    (os, "fsync"),
    (os, "fdatasync"),
    (fcntl, "flock"),
    (zlib, "compressobj"),
    (socket, "getaddrinfo"),
    (socket.socket, "connect"),
    (threading.Thread, "join"),
)


class LoopWatch:
    """`blocked` names calls that block, `longest` is the longest time in seconds between two looks at the loop."""

    def __init__(self) -> None:
        self.blocked: list[str] = []
        self.longest = 0.0

    async def tick(self) -> None:
        """Look at the loop again and again until cancelled."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.005)
            self.longest = max(self.longest, time.monotonic() - before - 0.005)

    def guarded(self, name: str, real: Callable[..., Any], loop_thread: int) -> Callable[..., Any]:
        """Return the call, noting where it was made if that was in the loop's thread."""

        def call(*args: Any, **options: Any) -> Any:
            if threading.get_ident() == loop_thread and not _returns_at_once(args):
                place = traceback.extract_stack(limit=2)[0]
                self.blocked.append(f"{name} from {place.filename}:{place.lineno}")
            return real(*args, **options)

        return call


def _returns_at_once(args: tuple[Any, ...]) -> bool:
    """A non-blocking socket, or a lock that is only tried."""
    if args and isinstance(args[0], socket.socket):
        return args[0].gettimeout() == 0
    return len(args) == 2 and isinstance(args[1], int) and bool(args[1] & fcntl.LOCK_NB)


@contextmanager
def watching() -> Iterator[LoopWatch]:
    """Watch the loop that runs in this thread."""
    watch, me = LoopWatch(), threading.get_ident()
    real = [(owner, name, getattr(owner, name)) for owner, name in _BLOCKING]
    for owner, name, call in real:
        setattr(owner, name, watch.guarded(name, call, me))
    ticking = asyncio.get_running_loop().create_task(watch.tick())
    try:
        yield watch
    finally:
        ticking.cancel()
        for owner, name, call in real:
            setattr(owner, name, call)
