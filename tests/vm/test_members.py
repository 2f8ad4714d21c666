"""Members walk in: phone, air, controller, kernel, BlueZ, agent, collector; nothing in between is made up."""

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
from support.kernel_radio import Store, scenario, until
from support.member_phones import android, iphone
from support.members import PROGRAMME


@pytest.mark.parametrize("backend", ["bleak", "mgmt"])
def test_members_are_told_to_the_collector(
    tmp_path: Path, collector: Collector, results: dict[str, Any], backend: str
) -> None:
    """An Android phone is heard, an iPhone in the background asked once and left; both visits bear their numbers."""

    def started(name: str) -> dict[str, Any] | None:
        identity = {"type": "loyalty", "value": name, "issuer": PROGRAMME}
        for event in events_table.events(collector.data):
            ours = event["type"] == "touchline.visit.started.v1" and event["source"] == f"//{backend}/presence"
            if ours and identity in event["data"]["identities"]:
                return event
        return None

    async def test(store: Store) -> None:
        wrote: list[bytes] = []
        box = Configuration(tmp_path, store, url=collector.url, radio=f'backend = "{backend}"', name=backend)
        async with contextlib.AsyncExitStack() as stack:
            if backend == "mgmt":
                await stack.enter_async_context(Program.reader(box))
                await listening(box)
            await stack.enter_async_context(Program.agent(box, "run"))
            await until(lambda: box.said("listening with"))
            begun = time.monotonic()
            await android(store.air, "ann")
            await until(lambda: started("ann"))
            results[f"{backend}: seconds from an Android phone's first packet to its row"] = time.monotonic() - begun
            begun = time.monotonic()
            ben = await iphone(store.air, "ben", wrote)
            event = await until(lambda: started("ben"))
            assert event["data"]["proven"] is True, "the collector has checked the answer to the challenge"
            results[f"{backend}: seconds from an iPhone's first packet to its row"] = time.monotonic() - begun
            await until(lambda: not ben.connections)
            counts = await asyncio.to_thread(box.metrics)
            assert (counts["reads_succeeded_total"], counts["reads_failed_total"], len(wrote)) == (1, 0, 1)
            assert counts["present"] == 2
            results[f"{backend}: metrics"] = counts

    scenario(tmp_path, test)
