"""The running box: killed and started again, repaired by its operator's commands, and what it says of itself."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import touchline
from support.virtual_radio import Air, VirtualRadio, phone
from touchline_beacon import adverts, metrics, neighbours
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.delivery import Delivery
from touchline_beacon.errors import RadioError
from touchline_beacon.ladder import Rung
from touchline_beacon.neighbours import Neighbours
from touchline_beacon.presence import Receiver, Settings, Sighting
from touchline_spec import tokens

SETTINGS = Settings(receivers={"ble-1": Receiver("shoes")}, enter_seconds=0.5, minimum_stay=0.3, dwell_seconds=(2.0,))
MEMBER = adverts.android(tokens.ServiceData(bytes(range(8)), -60))


class Outlet:
    """Keeps what it is given; a line each, so that a killed process leaves what it told."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def track(self, event: Any, data: Any = None, *, id: str | None = None, time: Any = None) -> Any:  # noqa: A002, ARG002 - the SDK's names
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([event, id, data.get("dwell_ms")]) + "\n")
        return id

    def told(self) -> list[list[Any]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []


def box_in(folder: Path, outlet: Any, air: Air, parts: dict[str, Any] = {}, **more: Any) -> Box:  # noqa: B006
    loop = asyncio.get_running_loop()
    config = Config("store-1", "club", "http://none", {}, SETTINGS, state=folder / "state", **more)
    return Box(config, {"ble-1": VirtualRadio(air, "ble-1", loop.time)}, outlet, **{"clock": loop.time, **parts})


async def listen_until(box: Box, condition: Callable[[], bool]) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(box.run(stop))
    async with asyncio.timeout(45):
        while not condition():  # noqa: ASYNC110 - the far side has no event for it
            await asyncio.sleep(0.05)
    stop.set()
    await task


PROGRAM = """
import asyncio, sys
from pathlib import Path
from touchline_beacon import box as boxes
boxes._SNAPSHOT_SECONDS = 0.1
sys.path.insert(0, {tests!r})
from beacon.test_box import Air, MEMBER, Outlet, box_in, phone

async def main():
    air, folder = Air(), Path({folder!r})
    await phone(air, "F0:00:00:00:00:01", MEMBER)
    await box_in(folder, Outlet(folder / "told"), air).run(asyncio.Event())

asyncio.run(main())
"""


def test_a_box_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    """After kill -9 and a start: no second entry, no exit, and the dwell counts from the real beginning."""
    outlet = Outlet(tmp_path / "told")
    program = PROGRAM.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path))

    async def run() -> None:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
        async with asyncio.timeout(45):
            while len(outlet.told()) < 2 or '"stay":{"zone"' not in _snapshot(tmp_path):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        air = Air()
        await phone(air, "F0:00:00:00:00:01", MEMBER)
        await listen_until(box_in(tmp_path, outlet, air), lambda: any("dwelled" in one[0] for one in outlet.told()))

    asyncio.run(run())
    kinds = [one[0].removeprefix("touchline.").removesuffix(".v1") for one in outlet.told()]
    assert kinds == ["visit.started", "zone.entered", "zone.dwelled"]
    assert len({one[1] for one in outlet.told()}) == 3


def _snapshot(folder: Path) -> str:
    file = folder / "state" / "visits.json"
    return file.read_text() if file.exists() else ""


def test_repairs_are_the_operators_own_commands(tmp_path: Path) -> None:
    """Each rung runs its command; one that fails or is not there is an error with its name, and no end of the box."""
    recovery = {
        "usb_reset": ("touch", str(tmp_path / "reset")),
        "daemon": ("false",),
        "reboot": (str(tmp_path / "no-such-command"),),
    }

    async def run() -> None:
        box = box_in(tmp_path, Outlet(tmp_path / "told"), Air(), recovery=recovery)
        await box._repair(Rung.USB_RESET)
        assert (tmp_path / "reset").exists()
        with pytest.raises(RadioError, match="false ended with 1"):
            await box._repair(Rung.DAEMON)
        with pytest.raises(RadioError, match=r"no-such-command.*No such file"):
            await box._repair(Rung.REBOOT)

    asyncio.run(run())


def test_a_box_is_rebooted_once_a_day_whatever_it_forgets(tmp_path: Path) -> None:
    """Neither another receiver, nor a start anew, nor a clock that lost its battery makes a second one."""
    recovery = {"reboot": ("sh", "-c", f"echo >> {tmp_path}/reboots")}
    day = 86_400.0

    async def box_at(wall: float) -> Box:
        return box_in(tmp_path, Outlet(tmp_path / "told"), Air(), {"wall": lambda: wall}, recovery=recovery)

    async def run() -> None:
        box = await box_at(10 * day)
        assert box.scans["ble-1"].ladder.rebooted is None
        await box._repair(Rung.REBOOT)
        for wall in (10 * day + 60, 10 * day - 3600):
            again = await box_at(wall)
            ladder = again.scans["ble-1"].ladder
            assert ladder.rebooted is not None
            with pytest.raises(RadioError, match="less than a day ago"):
                await again._repair(Rung.REBOOT)
        await (await box_at(11 * day + 1))._repair(Rung.REBOOT)
        blocked = await box_at(20 * day)
        (tmp_path / "state/rebooted").unlink()
        (tmp_path / "state/rebooted").mkdir()
        with pytest.raises(RadioError, match="no reboot, for"):
            await blocked._repair(Rung.REBOOT)

    asyncio.run(run())
    assert len((tmp_path / "reboots").read_text().splitlines()) == 2


