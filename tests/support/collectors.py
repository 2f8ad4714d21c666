"""A real collector in its own process, and the events sent to it."""

from __future__ import annotations

import copy
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from support import events_table

# A shared machine under load starts a process in seconds, not in a tenth of one.
DEADLINE = 30.0

_ORDER: dict[str, Any] = {
    "specversion": "1.0",
    "id": "0193f1c5-9d1e-7c3a-8a51-0c1f3f1b2a77",
    "source": "//shop.example.com/web",
    "type": "touchline.order.placed.v1",
    "time": "2026-11-20T10:00:00.123+01:00",
    "datacontenttype": "application/json",
    "dataschema": "urn:touchline:schema:order.placed:1.0",
    "subject": "O-1",
    "data": {
        "channel": "web",
        "identities": [{"type": "anonymous", "value": "a-18273645"}],
        "consent": {"purposes": {"analytics": "granted"}},
        "order_id": "O-1",
        "total": {"amount": "19.99", "currency": "EUR"},
        "items": [
            {
                "product_id": "P-1",
                "name": "Lamp",
                "quantity": "1",
                "price": {"amount": "19.99", "currency": "EUR"},
            }
        ],
    },
}
_numbers = itertools.count()


def order(id_: str | None = None, **attributes: Any) -> dict[str, Any]:
    """A valid event with an id of its own; a test names only what it is about. None removes an attribute."""
    event = copy.deepcopy(_ORDER) | {"id": id_ or f"{os.getpid()}-{next(_numbers)}"} | attributes
    return {name: value for name, value in event.items() if value is not None}


def until(condition: Callable[[], Any], *, deadline: float = DEADLINE) -> Any:
    """Wait for a condition outside this process, which no event can announce; returns its first true value."""
    end = time.monotonic() + deadline
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{condition} did not come true within {deadline} s")
        time.sleep(0.01)
    return found


class Collector:
    """`touchline-collector run` on a free port; `program`: Python source that breaks something and then runs it."""

    def __init__(
        self, folder: Path, *flags: str, env: dict[str, str] | None = None, program: str | None = None
    ) -> None:
        self.data = folder / "touchline-data"
        self._errors = (folder / "stderr.txt").open("ab+")
        source = ["-m", "touchline_collector.cli"] if program is None else ["-c", program]
        command = [sys.executable, *source, "run", "--port", "0"]
        self.process = subprocess.Popen(
            [*command, "--data-dir", str(self.data), *flags],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=os.environ | (env or {}),
        )
        self.url = self._listening()
        self.session = requests.Session()

    def _listening(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if match := re.search(r"http://\S+", line):
                return match.group()
        raise RuntimeError(f"the collector did not start: {self.errors()}")

    def errors(self) -> str:
        """What it wrote to standard error so far."""
        self._errors.seek(0)
        return self._errors.read().decode()

    def family(self) -> list[int]:
        """The ids of its processes: the main one first, then what it started, directly or not."""
        parents = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        found = [self.process.pid]
        for one in found:
            found += [child for child, parent in parents.items() if parent == one]
        return found

    def intake(self) -> list[int]:
        """The ids of its intake processes: what the process forked first has forked."""
        return self.family()[2:]

    def resident(self) -> int:
        """Bytes of its processes in memory; pages that they share count once."""
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.family()]
        return sum(1024 * int(text.split("\nPss:")[1].split()[0]) for text in texts)

    def post(self, body: Any, path: str = "/v1/events", **headers: str) -> requests.Response:
        """POST bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {"content-type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return self.session.post(self.url + path, data=data, headers=named, timeout=DEADLINE)

    def token(self) -> str:
        """What admits to the admin routes."""
        return str(json.loads((self.data / "control.json").read_text())["token"])

    def order(self, command: str, **arguments: Any) -> requests.Response:
        """An order of the operator, with the token of the data folder."""
        return self.post(arguments, f"/v1/admin/{command}", authorization=f"Bearer {self.token()}")

    def get(self, path: str, **headers: str) -> requests.Response:
        """GET a path."""
        return self.session.get(self.url + path, headers=headers, timeout=DEADLINE)

    def metrics(self) -> dict[str, float]:
        """What `/metrics` says now, by name with labels."""
        lines = [line.rsplit(" ", 1) for line in self.get("/metrics").text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, value in lines}

    def rows(self, *ids: str) -> list[dict[str, Any]]:
        """The rows of these ids in events.db, once all are there; without ids every row, once there is one."""

        def look() -> list[dict[str, Any]] | None:
            found = [row for row in events_table.rows(self.data) if not ids or row["id"] in ids]
            return found if len(found) >= max(1, len(ids)) else None

        found: list[dict[str, Any]] = until(look)
        return found

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self.process.kill()
        self.process.wait(DEADLINE)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.session.close()
        if self.process.poll() is None:
            self.kill()
        if self.process.stdout:
            self.process.stdout.close()
        self._errors.close()
