"""What a client holds after a long time is what it held after a short one."""

from __future__ import annotations

import gc
import threading
import tracemalloc
from pathlib import Path

import pytest

from support.odd_server import OddServer, Seen, http, ok, verdicts
from touchline import Client

TYPE = "com.acme.kiosk.slush_poured.v1"
# Caches that fill up once (types, shapes, connections), and what the interpreter itself keeps back.
ALLOWED = 256 * 1024


def weather(seen: Seen) -> bytes:
    """Mostly fine; now and then an outage, a refusal, an event to retry."""
    number = int(seen.events[0]["data"]["n"])
    if number % 7 == 3:
        return http(503, Retry_After="0")
    first = {"index": 0, "id": seen.events[0]["id"], "findings": []}
    if number % 7 == 5 and len(seen.events) > 1:
        return verdicts(len(seen.events), [{**first, "status": "rejected"}])
    return ok(seen)


def work(client: Client, server: OddServer, rounds: int) -> None:
    for n in range(rounds):
        server.reply = weather if n % 10 == 9 else ok
        with client.context(channel="web", identities=[{"type": "user", "value": f"u-{n}"}]):
            for m in range(100):
                client.track(TYPE, {"n": n * 100 + m, "pad": "x" * 200})
        client.track(TYPE, time="never")
        server.reply = ok
        client.flush(20)
        with server.changed:
            server.seen.clear()
            server.accepted.clear()


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
@pytest.mark.parametrize("rounds", [40, pytest.param(2000, marks=[pytest.mark.long, pytest.mark.timeout(1200)])])
def test_memory_does_not_grow_with_what_was_sent(tmp_path: Path, rounds: int, disk: bool) -> None:  # noqa: FBT001
    """Events, outages, refusals and problems by the thousand: Python's own book of allocations stays level."""
    with OddServer() as server:
        client = Client(
            server.url, source="//s", linger=0.01, outbox=tmp_path if disk else None, on_error=lambda _: None
        )
        work(client, server, 20)
        gc.collect()
        tracemalloc.start(5)
        try:
            work(client, server, 5)
            gc.collect()
            before, _ = tracemalloc.get_traced_memory()
            others = threading.active_count()  # those of earlier tests of this process among them
            work(client, server, rounds)
            gc.collect()
            after, _ = tracemalloc.get_traced_memory()
            threads = threading.active_count()
        finally:
            tracemalloc.stop()
        assert client.close().stats.accepted == (25 + rounds) * 100
        assert client.stats().waiting == 0
    print(f"{rounds * 100} events: {after - before:+} bytes")  # noqa: T201  # the figure of a long run
    assert after - before < ALLOWED
    assert threads < others + 10  # the server has one for each connection that is open