def test_a_receiver_that_begins_to_filter_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Phones heard only every 20 s: one line, and another only after it was well in between."""

    async def run() -> None:
        box = box_in(tmp_path, Outlet(tmp_path / "told"), Air())
        for second in range(60):
            box.agent.sight(Sighting(float(second), "ab" * 8, "ble-1", -50))
        gaps = box.presence.visits["ab" * 8].signals["ble-1"].gaps
        for gap in (20.0, 20.0, 1.0, 20.0):
            gaps.extend([gap] * 16)
            while len(gaps) > 16:
                gaps.popleft()
            box._notice_gaps()

    asyncio.run(run())
    assert (
        len([one for one in caplog.messages if one == "ble-1 hears phones only every 20 s: repetitions are filtered"])
        == 2
    )


def test_a_repair_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ladder must not wait for ever for one rung."""
    monkeypatch.setattr("touchline_beacon.box._REPAIR_SECONDS", 0.3)

    async def run() -> None:
        box = box_in(tmp_path, Outlet(tmp_path / "told"), Air(), recovery={"daemon": ("sleep", "600")})
        with pytest.raises(RadioError, match="sleep did not end within"):
            await box._repair(Rung.DAEMON)

    asyncio.run(run())


def test_a_box_is_announced_and_knows_its_neighbours(tmp_path: Path) -> None:
    """Another receiver's beacon is no bystander, shortens the silence that is called deaf, and shows in the metrics."""
    key, sent = bytes(range(16)), list[tuple[str, bytes]]()

    async def run() -> Box:
        air = Air()
        box = box_in(tmp_path, Outlet(tmp_path / "told"), air, neighbours=key)
        box.config = replace(box.config, adapters={"ble-1": "02:00:00:00:00:00"})

        async def announce(adapter: str, data: bytes) -> None:
            sent.append((adapter, data))

        box._announce = announce
        other = neighbours.frame(key, "box-2/ble-1", time.time())
        packet = bytes((27, 0x21)) + neighbours.SERVICE.bytes[::-1] + other
        await phone(air, "F0:00:00:00:00:02", packet)
        await listen_until(box, lambda: box.scans["ble-1"].ladder.silence == neighbours.SILENCE_SECONDS and bool(sent))
        return box

    box = asyncio.run(run())
    assert box.agent.counts.packets == 0
    assert sent[0][0] == "02:00:00:00:00:00"
    assert Neighbours(key).hear("x", {str(neighbours.SERVICE): sent[0][1]}, 0, time.time())
    assert 'touchline_beacon_neighbour_silent_seconds{receiver="ble-1",neighbour="' in metrics.render(
        [one for one in box.samples() if one[0].startswith("neighbour")]
    )
    assert ("neighbour_forged_total", {}, 0.0) in list(box.samples())


def test_a_box_says_how_it_is(tmp_path: Path) -> None:
    """Rate, gaps, scan mode, outbox and the daemon's version, as Prometheus reads them."""
    (tmp_path / "bluetoothctl").write_text("#!/bin/sh\necho bluetoothctl: 5.66\n")
    (tmp_path / "bluetoothctl").chmod(0o755)

    synced: list[int] = []
    real = os.fdatasync

    def counted(descriptor: int) -> None:
        real(descriptor)
        synced.append(descriptor)

    async def run() -> str:
        air, folder = Air(), tmp_path / "outbox"
        with touchline.Client("http://127.0.0.1:9", source="//s", outbox=folder, exit_timeout=0) as client:
            box = box_in(tmp_path, client, air, {"delivery": Delivery(client, folder)})
            await phone(air, "F0:00:00:00:00:01", MEMBER)
            ready = lambda: box.presence.visits and box.scans["ble-1"].rate.value > 0 and synced  # noqa: E731
            await listen_until(box, lambda: bool(ready()))
            return metrics.render(box.samples())

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        patch.setattr(os, "fdatasync", counted)  # events survive a power cut soon after they were told
        text = asyncio.run(run())
    for line in (
        'touchline_beacon_bluez_info{version="5.66"} 1',
        'touchline_beacon_receiver_mode{receiver="ble-1",mode="active"} 1',
        "touchline_beacon_outbox_events 2",
        "touchline_beacon_outbox_dropped_total 0",
        "touchline_beacon_visits_started_total 1",
        "touchline_beacon_present 1",
        'touchline_beacon_receiver_gap_seconds{receiver="ble-1",quantile="0.95"} 0.',
    ):
        assert line in text
