"""A destination that refuses, hangs, cuts connections and dies, and a collector that is killed meanwhile.

The short profile runs always; the full size is `make test-long`.
"""

from __future__ import annotations

import json
import random
import threading
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from support.forwarders import append, drained, eventually, forwarding, killed_between_write_and_settling, stats
from support.sink_suite import make_event, to_log
from touchline_collector.eventlog import EventLog
from touchline_collector.forward import backoff
from touchline_collector.forward.breaker import Health

POISON = 97
TIMEOUT = 0.3


class Chaos:
    """An endpoint that takes a batch with all its events or, at random, does something else."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.taken: Counter[str] = Counter()
        self.calm = threading.Event()
        self.lock = threading.Lock()

    def answer(self, body: bytes) -> int | None:
        """A status, or None to cut the connection without one."""
        ids = [event["id"] for event in json.loads(body)]
        with self.lock:
            roll = 1.0 if self.calm.is_set() else self.random.random()
        if roll < 0.05:
            self.calm.wait(TIMEOUT * 2)  # hangs until the client has given up
            return None
        if roll < 0.12:
            return None
        if roll < 0.25:
            return self.random.choice([429, 500, 503, 408])
        if roll < 0.30 and len(ids) > 1:
            return 413
        if any(int(id_.removeprefix("e-")) % POISON == 0 for id_ in ids):
            return 422
        with self.lock:
            self.taken.update(ids)
        return None if roll < 0.36 else 204  # taken, but nobody hears of it


@contextmanager
def chaotic(seed: int) -> Iterator[tuple[Chaos, dict[str, Any]]]:
    """Yield the chaos and the configuration of a sink that meets it."""
    chaos = Chaos(seed)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            status = chaos.answer(self.rfile.read(int(self.headers["content-length"])))
            if status is None:
                self.close_connection = True
                return
            self.send_response(status)
            self.send_header("content-length", "0")
            if status == 429:
                self.send_header("retry-after", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    table = {"name": "chaos", "kind": "webhook", "url": url, "allow_private": True, "timeout": TIMEOUT}
    try:
        yield chaos, table
    finally:
        chaos.calm.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def survives(folder: Path, seed: int, count: int, kills: int) -> None:
    """Every event arrives or is a dead letter, the healthy sink never notices, and the books close."""
    other = {"name": "other", "kind": "sqlite", "path": str(folder / "other.db")}
    with chaotic(seed) as (chaos, table):
        with EventLog.open(folder / "log") as log:
            append(log, [to_log(make_event(n)) for n in range(1, count // 2 + 1)])
        for round_ in range(kills):
            killed_between_write_and_settling(folder, table, after_writes=round_)
        with forwarding(folder, {**table, "batch_events": 50}, other) as (log, running):
            append(log, [to_log(make_event(n)) for n in range(count // 2 + 1, count + 1)])
            drained(running, "other")
            drained(running, within=300)
            poisoned = {f"e-{n}" for n in range(1, count + 1) if n % POISON == 0}
            assert {letter.id for letter in running.letters(limit=10_000)} == poisoned
            books = stats(running, "chaos")
            assert (books.delivered, books.dead) == (count - len(poisoned), len(poisoned))
            assert stats(running, "other").delivered == count
    assert set(chaos.taken) == {f"e-{n}" for n in range(1, count + 1)} - poisoned


def test_a_chaotic_sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short profile."""
    monkeypatch.setattr(backoff, "BASE", 0.02)
    survives(tmp_path, seed=1, count=400, kills=1)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(10))
def test_a_chaotic_sink_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Full size."""
    monkeypatch.setattr(backoff, "BASE", 0.02)
    survives(tmp_path, seed=seed, count=5000, kills=4)


@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_a_sink_that_is_down_costs_disk_not_memory(tmp_path: Path, rounds: int) -> None:
    """What waits stays in the log: memory is flat however long it takes, and everything arrives after."""
    table = {"name": "down", "kind": "sqlite", "path": str(tmp_path / "no" / "down.db")}
    (tmp_path / "no").touch()  # a file where the folder should be
    with forwarding(tmp_path, table) as (log, running):
        append(log, [to_log(make_event(n)) for n in range(1, 3001)])
        eventually(lambda: stats(running, "down").health is Health.PAUSED, "noticing")
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            for round_ in range(1, rounds + 1):
                append(log, [to_log(make_event(n)) for n in range(round_ * 3000 + 1, round_ * 3000 + 1001)])
                running.resume("down")  # tries again at once, in vain
            eventually(lambda: stats(running, "down").health is Health.PAUSED, "noticing again")
            held = tracemalloc.take_snapshot().filter_traces([lane_files()]).statistics("filename")
            assert sum(s.size for s in held) < 16 * 1024 * 1024, held
            assert tracemalloc.get_traced_memory()[0] - before < 200 * 1024 * 1024  # the log's own window included
        finally:
            tracemalloc.stop()
        (tmp_path / "no").unlink()
        running.resume("down")
        drained(running, within=300)
        assert stats(running, "down").delivered == 3000 + rounds * 1000


def lane_files() -> tracemalloc.Filter:
    """Memory that forwarding and sinks hold."""
    return tracemalloc.Filter(inclusive=True, filename_pattern="*touchline_collector/forward/*")
