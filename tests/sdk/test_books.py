"""The counts add up at any time: whatever is going on, every event is in exactly one of them."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from support.odd_server import OddServer, Seen, http, ok, verdicts
from touchline import Client, Problem, Stats

TYPE = "com.acme.kiosk.slush_poured.v1"


def weather(seen: Seen) -> bytes:
    """Outages, refusals, events to retry, and batches too large, by turns."""
    count, kind = len(seen.events), seen.events[0]["data"]["n"] % 5
    first, second = ({"index": i, "id": seen.events[i % count]["id"], "findings": []} for i in (0, 1))
    if kind == 1:
        return http(503)
    if kind == 2 and count > 2:
        return verdicts(count, [{**first, "status": "rejected"}, {**second, "status": "retry"}])
    if kind == 3 and count > 50:
        return http(413)
    return ok(seen)


def accounted(stats: Stats) -> int:
    gone = stats.delivered + stats.rejected + stats.set_aside + stats.elsewhere + sum(stats.dropped.values())
    return gone + stats.pending + stats.spooled - stats.adopted


@pytest.mark.parametrize("disk", [False, True], ids=["memory", "outbox"])
@pytest.mark.parametrize("overflow", ["drop_oldest", "drop_newest", "block"])
def test_the_counts_add_up_at_any_time(tmp_path: Path, overflow: Any, disk: bool) -> None:  # noqa: FBT001
    """Looked at thousands of times while three threads track and every kind of answer comes; lost ids are all told."""
    told: list[Problem] = []
    taken: list[str] = []
    stop = threading.Event()

    def emit() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            event_id = client.track(TYPE, {"n": number, "pad": "x" * 100})
            if event_id is not None:
                taken.append(event_id)
            time.sleep(0.0005)

    with OddServer(weather) as server:
        client = Client(
            server.url,
            source="//s",
            linger=0.001,
            outbox=tmp_path if disk else None,
            outbox_bytes=600_000,
            memory_bytes=150_000,
            block_timeout=0.01,
            overflow=overflow,
            on_error=told.append,
        )
        threads = [threading.Thread(target=emit) for _ in range(3)]
        for thread in threads:
            thread.start()
        wrong, looks, end = [], 0, time.monotonic() + 1.5
        while time.monotonic() < end:
            stats, looks = client.stats(), looks + 1
            if stats.accepted != accounted(stats):
                wrong.append(stats)
        stop.set()
        for thread in threads:
            thread.join()
        server.reply = lambda _: http(503)
        taken += [str(event_id) for event_id in (client.track(TYPE, {"n": 0}) for _ in range(20)) if event_id]
        client.close(0.2)
        client._notifier.drain(20)  # what this test is not about: how long the host's callbacks may take at the end
        last = client.stats()
    assert wrong == []
    assert looks > 10
    assert last.accepted == accounted(last) == len(taken)
    lost = [event_id for problem in told if problem.reason.startswith("dropped.") for event_id in problem.ids]
    assert len(lost) == len(set(lost)) == sum(last.dropped.values())
    if not disk:
        refused = {event_id for p in told if p.reason in ("event.rejected", "event.set_aside") for event_id in p.ids}
        assert set(taken) == set(server.accepted) | set(lost) | refused
