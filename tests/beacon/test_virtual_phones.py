"""Virtual phones over real HCI reports and ATT, through the whole box."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from support.virtual_radio import Air, VirtualRadio, phone, token_service
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.overflow import overflow_mask
from touchline_beacon.presence import Receiver, Settings
from touchline_spec import tokens

KEY = bytes(range(16))


def key_now() -> tuple[bytes, int]:
    window = tokens.window_of(time.time())
    return tokens.day_key(KEY, programme="club", day=tokens.day_of(window)), window


class Recorder:
    """An outlet that keeps events, and tells when one of a kind came."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.more = asyncio.Event()

    def track(self, event: Any, data: Any = None, *, id: str | None = None, time: Any = None) -> str:  # noqa: A002
        self.events.append({"type": event, "data": data, "id": id, "time": time})
        self.more.set()
        return id or ""

    async def wait(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(45):
            while True:
                for event in self.events:
                    if event["type"] == f"touchline.{kind}.v1":
                        return event
                self.more.clear()
                await self.more.wait()


def play(folder: Path, test: Callable[[Air, Box, Recorder], Awaitable[None]], speed: float = 4.0) -> None:
    """Run a box whose clock is `speed` times as fast as ours, with two virtual receivers."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()

        def clock() -> float:
            return (loop.time() - begun) * speed

        air = Air()
        receivers = {"ble-1": Receiver("entrance", "door"), "ble-2": Receiver("shoes")}
        # Packets come ten times a second of ours; the gaps seen by the fast clock must stay dense.
        settings = Settings(receivers=receivers, sparse_gap=10.0)
        config = Config("store-1", "club", "", {}, settings, state=folder)
        radios = {name: VirtualRadio(air, name, clock) for name in receivers}
        outlet = Recorder()
        box = Box(config, radios, outlet, clock=clock)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        try:
            async with asyncio.timeout(55):
                await test(air, box, outlet)
        finally:
            stop.set()
            await task

    asyncio.run(run())


def level(near: str) -> Callable[[str, str], int]:
    return lambda _phone, receiver: -55 if receiver == near else -80


def test_an_android_phone_comes_in(tmp_path: Path) -> None:
    """Bytes on the virtual air become a visit and a zone; the snapshot holds it without an address."""

    async def test(air: Air, _: Box, outlet: Recorder) -> None:
        air.level = level("ble-2")
        day, window = key_now()
        token = tokens.ServiceData(tokens.eid(day, window), -60)
        await phone(air, "F0:00:00:00:00:01", adverts.android(token))
        started = await outlet.wait("visit.started")
        entered = await outlet.wait("zone.entered")
        assert started["data"]["identities"][0]["value"] == token.eid.hex()
        assert entered["data"]["location"]["zone"] == {"id": "shoes"}

    play(tmp_path, test)
    kept = (tmp_path / "visits.json").read_text()
    assert len(json.loads(kept)["visits"]) == 1
    assert "F0" not in kept


def test_an_iphone_in_the_background_is_read_once_and_followed(tmp_path: Path) -> None:
    """The mask is in the scan response; the box connects, challenges, reads, and the proof travels with the start."""

    async def test(air: Air, box: Box, outlet: Recorder) -> None:
        air.level = level("ble-2")
        wrote: list[bytes] = []
        day, window = key_now()
        mask = adverts.ios_background(overflow_mask(tokens.SERVICE))[3:]
        nearby = bytes.fromhex("02011a0aff4c001005031c0f2b71")
        await phone(air, "F0:00:00:00:00:04", nearby, mask, [token_service(day, window, wrote)])
        started = await outlet.wait("visit.started")
        assert started["data"]["identities"][0]["value"] == tokens.eid(day, window).hex()
        proof = started["data"]["presence_proof"]
        assert bytes.fromhex(proof["challenge"]) == wrote[0]
        assert bytes.fromhex(proof["proof"]) == tokens.proof(day, window, wrote[0])
        assert box.readings.succeeded == 1
        assert len(wrote) == 1

    play(tmp_path, test)


def test_a_strangers_iphone_with_our_bit_is_left_alone(tmp_path: Path) -> None:
    """The service is not there: one connection, no second, no event."""

    async def test(air: Air, box: Box, outlet: Recorder) -> None:
        air.level = level("ble-2")
        await phone(air, "F0:00:00:00:00:05", adverts.ios_background(overflow_mask(tokens.SERVICE)))
        async with asyncio.timeout(45):
            while box.agent.counts.offers < 40:  # noqa: ASYNC110 - packets announce themselves to nobody
                await asyncio.sleep(0.02)
        assert (box.readings.tried, box.readings.refused) == (1, 1)
        assert not outlet.events

    play(tmp_path, test)


@pytest.mark.parametrize("name", ["bystander", "other-programme"])
def test_bystanders_are_a_count_and_nothing_else(tmp_path: Path, name: str) -> None:
    """No event, no candidate, no address in any state."""
    strangers = {
        "bystander": bytes.fromhex("02011a0aff4c001005031c0f2b71"),
        "other-programme": adverts.ibeacon(adverts.Programme("other"), bytes(8), -59),
    }

    async def test(air: Air, box: Box, outlet: Recorder) -> None:
        await phone(air, "F0:00:00:00:00:06", strangers[name])
        async with asyncio.timeout(45):
            while box.agent.counts.bystanders < 20:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
        assert not outlet.events
        assert not box.presence.candidates
        assert len(box.readings) == 0

    play(tmp_path, test)
    assert "F0" not in (tmp_path / "visits.json").read_text()
