"""A log and a running forwarder, in this process or in one that gets killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from touchline_collector.eventlog import EventLog, NewEvent
from touchline_collector.forward.forwarding import Forwarding, SinkStats
from touchline_collector.sinks.config import parse_all

DEADLINE = 30.0


def eventually(condition: Callable[[], Any], what: str = "it", *, within: float = DEADLINE) -> Any:
    """The first truthy answer; fails naming `what` after `within` seconds."""
    end = time.monotonic() + within
    pause = 0.002
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen within {within:g} s")
        time.sleep(pause)  # the next look; the deadline above decides
        pause = min(0.05, pause * 1.5)


@contextmanager
def forwarding(folder: Path, *tables: Mapping[str, Any], **options: Any) -> Iterator[tuple[EventLog, Forwarding]]:
    """A log below `folder` with these sinks running."""
    with EventLog.open(folder / "log") as log:
        running = Forwarding(log, parse_all(tables), **options)
        running.start()
        try:
            yield log, running
        finally:
            assert running.stop(DEADLINE), "a sink did not stop"


def append(log: EventLog, events: Iterable[NewEvent]) -> None:
    log.append(list(events)).result(DEADLINE)


def stats(running: Forwarding, name: str) -> SinkStats:
    return next(s for s in running.stats() if s.name == name)


def drained(running: Forwarding, *names: str, within: float = DEADLINE) -> None:
    """Wait until these sinks (all, when none is named) have nothing pending."""

    def done() -> bool:
        return not any(s.pending for s in running.stats() if not names or s.name in names)

    try:
        eventually(done, "draining", within=within)
    except AssertionError as error:
        raise AssertionError(f"{error}: {running.stats()}") from None


CHILD = """
import json, os, signal, sys
from touchline_collector.eventlog import EventLog
from touchline_collector.forward.forwarding import Forwarding
from touchline_collector.forward.runner import Runner
from touchline_collector.sinks.config import parse_all

folder, tables, kill_after = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
write, written = Runner._write, 0

def write_and_die(self, batch):
    global written
    outcomes = write(self, batch)
    written += 1
    if written > kill_after:
        os.kill(os.getpid(), signal.SIGKILL)
    return outcomes

Runner._write = write_and_die
with EventLog.open(folder) as log:
    forwarding = Forwarding(log, parse_all(tables))
    forwarding.start()
    sys.stdin.read()
    forwarding.stop(20)
"""


def killed_between_write_and_settling(
    folder: Path, table: Mapping[str, Any], *, after_writes: int = 0, stdout: IO[bytes] | None = None
) -> None:
    """Run the sink in a process that dies by SIGKILL right after a write, before it is settled."""
    child = subprocess.Popen(_command(folder, table, after_writes), stdin=subprocess.PIPE, stdout=stdout)
    try:
        assert child.wait(DEADLINE) == -signal.SIGKILL
    finally:
        if child.stdin:
            child.stdin.close()
        child.kill()
        child.wait(DEADLINE)


def drained_in_a_process(folder: Path, table: Mapping[str, Any], *, stdout: IO[bytes]) -> None:
    """Run the sink in a process of its own until everything is delivered."""
    command = _command(folder, table, after_writes=1 << 30)
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=stdout, timeout=DEADLINE, check=True)


def _command(folder: Path, table: Mapping[str, Any], after_writes: int) -> list[str]:
    return [sys.executable, "-c", CHILD, str(folder / "log"), json.dumps([dict(table)]), str(after_writes)]
