"""Active windows: a sixth of the time, sooner on demand, never on top of one another."""

from __future__ import annotations

import asyncio
import itertools

from touchline_beacon.ladder import Ladder, Rung
from touchline_beacon.radio import Count, Hear, Mode
from touchline_beacon.radio.contract import nobody
from touchline_beacon.scanning import Scanning
from touchline_beacon.windows import Windows


def test_ten_seconds_of_every_minute_are_active() -> None:
    """The first window opens at once: iPhones may stand in the store when the box starts."""
    windows = Windows()
    active = [now for now in range(1000, 1300) if windows.mode(now) is Mode.ACTIVE]
    assert active == [now for now in range(1000, 1300) if (now - 1000) % 60 < 10]


def test_a_missed_phone_opens_one_early() -> None:
    """But not within fifteen seconds of the last, and a demand during a window is met by it."""
    windows = Windows()
    windows.mode(0)
    windows.demand(5)
    assert windows.mode(30) is Mode.PASSIVE
    windows.demand(11)
    modes = [windows.mode(now) for now in range(11, 40)]
    assert modes.index(Mode.ACTIVE) + 11 == 25
    assert windows.mode(35) is Mode.PASSIVE
    assert windows.mode(85) is Mode.ACTIVE


class Silent:
    """A radio that starts whenever it is told to and hears nothing; `order` is how."""

    def __init__(self) -> None:
        self.order: list[str] = []

    async def start(self, mode: Mode, _hear: Hear, passed: Count = nobody) -> None:
        self.order.append(mode)
        self.passed = passed

    async def stop(self) -> None:
        """Stop."""

    async def read(self, _address: str, _challenge: bytes | None) -> bytes | None:
        return None

    async def power_cycle(self) -> None:
        self.order.append("power cycle")


def test_a_scan_follows_its_windows_and_silence_still_counts() -> None:
    """Changing over proves nothing: a radio that hears nothing climbs its ladder in spite of it."""

    async def run() -> tuple[list[str], Ladder]:
        radio, ladder, steps = Silent(), Ladder(), itertools.count()
        scan = Scanning(
            "door", radio, lambda *_: False, lambda: next(steps) * 1.0, windows=Windows(), ladder=ladder, look=0.0
        )
        task = asyncio.create_task(scan.run())
        async with asyncio.timeout(20):
            while "power cycle" not in radio.order:  # noqa: ASYNC110 - the far side has no event for it
                await asyncio.sleep(0)
        radio.passed(3)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert scan.packets == 3
        return radio.order, ladder

    order, ladder = asyncio.run(run())
    assert list(ladder.counts) == [Rung.RESTART, Rung.POWER_CYCLE]
    assert ladder.step == 0, "packets that the radio dropped itself show that it hears"
    changes = [one for one in order if one != "power cycle"]
    assert changes[:4] == [Mode.ACTIVE, Mode.PASSIVE, Mode.ACTIVE, Mode.PASSIVE]
