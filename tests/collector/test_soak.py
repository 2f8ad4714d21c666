"""A sink that is down for as long as SOAK_SECONDS says, under steady load: memory flat, nothing lost, all caught up.

`make soak`; ten minutes by default.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.collectors import Collector, order, until
from support.raw_http import MIB, resident

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))
BATCH = 100
BATCHES_A_SECOND = 10

# What a flat line may wander: chunks in the making, SQLite's page cache of 2 MiB a connection, arenas not given back.
WANDER = 24 * MIB


def load(collector: Collector, seconds: float) -> Iterator[int]:
    """Steady batches; yields the events acknowledged so far."""
    begun, sent = time.monotonic(), 0
    while (now := time.monotonic()) < begun + seconds:
        due = begun + sent / (BATCH * BATCHES_A_SECOND)
        if due > now:
            time.sleep(due - now)  # the pace of the load, not a wait for anything
        assert collector.post([order() for _ in range(BATCH)]).json()["accepted"] == BATCH
        sent += BATCH
        yield sent


@pytest.mark.long
@pytest.mark.timeout(SECONDS * 2 + 300)
def test_a_sink_that_stays_down_costs_disk_only(tmp_path: Path) -> None:
    """Resident memory of the last half stays by that of the first; the sink returns and the ledger closes."""
    blocked = tmp_path / "store"
    blocked.write_text("a file where the sink wants its folder")
    config = tmp_path / "collector.toml"
    config.write_text(
        f'[[sinks]]\nname = "up"\nkind = "jsonl"\npath = "{tmp_path}/up"\n'
        f'[[sinks]]\nname = "down"\nkind = "sqlite"\npath = "{blocked}/events.db"\n'
    )
    with Collector(tmp_path, "--config", str(config)) as collector:
        memory, sent = [], 0
        for sent in load(collector, SECONDS):
            if sent % (BATCH * BATCHES_A_SECOND) == 0:
                memory.append(resident(collector))
        half = len(memory) // 2
        first, last = memory[half // 2 : half], memory[half:]
        found = collector.metrics()
        assert found["touchline_log_head"] == sent
        assert found['touchline_sink_events{sink="down",state="pending"}'] == sent
        assert max(last) - min(first) < WANDER
        blocked.unlink()
        blocked.mkdir()
        until(
            lambda: collector.metrics()['touchline_sink_events{sink="down",state="delivered"}'] == sent,
            deadline=120 + SECONDS / 2,
        )
        found = collector.metrics()
        for sink in ("up", "down"):
            states = [n for name, n in found.items() if name.startswith(f'touchline_sink_events{{sink="{sink}"')]
            assert sum(states) == sent
