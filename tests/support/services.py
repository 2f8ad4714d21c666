"""Servers that tests need: found by an environment variable or at their usual local port, or started for one test.

Where one is absent the test skips with the reason; with TOUCHLINE_REQUIRE_SERVICES=1 it fails.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from support.forwarders import eventually

PORTS = {"redis": 6379, "rabbitmq": 5672, "mqtt": 1883, "nats": 4222, "postgres": 5432, "mysql": 3306}


def absent(reason: str) -> NoReturn:
    """Skip, or fail where servers are required."""
    if os.environ.get("TOUCHLINE_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def address(name: str) -> tuple[str, int]:
    """Host and port of a server of `PORTS`: TOUCHLINE_TEST_REDIS=host:port, say, or its usual port on this machine."""
    variable = f"TOUCHLINE_TEST_{name.upper()}"
    host, _, port = os.environ.get(variable, f"127.0.0.1:{PORTS[name]}").rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=2).close()
    except OSError as error:
        absent(f"no {name} at {host}:{port} ({error.strerror or error}); {variable}=host:port names another")
    return host, int(port)


def program(name: str) -> str:
    """The path of an installed program."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        absent(f"{name} is not installed")
    return found


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def own_server(command: Callable[[int], Sequence[str]], folder: Path, port: int = 0) -> Iterator[int]:
    """Start `command(port)` in `folder` and yield the port once it listens; killed and waited for after."""
    port = port or free_port()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command(port), cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            eventually(lambda: listens(port) or server.poll() is not None, f"{command(port)[0]} listening")
            assert server.poll() is None, (folder / "server.log").read_text(errors="replace")
            yield port
        finally:
            server.kill()
            server.wait(30)


def listens(port: int) -> bool:
    """Whether somebody accepts connections at this port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
        return True
    return False


def unique(prefix: str = "t") -> str:
    """A name that no other run uses at the same time."""
    return f"{prefix}_{uuid.uuid4().hex[:12]}"
