"""Three thousand strangers walk by, and no trace of one is on the disk or in the log."""

from __future__ import annotations

import asyncio
import base64
import hashlib
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
    """Outbox, snapshot, log and metrics hold the member's token and not one of 3,000 addresses, in any spelling."""
    caplog.set_level(logging.DEBUG)
    dice = Random(7)  # noqa: S311 - made-up addresses
    addresses = [":".join(f"{dice.randrange(256):02X}" for _ in range(6)) for _ in range(3000)]
    stranger_tag = bytes.fromhex("fedcba9876543210")
    forms = [
        bytes.fromhex("02011a0aff4c001005031c0f2b71"),
        adverts.ibeacon(adverts.Programme("other"), bytes(8), -59),
        bytes.fromhex("0201060303aafe0e16aafe10ee02676f6f676c6507"),
        adverts.eddystone(stranger_tag, -20),
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
    assert stranger_tag not in kept
    assert stranger_tag.hex().encode() not in kept
    told = (kept, caplog.text.encode(), repr(list(box.samples())).encode())
    for found in (text.lower() for text in told):
        assert not [address for address in addresses if any(form in found for form in spellings(address))]


def spellings(address: str) -> set[bytes]:
    """How an address could stand in a file, in lower case: written out, packed, turned round, as a number, hashed."""
    forms: set[bytes] = set()
    for parts in (address.lower().split(":"), address.lower().split(":")[::-1]):
        packed = bytes.fromhex("".join(parts))
        forms |= {sign.join(parts).encode() for sign in (":", "-", "_", ".", " ", "")}
        forms |= {packed.lower(), str(int.from_bytes(packed)).encode(), base64.b64encode(packed).lower()}
        forms.add(hashlib.sha256(packed).hexdigest().encode())
        forms.add(repr(packed)[2:-1].lower().encode())
    return forms


def test_the_search_would_find_a_trace() -> None:
    """Control: whatever form a trace had, the search sees it."""
    packed = bytes.fromhex("4a0102b3c4d5")
    for trace in (b"4A:01:02:B3:C4:D5", b"d5c4b302014a", packed, packed[::-1], str(int.from_bytes(packed)).encode()):
        found = (b"before " + trace + b" behind").lower()
        assert any(form in found for form in spellings("4A:01:02:B3:C4:D5")), trace
