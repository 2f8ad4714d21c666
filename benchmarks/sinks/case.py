"""What a kind of sink brings to the benchmark."""

from __future__ import annotations

import os
import socket
import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from touchline_collector.sinks.event import Event


class Absent(Exception):  # noqa: N818 - a reason, not a failure
    """What this kind needs is not here."""


class Case(ABC):
    """A fresh, empty place, made anew for every measurement. Each module of this package names its case `CASE`."""

    # So many that connecting and the first small batches are a small part of the time.
    events: ClassVar[int] = 20_000

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def table(self) -> dict[str, Any]:
        """The sink's configuration, without its name."""

    @abstractmethod
    def rows(self, events: Sequence[Event]) -> Any:
        """One batch as the driver wants it; not measured."""

    @abstractmethod
    def raw(self, batches: Sequence[Any]) -> None:
        """Write every batch with the driver alone, each durable as the sink makes it; connecting included."""

    def close(self) -> None:  # noqa: B027 - most leave nothing
        """Leave nothing behind."""


def address(name: str, port: int) -> tuple[str, int]:
    """Where the server is, as the tests find it; raises Absent."""
    host, _, given = os.environ.get(f"TOUCHLINE_TEST_{name.upper()}", f"127.0.0.1:{port}").rpartition(":")
    try:
        socket.create_connection((host, int(given)), timeout=2).close()
    except OSError as error:
        raise Absent(f"nothing at {host}:{given} ({error.strerror})") from error
    return host, int(given)


def unique(prefix: str = "bench") -> str:
    """A name nobody else uses."""
    return f"{prefix}_{uuid.uuid4().hex[:12]}"


def unused_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
