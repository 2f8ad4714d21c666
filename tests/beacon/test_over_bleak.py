"""bleak's real BlueZ backend on a private D-Bus, against a daemon that does everything daemons were seen to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType

from support.bluez_scenario import Ear, scenario, until
from support.fake_bluez import FakeBluez
from support.private_bus import private_bus
from touchline_beacon import adverts, neighbours
from touchline_beacon.errors import RadioBusy, RadioError, RadioLost, RadioMissing, RadioTimeout
from touchline_beacon.ladder import Ladder, Rung
from touchline_beacon.overflow import overflow_mask
from touchline_beacon.radio import Mode, over_bleak
from touchline_beacon.radio.bus import Bus, translated
from touchline_beacon.radio.over_bleak import BleakRadio
from touchline_beacon.scanning import Scanning
from touchline_spec import tokens

EID = bytes(range(8))
MEMBER = adverts.android(tokens.ServiceData(EID, -60))
IPHONE = adverts.ios_background(overflow_mask(tokens.SERVICE))
CLUB = adverts.Programme("club")


@pytest.fixture(autouse=True)
def bus_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from private_bus(tmp_path, monkeypatch)


@asynccontextmanager
async def listening(bus: Bus, address: str, mode: Mode = Mode.ACTIVE) -> AsyncIterator[tuple[BleakRadio, Ear]]:
    radio, ear = BleakRadio(bus, address, asyncio.get_running_loop().time), Ear()
    await radio.start(mode, ear)
    try:
        yield radio, ear
    finally:
        await radio.stop()


def test_members_are_heard_on_two_adapters_named_by_address() -> None:
    """The filter is always set; each adapter hears its own packets."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        first, second = bluez.add_adapter("hci0"), bluez.add_adapter("hci1")
        async with listening(bus, first) as (_, one), listening(bus, second) as (_, two):
            bluez.advertise("F0:00:00:00:00:01", MEMBER, -61)
            bluez.advertise("F0:00:00:00:00:01", MEMBER, -75, "hci1")
            await one.wait(1)
            await two.wait(1)
            assert bluez.discovering["/org/bluez/hci0"]["RSSI"] == -120
        assert [heard.rssi for heard in (*one.heard, *two.heard)] == [-61, -75]
        assert CLUB.find(one.heard[0].fields) == adverts.Marker("service_data", EID, -60)

    scenario(test)


def test_the_same_level_again_and_again_is_heard_again_and_again() -> None:
    """A phone that stands still does not go home."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        async with listening(bus, bluez.add_adapter()) as (_, ear):
            for count in range(1, 21):
                bluez.advertise("F0:00:00:00:00:01", MEMBER, -61)
                await ear.wait(count)

    scenario(test)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_phone_that_bluez_forgot_is_heard_again(mode: Mode) -> None:
    """Cached devices expire after 30 s of silence; the same phone coming back is a new object, heard like any other."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        async with listening(bus, bluez.add_adapter(), mode) as (_, ear):
            for count in range(1, 4):
                await until(lambda: bluez.advertise("F0:00:00:00:00:01", MEMBER, -61))
                await ear.wait(count)
                bluez.expire("F0:00:00:00:00:01")
            assert {CLUB.find(heard.fields) for heard in ear.heard} == {adverts.Marker("service_data", EID, -60)}

    scenario(test)


def test_a_passive_scan_hears_members_too() -> None:
    """The patterns that all BlueZ versions read alike match our packets."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        async with listening(bus, bluez.add_adapter(), Mode.PASSIVE) as (_, ear):
            await until(lambda: bluez.advertise("F0:00:00:00:00:01", MEMBER, -61))
            await ear.wait(1)
        assert CLUB.find(ear.heard[0].fields) is not None

    scenario(test)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("org.bluez.Error.InProgress", RadioBusy),
        ("org.bluez.Error.NotReady", RadioBusy),
        ("org.bluez.Error.Failed", RadioError),
    ],
)
def test_a_refused_start_is_named(fault: str, error: type[RadioError]) -> None:
    """Each refusal is one of our errors, and the radio can be started again."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        radio = BleakRadio(bus, bluez.add_adapter(), asyncio.get_running_loop().time)
        bluez.fault = {"StartDiscovery": fault}
        with pytest.raises(error):
            await radio.start(Mode.ACTIVE, lambda _: False)
        bluez.fault = {}
        await radio.start(Mode.ACTIVE, lambda _: False)
        await radio.stop()

    scenario(test)


