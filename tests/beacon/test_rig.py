"""The radios of the verbs that a person runs: what goes away is said, and not taken for silence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from dbus_fast import Variant

from support.bluez_scenario import scenario
from support.fake_bluez import FakeBluez
from support.private_bus import private_bus
from touchline_beacon.cli import check
from touchline_beacon.cli.rig import Rig, rigged
from touchline_beacon.config import Config
from touchline_beacon.errors import RadioLost
from touchline_beacon.presence import Receiver, Settings
from touchline_beacon.radio.bus import Bus


@pytest.fixture(autouse=True)
def bus_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from private_bus(tmp_path, monkeypatch)


async def _through(rig: Rig) -> None:
    async for _ in rig.listen(1000):
        pass


def test_listening_ends_after_its_time_or_with_the_adapter() -> None:
    """For so long as asked; an adapter that is pulled out ends it at once, by name."""

    async def test(bluez: FakeBluez, _: Bus) -> None:
        address = bluez.add_adapter()
        settings = Settings(receivers={"ble-1": Receiver("shoes")})
        config = Config("store-1", "club", "http://none", {"ble-1": address}, settings)
        async with rigged(config) as rig:
            assert len([None async for _ in rig.listen(0.1)]) == 1
            asyncio.get_running_loop().call_later(0.1, bluez.remove_adapter)
            with pytest.raises(RadioLost, match="adapter removed: hci0"):
                await asyncio.wait_for(_through(rig), 40)

    scenario(test)


def test_check_names_a_box_that_shows_itself() -> None:
    """Discoverable is told, with what ends it; a controller that is not is well."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        assert check.hidden("ble-1", await bus.adapter(address)).good
        bluez.objects["/org/bluez/hci0"]["org.bluez.Adapter1"]["Discoverable"] = Variant("b", True)
        found = check.hidden("ble-1", await bus.adapter(address))
        assert not found.good
        assert found.text.endswith("bluetoothctl discoverable off")

    scenario(test)
