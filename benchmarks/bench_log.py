"""What an event costs between the door and the SQLite sink, without HTTP and validation: CPU of each thread.

    python benchmarks/bench_log.py [--events N] [--batches 1 10 100] [--rounds N] [--packed]

`hand` is the thread that hands requests to the log, `commit` the log's writer, `sink` the thread that reads the log and
writes a SQLite file, `all` the whole process; microseconds of CPU an event. Sixteen requests wait at any moment, as
from sixteen connections. The rows "alone" commit first and drain then; "together" does both at once, so that the
difference is what threads lose by taking turns at the interpreter's lock. With --packed requests come as an intake
process sends them, dedup keys made and columns packed, and `hand` unpacks them.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from load import EVENT

from touchline_collector.eventlog import EventLog, NewEvent, Run
from touchline_collector.forward.forwarding import Forwarding
from touchline_collector.sinks.config import parse_all

OVERLAY = {"receivedtime": "2026-11-20T09:00:00.000000Z"}
WAITING = 16


def requests(count: int, batch: int) -> Iterator[Run]:
    """The events of request after request, as the door hands them over."""
    for start in range(0, count, batch):
        names = [f"0193f1c5-9d1e-7c3a-8a51-{number:012d}" for number in range(start, start + batch)]
        yield Run.of(
            [
                NewEvent(
                    EVENT % name.encode(),
                    "//shop.example.com/web",
                    name,
                    "touchline.order.placed.v1",
                    OVERLAY,
                    "2026-11-20T10:00:00.123+01:00",
                    "O-1",
                    "web",
                )
                for name in names
            ]
        )


class Clocks:
    """CPU seconds of named threads and of the process, over a block."""

    def __init__(self, *names: str) -> None:
        threads = {thread.name: thread.ident for thread in threading.enumerate()}
        self._ids = {name: time.pthread_getcpuclockid(threads[name] or 0) for name in names}
        self._begun = self._now()

    def _now(self) -> dict[str, float]:
        seconds = {name: time.clock_gettime(clock) for name, clock in self._ids.items()}
        return seconds | {"all": time.process_time(), "wall": time.perf_counter()}

    def spent(self) -> dict[str, float]:
        return {name: now - self._begun[name] for name, now in self._now().items()}


def commit(log: EventLog, made: list[Run] | list[tuple[bytes, bytes]]) -> None:
    """Hand over every request, sixteen waiting at any moment."""
    room = threading.Semaphore(WAITING)
    failed: list[BaseException] = []

    def done(_: object, error: BaseException | None) -> None:
        failed.extend([error] if error else [])
        room.release()

    for run in made:
        room.acquire()
        log.enqueue(run if isinstance(run, Run) else Run.unpack(*run), (), done)
    for _ in range(WAITING):
        room.acquire()
    assert not failed, failed[0]


def drain(forwarding: Forwarding) -> None:
    while forwarding.stats()[0].pending:
        time.sleep(0.002)


def show(name: str, batch: int, count: int, spent: dict[str, float]) -> None:
    us = {key: f"{1e6 * spent[key] / count:7.1f}" if key in spent else " " * 7 for key in (*THREADS, "all")}
    print(
        f"{name:10} {batch:5} {us[HAND]} {us[WRITER]} {us[SINK]} {us['all']} {count / spent['wall']:10,.0f}", flush=True
    )


HAND, WRITER, SINK = THREADS = ("MainThread", "touchline-log-writer", "touchline-sink-bench")


def handed(count: int, batch: int, *, packed: bool) -> list[Run] | list[tuple[bytes, bytes]]:
    """Every request, made anew: a run keeps what was found out about it."""
    runs = list(requests(count, batch))
    return [(run.pack(), b"".join(run.hashes)) for run in runs] if packed else runs


def measure(count: int, batch: int, *, packed: bool) -> None:
    for together in (False, True):
        made = handed(count, batch, packed=packed)
        with tempfile.TemporaryDirectory() as folder, EventLog.open(Path(folder) / "log") as log:
            table = {"name": "bench", "kind": "sqlite", "path": f"{folder}/events.db"}
            forwarding = Forwarding(log, parse_all([table]))
            if together:
                forwarding.start()
                clocks = Clocks(*THREADS)
                commit(log, made)
                drain(forwarding)
                show("together", batch, count, clocks.spent())
            else:
                clocks = Clocks(HAND, WRITER)
                commit(log, made)
                show("commit", batch, count, clocks.spent())
                forwarding.start()
                clocks = Clocks(WRITER, SINK)
                drain(forwarding)
                show("drain", batch, count, clocks.spent())
            forwarding.stop(10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--packed", action="store_true")
    arguments = parser.parse_args()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)  # as the collector sets it
    print(f"{'':10} batch    hand  commit    sink     all   events/s   (CPU us/event)")
    for _ in range(arguments.rounds):
        for batch in arguments.batches:
            measure(arguments.events if batch > 1 else arguments.events // 5, batch, packed=arguments.packed)


if __name__ == "__main__":
    main()
