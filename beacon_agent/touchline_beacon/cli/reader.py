"""The packet reader, run beside the agent with CAP_NET_ADMIN: marked packets of all adapters go to a Unix socket.

It reads `[programme]` and `[radio]` of the box's configuration, and nothing else of it.
"""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path

from touchline_beacon import config as configs
from touchline_beacon import discretion, neighbours
from touchline_beacon.adverts import Programme, parse
from touchline_beacon.notify import notify
from touchline_beacon.reader import kernel
from touchline_beacon.reader.server import Server, listen
from touchline_beacon.reader.sieve import Sieve

HELP = "read packets from the kernel for the agent (backend mgmt)"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True, help="the box's configuration (TOML)")


def run(options: argparse.Namespace) -> int:
    """Read until SIGTERM; 0 after a clean stop."""
    discretion.log()
    programme, path = configs.hearing(options.config)
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: stopped.append(number))
    descriptor = kernel.management_socket()
    try:
        with listen(path) as door:
            notify("READY=1")
            sieve = Sieve(lambda data: ours(programme, data))
            Server(descriptor, door, sieve).serve(lambda: bool(stopped))
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)
    return 0


def ours(programme: Programme, data: bytes) -> bool:
    """Whether the agent has use for a packet: a member's marker, or another box of the store (its key is not here)."""
    fields = parse(data)
    return programme.find(fields) is not None or str(neighbours.SERVICE) in fields.service_data
