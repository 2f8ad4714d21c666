"""What goes wrong on a box: the agent goes on, hears the member again, and nobody has left meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import pytest

from support import events_table
from support.box_process import Configuration, Program, listening
from support.collectors import Collector
from support.kernel_radio import Store, kernel_log, scenario, until
from support.member_phones import android, mute


@pytest.mark.parametrize("backend", ["bleak", "mgmt"])
def test_the_agent_outlives_what_is_below_it(
    tmp_path: Path, collector: Collector, results: dict[str, Any], backend: str
) -> None:
    """Daemon killed, adapter pulled and plugged, a phone that never answers, reader killed: each time heard again."""

    async def test(store: Store) -> None:
        (receiver,) = store.receivers
        name = f"faults-{backend}"
        box = Configuration(tmp_path, store, url=collector.url, radio=f'backend = "{backend}"', name=name)
        asked: list[Any] = []
        async with contextlib.AsyncExitStack() as stack:
            reader = Program.reader(box)
            if backend == "mgmt":
                await stack.enter_async_context(reader)
                await listening(box)
            agent = await stack.enter_async_context(Program.agent(box, "run"))
            await until(lambda: box.said("listening with"))
            await android(store.air, "ann")
            await box.reaches("present", 1)

            async def again(what: str) -> None:
                begun = time.monotonic()
                await box.rises("marked_packets_total")
                results[f"{name}: seconds until heard again, {what}"] = time.monotonic() - begun

            store.daemon.kill()
            await until(lambda: len(store.daemon.ends) == 1)
            await again("bluetoothd killed")

            await receiver.pull()
            await asyncio.sleep(3)
            await receiver.plug()
            await again("adapter pulled and plugged")

            silent = await mute(store.air, asked)
            await box.rises("reads_failed_total", 1)
            await silent.stop_advertising()
            await again("a phone that answers nothing")
            assert asked, "it was connected to, and asked"
            results[f"{name}: bluetoothd ended by itself"] = store.daemon.ends[1:]

            if backend == "mgmt":
                await reader.stop(9)
                await asyncio.sleep(3)
                await reader.start()
                await again("packet reader killed")
            counts = await box.look()
            assert counts["present"] == 1
            assert agent.process is not None
            assert agent.process.returncode is None
        kinds = {e["type"] for e in events_table.events(collector.data) if e["source"] == f"//{name}/presence"}
        assert "touchline.visit.started.v1" in kinds
        assert "touchline.visit.ended.v1" not in kinds
        results[f"{name}: kernel's complaints"] = [
            line for line in kernel_log().splitlines() if "BUG" in line or "WARNING" in line or "Oops" in line
        ]

    scenario(tmp_path, test)