def test_a_passive_scan_that_bluez_does_not_know_is_named() -> None:
    """An old daemon has no monitors."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        bluez.fault = {"RegisterMonitor": "org.freedesktop.DBus.Error.UnknownMethod"}
        radio = BleakRadio(bus, bluez.add_adapter(), asyncio.get_running_loop().time)
        with pytest.raises(RadioError):
            await radio.start(Mode.PASSIVE, lambda _: False)

    scenario(test)


def test_a_daemon_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call ends."""
    monkeypatch.setattr(over_bleak, "START_SECONDS", 0.5)

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        bluez.fault = {"StartDiscovery": "hang"}
        radio = BleakRadio(bus, bluez.add_adapter(), asyncio.get_running_loop().time)
        with pytest.raises(RadioTimeout, match="not answered within"):
            await radio.start(Mode.ACTIVE, lambda _: False)

    scenario(test)


def test_an_adapter_that_is_not_there_is_named_with_those_that_are() -> None:
    """The message says what to write into the configuration."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        bluez.add_adapter()
        with pytest.raises(RadioMissing, match=r"no adapter AA:.*there is: 02:00:00:00:00:00 \(hci0\)"):
            await bus.adapter("AA:BB:CC:DD:EE:FF")

    scenario(test)


def test_an_unpowered_adapter_is_switched_on() -> None:
    """A box starts with whatever state its last life left."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        async with listening(bus, bluez.add_adapter(powered=False)):
            assert bluez.objects["/org/bluez/hci0"]["org.bluez.Adapter1"]["Powered"].value is True

    scenario(test)


def test_loss_of_adapter_and_daemon_is_told_at_once() -> None:
    """bleak tells nobody; we watch ourselves."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        told: asyncio.Queue[tuple[str, str | None]] = asyncio.Queue()
        bus.on_lost = lambda reason, adapter: told.put_nowait((reason, adapter))
        bluez.add_adapter()
        bluez.remove_adapter()
        assert await asyncio.wait_for(told.get(), 40) == ("adapter removed", "hci0")
        await bluez.stop()
        assert await asyncio.wait_for(told.get(), 40) == ("bluetoothd went away", None)
        with pytest.raises(RadioLost):
            await bus.adapters()

    scenario(test)


def test_an_adapter_is_heard_by_its_neighbours() -> None:
    """What it advertises is asked of us, and a fresh frame takes the place of the last."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        bluez.add_adapter()
        for frame in (b"0123456789", b"abcdefghij"):
            await bus.advertise("hci0", neighbours.SERVICE, frame)
            assert bluez.sent == {"/org/bluez/hci0": {str(neighbours.SERVICE): frame}}
        bluez.fault = {"RegisterAdvertisement": "org.bluez.Error.NotPermitted"}
        with pytest.raises(RadioError, match="NotPermitted"):
            await bus.advertise("hci0", neighbours.SERVICE, b"")

    scenario(test)


