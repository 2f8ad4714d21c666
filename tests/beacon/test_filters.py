"""A box that knows without a network that a token is nobody's: fetched from a real collector, kept for hours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from support.collectors import Collector
from support.members import key
from support.odd_server import OddServer, http
from support.virtual_radio import Air, VirtualRadio
from touchline_beacon import adverts
from touchline_beacon import clock as clocks
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.filters import AHEAD, FetchError, Filters, fetch
from touchline_beacon.presence import Receiver, Settings
from touchline_beacon.radio import Heard
from touchline_spec import tokens

MEMBERS = f'programme = "club"\n[[members]]\nloyalty = "L-1"\nkey = "{key("L-1").hex()}"\n'
KEYS = """[[keys]]
name = "box"
kind = "secret"
key = "the-key-of-this-box"
presence = true
[[keys]]
name = "shop"
kind = "secret"
key = "the-key-of-a-shop"
[presence]
members = "members.toml"
"""


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    folder = tmp_path_factory.mktemp("filters")
    (folder / "members.toml").write_text(MEMBERS)
    (folder / "c.toml").write_text(KEYS.replace("members.toml", str(folder / "members.toml")))
    with Collector(folder, "--config", str(folder / "c.toml")) as running:
        yield running
        assert "Traceback" not in running.errors()


def token(name: str, window: int) -> bytes:
    return tokens.eid_at(key(name), window * 900.0, programme="club")


def test_filters_come_from_the_collector_and_outlast_it(collector: Collector, tmp_path: Path) -> None:
    """Hours ahead; what is over is removed; without the collector they go on telling, with a start in between."""
    window = tokens.window_of(time.time())
    filters = Filters(tmp_path, partial(fetch, collector.url, "the-key-of-this-box"))
    assert filters.near(window) is None
    assert filters.refresh(window) == AHEAD + 2
    assert filters.refresh(window) == 0
    assert filters.ahead(window) == AHEAD + 1
    (tmp_path / "17.filter").write_bytes(b"old")
    offline = Filters(tmp_path, partial(fetch, "http://127.0.0.1:9", None))
    for later in (window, window + 1, window + AHEAD):
        found = offline.near(later)
        assert found is not None
        assert token("L-1", later) in found
        assert len(found) == 1
    with pytest.raises(FetchError, match="no membership filter"):
        offline.refresh(window + 1)
    assert not (tmp_path / "17.filter").exists()
    assert offline.ahead(window + 1) == AHEAD
    (tmp_path / f"{window + 2}.filter").write_bytes(b"TLMF rotten")
    assert Filters(tmp_path, lambda _: b"").near(window + 2) is None


def test_who_may_have_filters_and_of_when(collector: Collector) -> None:
    """A key with presence, and windows around now; the answers name what was wrong."""
    window = tokens.window_of(time.time())

    def asked(query: str, secret: str = "the-key-of-this-box") -> tuple[int, str]:
        answer = collector.session.get(
            f"{collector.url}/v1/presence/filter{query}", headers={"authorization": f"Bearer {secret}"}, timeout=30
        )
        return answer.status_code, answer.headers["content-type"] if answer.ok else answer.json()["code"]

    assert asked(f"?window={window}") == (200, "application/octet-stream")
    assert asked(f"?window={window}", "the-key-of-a-shop") == (403, "key.presence")
    assert asked(f"?window={window + 40}") == asked(f"?window={window - 9}") == (404, "presence.window")
    for wrong in ("", "?window=-1", "?window=now", f"?window={'9' * 30}"):
        assert asked(wrong) == (400, "presence.window")


def test_who_joins_is_in_the_next_filter(collector: Collector, tmp_path: Path) -> None:
    """A filter is made anew, once a window, for those who joined since; a box asks for it then."""
    window = tokens.window_of(time.time())
    asked: list[int] = []

    def counted(wanted: int) -> bytes:
        asked.append(wanted)
        return fetch(collector.url, "the-key-of-this-box", wanted)

    filters = Filters(tmp_path, counted)
    filters.refresh(window)
    asked.clear()
    filters.refresh(window + 1 if tokens.window_of(time.time()) > window else window)
    again = Filters(tmp_path, counted)
    again.refresh(window)
    assert asked[-2:] == [window, window + 1]


def test_a_box_refuses_what_no_member_has(
    collector: Collector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The member becomes a visit, a hundred made-up tokens next to nothing; by a wrong clock all are taken."""
    monkeypatch.setattr(clocks, "quality", lambda: "synced")
    config = Config(
        *("s-1", "club", collector.url, {}, Settings(receivers={"ble-1": Receiver("shoes")})),
        state=tmp_path,
        key="the-key-of-this-box",
        filter=True,
    )

    class Outlet:
        def track(self, *_: object, **__: object) -> str:
            return "taken"

    async def run() -> Box:
        now = [0.0]
        box = Box(config, {"ble-1": VirtualRadio(Air(), "ble-1", lambda: now[0])}, Outlet(), clock=lambda: now[0])
        assert box.filters is not None
        task = asyncio.create_task(box._refresh(box.filters))
        async with asyncio.timeout(50):
            while box.filters.ahead(tokens.window_of(time.time())) <= AHEAD:  # noqa: ASYNC110 - it announces nothing
                await asyncio.sleep(0.02)
        task.cancel()

        def heard(eid: bytes) -> None:
            packet = adverts.android(tokens.ServiceData(eid, -60))
            box._heard("ble-1", Heard(now[0], "F0:00:00:00:00:01", -50, adverts.parse(packet)))

        for second in range(100):
            now[0] = float(second)
            heard(token("L-1", tokens.window_of(time.time())))
            heard(second.to_bytes(8) if second % 2 else bytes([second]) * 8)
        return box

    box = asyncio.run(run())
    assert len(box.presence.visits) == 1
    assert len(box.presence.candidates) <= 5
    assert box.agent.admission.unknown >= 95
    assert ("filter_windows", {}, AHEAD + 1.0) in list(box.samples())
    monkeypatch.setattr(clocks, "quality", lambda: "unsynced")
    assert box._window() is None


def test_the_key_goes_nowhere_but_to_the_collector() -> None:
    """A redirect is an answer like any other that is no filter."""
    with OddServer() as elsewhere, OddServer(lambda _: http(302, Location=f"{elsewhere.url}/filter")) as server:
        with pytest.raises(FetchError, match="answered 302"):
            fetch(server.url, "the-key-of-this-box", 1)
        assert server.seen[0].headers["authorization"] == "Bearer the-key-of-this-box"
        assert elsewhere.seen == []
