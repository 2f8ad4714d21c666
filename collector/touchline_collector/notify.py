"""systemd's notification protocol: ready, reloading, stopping, and a watchdog fed only while the log answers.

A datagram to the socket named in NOTIFY_SOCKET (man 3 sd_notify); without one nothing is sent.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from collections.abc import Mapping

from touchline_collector.errors import StorageError
from touchline_collector.eventlog import EventLog

logger = logging.getLogger(__name__)


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


def reloading() -> None:
    """The configuration is being read again; `ready` tells the end of it."""
    _send(f"RELOADING=1\nMONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")


def stopping() -> None:
    """The collector ends on purpose."""
    _send("STOPPING=1")


async def watchdog(log: EventLog) -> None:
    """Feed the watchdog at a third of its time, each time the log's writer has answered."""
    seconds = _watchdog_seconds(os.environ)
    while seconds:
        await asyncio.sleep(seconds / 3)
        try:
            await asyncio.wrap_future(log.submit(lambda _: None))
        except StorageError as error:  # it may recover before the watchdog's time is over
            logger.warning("the watchdog is not fed: %s", error)
        else:
            _send("WATCHDOG=1")


def _watchdog_seconds(env: Mapping[str, str]) -> float:
    """What systemd waits between two signs of life; 0 where it does not, or waits for another process."""
    asked, pid = env.get("WATCHDOG_USEC", ""), env.get("WATCHDOG_PID", "")
    if not asked.isdecimal() or pid not in ("", str(os.getpid())):
        return 0.0
    return int(asked) / 1_000_000
