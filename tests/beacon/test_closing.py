"""Closing time: visits end where their phones were last heard, once a day, by the clock on the wall."""

from __future__ import annotations

import asyncio
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from support.virtual_radio import Air, VirtualRadio
from touchline_beacon import closing, config
from touchline_beacon.box import Box
from touchline_beacon.errors import ConfigError
from touchline_beacon.presence import Receiver, Settings, Sighting

CLOSES = time(20, 30)


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()  # the machine's own time zone, as on the wall


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("2026-11-20T20:29:59", "2026-11-20T20:30:00", True),
        ("2026-11-20T20:30:00", "2026-11-20T20:30:01", False),
        ("2026-11-20T20:28:00", "2026-11-20T20:29:00", False),
        ("2026-11-20T20:29:59", "2026-11-20T20:45:00", True),
        ("2026-11-20T20:30:01", "2026-11-20T20:29:58", False),  # set back
        ("2026-11-20T01:00:00", "2026-11-20T21:00:00", False),  # set right, for the first time after a start
    ],
)
def test_closing_time_passes_once(before: str, now: str, expected: object) -> None:
    """Between two looks, however the clock is set meanwhile."""
    assert closing.passed(CLOSES, at(before), at(now)) is expected


def test_midnight_is_a_closing_time_too() -> None:
    """A bar closes after midnight."""
    assert closing.passed(time(0, 0), at("2026-11-20T23:59:59"), at("2026-11-21T00:00:00"))
    assert closing.passed(time(2, 0), at("2026-11-21T01:59:59"), at("2026-11-21T02:00:01"))


def test_at_closing_time_visits_end_at_the_last_sighting(tmp_path: Path) -> None:
    """Reason `closed`, whether or not the phone lies about in the shop all night."""
    told: list[dict[str, Any]] = []

    class Outlet:
        def track(self, _event: str, data: dict[str, Any], *, id: str, time: datetime) -> str:  # noqa: A002, ARG002 - the SDK's names
            told.append(data)
            return id

    async def run() -> None:
        settings = Settings(receivers={"ble-1": Receiver("shoes")})
        place = config.Config("store-1", "club", "http://none", {}, settings, state=tmp_path, closes=CLOSES)
        wall = [at("2026-11-20T20:29:58")]
        radios = {"ble-1": VirtualRadio(Air(), "ble-1", lambda: 0.0)}
        box = Box(place, radios, Outlet(), clock=lambda: 100.0, wall=lambda: wall[0])
        for second in range(60):
            box.agent.sight(Sighting(float(second), "ab" * 8, "ble-1", -50))
        for _ in range(4):
            wall[0] += 1
            box._close()
        assert not box.presence.visits

    asyncio.run(run())
    assert [data["end_reason"] for data in told if "end_reason" in data] == ["closed"]


def test_a_closing_time_is_read_from_the_file() -> None:
    """As text or as TOML's own time; anything else is named."""
    assert config._closes("20:30") == config._closes(CLOSES) == CLOSES
    assert config._closes(None) is None
    for wrong in ("late", 20, "25:00"):
        with pytest.raises(ConfigError, match=r"\[box\] closes"):
            config._closes(wrong)
