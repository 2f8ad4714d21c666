"""systemd's notification protocol: ready, stopping, and a watchdog that is fed only while the log answers.

A datagram to the socket named in NOTIFY_SOCKET (man 3 sd_notify); without one nothing is sent.
"""

from __future__ import annotations

import asyncio
import os
import socket

from touchline_collector.eventlog import EventLog


def _send(state: str) -> None:
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    address = "\0" + path[1:] if path.startswith("@") else path
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
        try:
            sender.sendto(state.encode(), address)
        except OSError:  # whoever watched is gone; that is no reason to stop
            return


def ready() -> None:
    """The collector listens."""
    _send("READY=1")


def stopping() -> None:
    """The collector ends on purpose."""
    _send("STOPPING=1")


async def watchdog(log: EventLog) -> None:
    """Feed the watchdog at a third of its time, each time the log's writer has answered."""
    seconds = int(os.environ.get("WATCHDOG_USEC", "0")) / 1_000_000
    while seconds:
        await asyncio.sleep(seconds / 3)
        await asyncio.wrap_future(log.submit(lambda _: None))
        _send("WATCHDOG=1")