def test_a_token_is_read_from_an_iphone_with_a_challenge() -> None:
    """Connect, write, read, disconnect; a stranger's phone is left at once."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        answer = tokens.GattToken(EID, -60, 7, bytes(8)).encode()
        ours = {str(tokens.TOKEN_CHARACTERISTIC): lambda: answer, str(tokens.CHALLENGE_CHARACTERISTIC): lambda: b""}
        member, stranger = "F0:00:00:00:00:04", "F0:00:00:00:00:05"
        address = bluez.add_adapter()
        bluez.gatt[bluez.device(member)] = {str(tokens.SERVICE): ours}
        bluez.gatt[bluez.device(stranger)] = {"0000180f-0000-1000-8000-00805f9b34fb": {}}
        async with listening(bus, address) as (radio, ear):
            bluez.advertise(member, IPHONE, -60)
            bluez.advertise(stranger, IPHONE, -60)
            await ear.wait(2)
            assert await radio.read(member, b"x" * 16) == answer
            assert bluez.written == [b"x" * 16]
            assert await radio.read(stranger, b"x" * 16) is None
            assert bluez.calls.count("Disconnect") == 2
            with pytest.raises(RadioMissing):
                await radio.read("F0:00:00:00:00:09", None)

    scenario(test)


def test_scanning_survives_an_unplugged_adapter_and_a_hanging_start() -> None:
    """Lost, refused, plugged in again: it listens again, and says meanwhile that it is deaf."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        states: asyncio.Queue[str] = asyncio.Queue()
        ear = Ear()
        address = bluez.add_adapter()
        loop = asyncio.get_running_loop()
        scan = Scanning(
            "door",
            BleakRadio(bus, address, loop.time),
            lambda _, heard: ear(heard),
            loop.time,
            on_deaf=lambda _: states.put_nowait("deaf"),
            on_hearing=lambda _: states.put_nowait("hearing"),
            sleep=lambda _: asyncio.sleep(0.01),
        )
        bus.on_lost = lambda reason, _: scan.lost(reason)
        task = asyncio.create_task(scan.run())
        assert await states.get() == "hearing"
        bluez.advertise("F0:00:00:00:00:01", MEMBER, -61)
        await ear.wait(1)
        bluez.remove_adapter()
        assert await states.get() == "deaf"
        bluez.fault = {"StartDiscovery": "org.bluez.Error.InProgress"}
        bluez.add_adapter()
        await until(lambda: bluez.calls.count("StartDiscovery") >= 3)
        bluez.fault = {}
        assert await states.get() == "hearing"
        await until(lambda: bluez.advertise("F0:00:00:00:00:01", MEMBER, -61))
        await ear.wait(2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert "/org/bluez/hci0" not in bluez.discovering

    scenario(test)


def test_an_adapter_that_was_away_is_heard_in_the_mode_that_is_wanted() -> None:
    """What is not there refuses nothing: no other mode is tried, however long it stays away."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        loop = asyncio.get_running_loop()
        address = bluez.add_adapter()
        pauses = 0

        async def pause(_: float) -> None:
            nonlocal pauses
            pauses += 1
            if pauses == 3:
                bluez.add_adapter()
            await asyncio.sleep(0.01)

        scan = Scanning("door", BleakRadio(bus, address, loop.time), lambda *_: False, loop.time, sleep=pause)
        bus.on_lost = lambda reason, _: scan.lost(reason)
        task = asyncio.create_task(scan.run())
        await until(lambda: scan.effective is not None)
        bluez.remove_adapter()
        scan.effective = None
        await until(lambda: scan.effective is not None)
        assert (pauses, scan.effective) == (3, Mode.ACTIVE)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    scenario(test)


def test_the_other_mode_is_left_again_after_some_minutes() -> None:
    """Three refusals bring the other mode; it hears less, so the wanted one is tried again."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()

        def fast() -> float:
            return (loop.time() - begun) * 200

        address = bluez.add_adapter()
        bluez.fault = {"StartDiscovery": "org.bluez.Error.InProgress"}
        scan = Scanning(
            "door",
            BleakRadio(bus, address, fast),
            lambda *_: False,
            fast,
            ladder=Ladder(silence=10_000),
            sleep=lambda _: asyncio.sleep(0.01),
        )
        task = asyncio.create_task(scan.run())
        await until(lambda: scan.effective is Mode.PASSIVE)
        bluez.fault = {}
        await until(lambda: scan.effective is Mode.ACTIVE)
        assert not scan.ladder.counts, "nor for silence, nor by plan"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    scenario(test)


@pytest.mark.parametrize(
    "name",
    ["DBus.Error.ServiceUnknown", "DBus.Error.Spawn.ChildExited", "systemd1.NoSuchUnit", "DBus.Error.Spawn.Failed"],
)
def test_a_daemon_that_does_not_run_is_named(name: str) -> None:
    """However the bus puts it: with activation it tries to start the daemon, and tells how that failed."""
    error = translated(f"org.freedesktop.{name}", "GetManagedObjects: ['Launch helper exited']")
    assert isinstance(error, RadioLost)
    assert str(error) == f"bluetoothd does not run (org.freedesktop.{name})"


def test_a_silent_adapter_is_restarted_then_power_cycled() -> None:
    """An adapter that accepts everything and hears nothing climbs the ladder."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        address = bluez.add_adapter()
        bluez.silent.add("/org/bluez/hci0")
        start, loop = 0.0, asyncio.get_running_loop()
        begun = loop.time()

        def fast() -> float:
            return start + (loop.time() - begun) * 100

        async def doze(seconds: float) -> None:
            await asyncio.sleep(seconds / 100)

        ladder = Ladder()
        scan = Scanning("door", BleakRadio(bus, address, fast), lambda *_: False, fast, ladder=ladder, sleep=doze)
        task = asyncio.create_task(scan.run())
        await until(lambda: "Set" in bluez.calls)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert list(ladder.counts) == [Rung.RESTART, Rung.POWER_CYCLE]

    scenario(test)


def test_a_cancellation_that_comes_with_an_answer_is_not_lost() -> None:
    """Whoever ends the agent while the daemon answers has ended it."""

    async def run() -> None:
        answer = asyncio.get_running_loop().create_future()

        class Connection:
            async def call(self, _: Message) -> Message:
                return await answer

        call = asyncio.create_task(Bus(Connection()).power("hci0", on=True))
        await asyncio.sleep(0)
        answer.set_result(Message(message_type=MessageType.METHOD_RETURN, reply_serial=1))
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    asyncio.run(run())


def test_a_property_change_that_is_no_packet_changes_nothing() -> None:
    """The callback repeats the old level at once; the signal takes it for the echo it is, or the level stays."""

    async def test(bluez: FakeBluez, bus: Bus) -> None:
        async with listening(bus, bluez.add_adapter()) as (_, ear):
            bluez.advertise("F0:00:00:00:00:01", MEMBER, -61)
            await ear.wait(1)
            bluez.touch("F0:00:00:00:00:01")
            bluez.advertise("F0:00:00:00:00:01", MEMBER, -62)
            await ear.wait(2)
        assert {heard.rssi for heard in ear.heard} <= {-61, -62}

    scenario(test)
