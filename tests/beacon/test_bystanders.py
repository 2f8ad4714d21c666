"""Three thousand strangers walk by, and no trace of one is on the disk or in the log."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from random import Random

import pytest

import touchline
from support.virtual_radio import Air, VirtualRadio
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.presence import Receiver, Settings
from touchline_beacon.radio import Heard
from touchline_spec import tokens

KEY = bytes(range(16))


def test_bystanders_leave_no_trace(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Outbox, snapshot and log hold the member's token and not one of 3,000 addresses, in any spelling."""
    caplog.set_level(logging.DEBUG)
    dice = Random(7)  # noqa: S311 - made-up addresses
    addresses = [":".join(f"{dice.randrange(256):02X}" for _ in range(6)) for _ in range(3000)]
    forms = [
        bytes.fromhex("02011a0aff4c001005031c0f2b71"),
        adverts.ibeacon(adverts.Programme("other"), bytes(8), -59),
        bytes.fromhex("0201060303aafe0e16aafe10ee02676f6f676c6507"),
    ]
    member = tokens.ServiceData(tokens.eid_at(KEY, time.time(), programme="club"), -60)
    settings = Settings(receivers={"ble-1": Receiver("shoes")})
    config = Config("store-1", "club", "http://127.0.0.1:9", {}, settings, state=tmp_path)

    async def walk_by() -> Box:
        now = [0.0]
        air = Air()
        with touchline.Client(
            config.url, source="//store-1/presence", outbox=tmp_path / "outbox", exit_timeout=0.1
        ) as client:
            box = Box(config, {"ble-1": VirtualRadio(air, "ble-1", lambda: now[0])}, client, clock=lambda: now[0])
            for number, address in enumerate(addresses):
                now[0] = number / 100
                fields = adverts.parse(dice.choice(forms))
                assert not box._heard("ble-1", Heard(now[0], address, -50, fields))
                if number % 50 == 0:
                    box._heard("ble-1", Heard(now[0], "F0:00:00:00:00:01", -50, adverts.parse(adverts.android(member))))
                    box.agent.tick(now[0])
            box._save()
            return box

    box = asyncio.run(walk_by())
    assert box.agent.counts.bystanders == 3000
    assert box.agent.counts.events >= 2
    assert len(box.readings) == 0
    assert set(box.presence.visits) == {member.eid.hex()}
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"visit.started" in kept
    for text in (kept, caplog.text.encode(), repr(list(box.samples())).encode()):
        lower = text.lower()
        for address in addresses:
            plain = address.lower()
            assert plain.encode() not in lower
            assert plain.replace(":", "").encode() not in lower
            assert plain.replace(":", "_").encode() not in lower
    raw = {bytes.fromhex(address.replace(":", "")) for address in addresses}
    assert not [one for one in raw if one in kept or one[::-1] in kept]
