"""The whole way: a virtual phone on the air, the box, the collector, and a screen in the store that greets."""

from __future__ import annotations

import asyncio
import base64
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import requests

import touchline
from support import events_table
from support.collectors import Collector, until
from support.virtual_radio import Air, VirtualRadio, phone
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.presence import Receiver, Settings
from touchline_spec import tokens

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(range(16))


SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


class Screen:
    """The example's in-store program as a process of its own; `shown` holds what it has shown."""

    def __init__(self) -> None:
        command = [sys.executable, str(ROOT / "examples/in_store_screen.py"), "--port", "0", "--secret", SECRET]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split()[-1]
        self.shown: list[str] = []
        self.greeted = threading.Event()
        self._thread = threading.Thread(target=self._read, args=[self.process.stdout])
        self._thread.start()

    def _read(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.shown.append(line.rstrip())
            self.greeted.set()

    def close(self) -> int:
        """As with Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(10)
        self._thread.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def test_a_member_is_greeted(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """From the first packet to the screen, once, and into the table: the rules of coming in, and little else."""
    screen = Screen()
    members = tmp_path / "members.json"
    entry = {"loyalty": "40071234", "key": KEY.hex()}
    members.write_text(json.dumps({"programme": "club", "members": [entry]}))
    configuration = tmp_path / "collector.toml"
    configuration.write_text(
        f'[presence]\nmembers = "{members}"\n[[sinks]]\nname = "screen"\nkind = "webhook"\nallow_private = true\n'
        f'url = "{screen.url}"\nsecret = ["{SECRET}"]\ntypes = ["touchline.visit.started.v1"]\n'
        f'require = ["presence"]\n[[sinks]]\nname = "events"\nkind = "sqlite"\npath = "{tmp_path}/events.db"\n'
    )
    try:
        with Collector(tmp_path, "--config", str(configuration)) as collector:
            seconds = asyncio.run(_walk_in(tmp_path, collector.url, screen))
            event = until(lambda: _started(tmp_path))
            forged = requests.post(screen.url, json=event, headers={"webhook-id": "1"}, timeout=10)
    finally:
        code = screen.close()
    record_property("seconds from first packet to greeting", round(seconds, 2))
    assert (screen.shown, code) == (["Welcome, member 40071234!"], 0)
    assert forged.status_code == 401
    assert event["data"]["identities"] == [{"type": "loyalty", "value": "40071234", "issuer": "club"}]
    assert event["data"]["consent"]["purposes"]["presence"] == "granted"


def _started(folder: Path) -> dict[str, Any] | None:
    found = [one for one in events_table.events(folder) if one["type"] == "touchline.visit.started.v1"]
    return found[0] if found else None


async def _walk_in(folder: Path, url: str, screen: Screen) -> float:
    loop = asyncio.get_running_loop()
    window = tokens.window_of(time.time())
    day = tokens.day_key(KEY, programme="club", day=tokens.day_of(window))
    packet = adverts.android(tokens.ServiceData(tokens.eid(day, window), -60))
    settings = Settings(receivers={"ble-1": Receiver("shoes")})
    with touchline.Client(url, source="//store-1/presence", outbox=folder / "outbox") as client:
        air = Air()
        box = Box(
            Config("store-1", "club", url, {}, settings, state=folder / "state"),
            {"ble-1": VirtualRadio(air, "ble-1", loop.time)},
            client,
            clock=loop.time,
        )
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        begin = loop.time()
        await phone(air, "F0:00:00:00:00:01", packet)
        arrived = await asyncio.to_thread(screen.greeted.wait, 45)
        seconds = loop.time() - begin
        stop.set()
        await task
    assert arrived
    return seconds
