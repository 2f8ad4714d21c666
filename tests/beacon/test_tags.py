"""A member who carries an Eddystone-EID tag: registered, heard, resolved, also while its clock goes on turning ids."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import touchline
from support import events_table
from support.collectors import Collector, until
from support.virtual_radio import Air, VirtualRadio, phone
from touchline_beacon import adverts
from touchline_beacon.box import Box
from touchline_beacon.config import Config
from touchline_beacon.presence import Receiver, Settings
from touchline_collector.cli import main
from touchline_spec import eddystone, times

KEY, EXPONENT, CLOCK = bytes(range(100, 116)), 10, 65_280
ENTRY = {
    "identity_key": KEY.hex(),
    "rotation_period_exponent": EXPONENT,
    "initial_clock_value": CLOCK,
    "initial_eid": eddystone.eid(KEY, EXPONENT, CLOCK).hex(),
}


def registered(folder: Path, at: float, **changes: Any) -> Path:
    """A members file with the tag, registered at a moment."""
    tag = {**ENTRY, "registered_at": times.format_utc(datetime.fromtimestamp(at, UTC)), **changes}
    member = {"loyalty": "40071234", "eddystone": {name: value for name, value in tag.items() if value is not None}}
    file = folder / "tags.json"
    file.write_text(json.dumps({"programme": "club", "members": [member]}))
    return file


@pytest.mark.parametrize("days", [0, 200])
def test_a_tag_on_air_is_its_member_in_the_table(tmp_path: Path, days: int) -> None:
    """Command, virtual radio, box, collector, SQL: the id of the published rule ends as a loyalty number."""
    now = time.time()
    configuration = tmp_path / "collector.toml"
    configuration.write_text('[presence]\nprogramme = "club"\n')
    shown = eddystone.eid(KEY, EXPONENT, CLOCK + days * 86_400)
    with Collector(tmp_path, "--config", str(configuration)) as collector:
        file = registered(tmp_path, now - days * 86_400)
        assert main(["members", "add", str(file), "--data-dir", str(collector.data)]) == 0
        asyncio.run(_walk_in(tmp_path, collector.url, adverts.eddystone(shown, -18)))
        started = until(lambda: events_table.events(collector.data))
    (event,) = started
    assert event["type"] == "touchline.visit.started.v1"
    assert event["data"]["identities"] == [{"type": "loyalty", "value": "40071234", "issuer": "club"}]
    assert shown.hex() not in json.dumps(event["data"])


async def _walk_in(folder: Path, url: str, packet: bytes) -> None:
    loop = asyncio.get_running_loop()
    settings = Settings(receivers={"ble-1": Receiver(None)}, enter_seconds=0.3)
    config = Config("store-1", "club", url, {}, settings, state=folder / "state", eddystone=True)
    with touchline.Client(url, source="//store-1/presence", outbox=folder / "outbox") as client:
        air = Air()
        box = Box(config, {"ble-1": VirtualRadio(air, "ble-1", loop.time)}, client, clock=loop.time)
        stop = asyncio.Event()
        task = asyncio.create_task(box.run(stop))
        await phone(air, "F0:00:00:00:00:01", packet)
        await asyncio.to_thread(until, lambda: box.agent.counts.events)
        stop.set()
        await task
        assert (await asyncio.to_thread(client.flush, 30)).complete


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"initial_eid": "00" * 7 + "01"}, "initial_eid is not what this key, exponent and clock give"),
        ({"identity_key": "abcd"}, "identity_key has not 32 hexadecimal digits"),
        ({"rotation_period_exponent": 7}, "rotation_period_exponent is 7, expected 8 to 15"),
        ({"initial_clock_value": -1}, "initial_clock_value is -1, expected 0 to 4294967295"),
        ({"registered_at": "monday"}, "registered_at is 'monday', expected RFC 3339"),
        ({"colour": "red"}, "expected a table of identity_key"),
    ],
)
def test_a_wrong_registration_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], words: str
) -> None:
    """The collector refuses to start, and says which member's which field."""
    file = registered(tmp_path, time.time(), **changes)
    assert main(["run", "--members", str(file), "--data-dir", str(tmp_path / "data"), "--port", "0"]) != 0
    told = capsys.readouterr().err
    assert f"member 1: eddystone {words}" in told
    assert KEY.hex() not in told


def test_a_tag_is_forgotten_like_a_phone(tmp_path: Path) -> None:
    """Removed by command, its id is nobody's, and the identity key is not in the data folder."""
    configuration = tmp_path / "collector.toml"
    configuration.write_text('[presence]\nprogramme = "club"\n')
    with Collector(tmp_path, "--config", str(configuration)) as collector:
        data = ["--data-dir", str(collector.data)]
        assert main(["members", "add", str(registered(tmp_path, time.time())), *data]) == 0
        collector.stop()
    with Collector(tmp_path, "--config", str(configuration)) as collector:
        assert _told(collector, 1)["accepted"] == 1
        assert main(["members", "remove", "40071234", *data]) == 0
        assert _told(collector, 2)["results"][0]["status"] == "suppressed"
        collector.stop()
        kept = b"".join(file.read_bytes() for file in collector.data.rglob("*") if file.is_file())
        assert KEY not in kept
        assert KEY.hex().encode() not in kept


def _told(collector: Collector, number: int) -> Any:
    from support.members import seen  # noqa: PLC0415 - the shape of an event, not its resolver

    shown = eddystone.eid(KEY, EXPONENT, CLOCK).hex()
    schema = "urn:touchline:schema:visit.started:1.0"
    event = seen(shown, at=datetime.now(UTC)) | {"id": f"tag-{number}", "dataschema": schema}
    return collector.post(event | {"datacontenttype": "application/json"}).json()
