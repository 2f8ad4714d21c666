"""The whole way: a virtual phone on the air, the box, the collector, and a screen in the store that greets."""

from __future__ import annotations

import asyncio
import http.server
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import touchline
from support.collectors import Collector
from support.virtual_radio import Air, VirtualRadio, phone
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.presence import Receiver, Settings
from touchline_spec import tokens

KEY = bytes(range(16))


class Screen(http.server.ThreadingHTTPServer):
    """An in-store program: takes the collector's webhook."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.greeted = threading.Event()
        screen = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                screen.seen += body if isinstance(body, list) else [body]
                screen.greeted.set()
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)


def test_a_member_is_greeted(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """From the first packet to the screen: the rules of coming in, and little else."""
    screen = Screen()
    thread = threading.Thread(target=screen.serve_forever, daemon=True)
    thread.start()
    members = tmp_path / "members.json"
    entry = {"loyalty": "40071234", "key": KEY.hex()}
    members.write_text(json.dumps({"programme": "club", "members": [entry]}))
    configuration = tmp_path / "collector.toml"
    configuration.write_text(
        f'[presence]\nmembers = "{members}"\n[[sinks]]\nname = "screen"\nkind = "webhook"\nallow_private = true\n'
        f'url = "http://127.0.0.1:{screen.server_port}/greet"\ntypes = ["touchline.visit.started.v1"]\n'
        'require = ["presence"]\n'
    )
    try:
        with Collector(tmp_path, "--config", str(configuration)) as collector:
            seconds = asyncio.run(_walk_in(tmp_path, collector.url, screen))
    finally:
        screen.shutdown()
        thread.join()
        screen.server_close()
    record_property("seconds from first packet to greeting", round(seconds, 2))
    (event,) = screen.seen
    assert event["data"]["identities"] == [{"type": "loyalty", "value": "40071234", "issuer": "club"}]
    assert event["data"]["consent"]["purposes"]["presence"] == "granted"


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
