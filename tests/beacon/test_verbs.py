"""The verbs of an operator, as far as they go without a radio; wrong input is named in one sentence."""

from __future__ import annotations

import dataclasses
import io
import os
import termios
import tomllib
from pathlib import Path

import pytest

from touchline_beacon import adverts, calibration, config, outbox_key
from touchline_beacon.adverts import Fields, Marker
from touchline_beacon.cli import check, enroll, main
from touchline_beacon.cli.scan import View, bar
from touchline_beacon.cli.screen import Screen, Size, status
from touchline_beacon.errors import ConfigError
from touchline_beacon.radio import Heard

ADAPTERS = ["B8:27:EB:12:34:56", "00:1a:7d:da:71:13"]
TEXT = enroll.configuration("store-0042", "club", "http://127.0.0.1:8787", "front", ADAPTERS)


@pytest.fixture(autouse=True)
def _no_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`enroll` keeps a key in a file here, and not among this machine's credentials."""
    monkeypatch.setattr(outbox_key, "STORE", tmp_path / "credstore")
    monkeypatch.setattr(outbox_key, "BOOTED", tmp_path / "not-booted")


def written(folder: Path, text: str = TEXT) -> Path:
    file = folder / "beacon.toml"
    file.write_text(text.replace("/var/lib/touchline-beacon", str(folder / "state")))
    return file


def test_what_enroll_writes_is_a_configuration(tmp_path: Path) -> None:
    """Every adapter is a receiver; the key comes from the environment; an existing file is never replaced."""
    found = config.parse(tomllib.loads(TEXT), {"TOUCHLINE_KEY": "secret"})
    assert dict(found.adapters) == {"ble-1": "B8:27:EB:12:34:56", "ble-2": "00:1A:7D:DA:71:13"}
    assert found.settings.receivers["ble-1"].role == "door"
    assert (found.key, found.source) == ("secret", "//store-0042/presence")
    assert "secret" not in repr(found)
    file = tmp_path / "beacon.toml"
    arguments = ["enroll", "--store", "s", "--programme", "c", "--url", "http://c", "--adapter", ADAPTERS[0]]
    assert main([*arguments, "--out", str(file)]) == 0
    assert main([*arguments, "--out", str(file)]) == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[programme]", "[program]", r"section \[program\]: unknown"),
        ('store = "store-0042"', "store = 3", r"\[box\] store: 3, expected a text"),
        ("B8:27:EB:12:34:56", "hci0", "adapter: 'hci0', expected a controller's address"),
        ('role = "door"', 'role = "roof"', "role 'roof', expected 'inside' or 'door'"),
        ('name = "ble-2"', 'name = "ble-1"', "a text that no other receiver has"),
        ("[programme]", "[presence]\nenter_levl = 3\n[programme]", r"\[presence\] enter_levl: 3, expected a number"),
        ("[programme]", '[radio]\nmode = "loud"\n[programme]', "mode: 'loud', expected one of active, passive"),
        ("[programme]", '[radio]\nbackend = "hci"\n[programme]', "backend: 'hci', expected one of bleak, mgmt"),
        ("[programme]", "[radio]\nmodus = 1\n[programme]", r"\[radio\] modus: unknown, expected one of backend"),
        ("[programme]", "[programme]\neddystone = 1", r"\[programme\] eddystone: 1, expected true or false"),
        ("[programme]", "[programme]\noverflow = 1", r"\[programme\] overflow: unknown, expected one of eddystone"),
        ("[programme]", "[metrics]\nlisten = 9\n[programme]", r"\[metrics\] listen: 9, expected host:port"),
    ],
)
def test_a_wrong_configuration_is_named(old: str, new: str, words: str) -> None:
    """Section, setting, value and expectation."""
    with pytest.raises(ConfigError, match=words):
        config.parse(tomllib.loads(TEXT.replace(old, new)), {"TOUCHLINE_KEY": "k"})


@pytest.mark.parametrize(
    ("radio", "mode", "windows", "reader"),
    [
        ("", "active", False, None),
        ('mode = "windows"', "passive", True, None),
        ('backend = "mgmt"', "passive", True, "/run/touchline-beacon-reader/packets.sock"),
        ('backend = "mgmt"\nmode = "passive"\nreader = "/run/r"', "passive", False, "/run/r"),
    ],
)
def test_how_to_listen_follows_the_backend(radio: str, mode: str, windows: object, reader: str | None) -> None:
    """What each backend is best at, unless the file says otherwise."""
    found = config.parse(tomllib.loads(f"{TEXT}\n[radio]\n{radio}"), {"TOUCHLINE_KEY": "k"})
    assert (found.mode, found.windows) == (mode, windows)
    assert (str(found.reader) if found.reader else None) == reader


def test_a_missing_key_is_named() -> None:
    """The variable's name is in the message."""
    with pytest.raises(ConfigError, match="the environment has no TOUCHLINE_KEY"):
        config.parse(tomllib.loads(TEXT), {})


def test_check_says_what_is_wrong_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No bus, no collector: two sentences and exit 1."""
    monkeypatch.setenv("TOUCHLINE_KEY", "k")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    text = TEXT.replace("127.0.0.1:8787", "127.0.0.1:9")
    assert main(["check", "--config", str(written(tmp_path, text)), "--seconds", "0"]) == 1
    said = capsys.readouterr().out
    assert "WRONG the collector at http://127.0.0.1:9 does not answer" in said
    assert "WRONG no radio: no D-Bus system bus" in said
    assert f"ok   {tmp_path}/state can be written" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["scan", "--config", "x", "--seconds", "nan"], "expected a number"),
        (["check", "--config", "x", "--seconds", "-1"], "expected a number"),
        (["calibrate", "--config", "x", "--zone", " "], "expected a name"),
        (["enroll", "--store", "", "--programme", "c", "--url", "http://c"], "expected a name"),
    ],
)
def test_misuse_is_named(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and what was expected."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--adapter", "hci0", "--url", "http://c"], "--adapter 'hci0': expected a controller's address"),
        (["--adapter", ADAPTERS[0], "--url", "c:1"], "--url 'c:1': expected the collector's address"),
    ],
)
def test_enroll_writes_nothing_that_run_would_refuse(
    more: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is named where it was typed."""
    file = tmp_path / "beacon.toml"
    assert main(["enroll", "--store", "s", "--programme", "c", "--out", str(file), *more]) == 2
    assert words in capsys.readouterr().err
    assert not file.exists()


def test_a_broken_calibration_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file, and what to do with it."""
    monkeypatch.setenv("TOUCHLINE_KEY", "k")
    file, walk = written(tmp_path), tmp_path / "walk"
    packet = adverts.ibeacon(adverts.Programme("club"), bytes(8), -59).hex()
    walk.write_text(f'{{"time":"2026-11-20T09:00:00Z","receiver":"ble-2","rssi":-60,"advertisement":"{packet}"}}\n')
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "calibration.json").write_text("{broken")
    assert main(["calibrate", "--config", str(file), "--zone", "hats", "--capture", str(walk)]) == 2
    assert "calibration.json: not what calibrate wrote" in capsys.readouterr().err


def test_check_knows_which_daemons_work() -> None:
    """Too old, broken, good, absent."""
    assert not check.bluez(None).good
    assert not check.bluez((5, 50)).good
    assert not check.bluez((5, 70)).good
    assert check.bluez((5, 66)).good


def test_check_warns_of_a_service_on_the_watches_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Apple's own set-up would bring every iPhone in; our own service is elsewhere."""
    monkeypatch.setattr(check, "bluez", lambda _: check.Finding(True, "BlueZ"))
    found = config.parse(tomllib.loads(TEXT), {"TOUCHLINE_KEY": "k"})
    box = dataclasses.replace(found, state=tmp_path, url="http://127.0.0.1:9")
    assert not [one for one in check.machine(box) if "watches" in one.text]
    unlucky = dataclasses.replace(box, bit=66)
    assert [one.good for one in check.machine(unlucky) if "watches" in one.text] == [False]


def test_check_notices_a_filter_that_drops_repetitions() -> None:
    """One packet per 10.5 s of each sender is what a strict controller reports."""
    assert check.rhythm("a", {"x": [0, 10.5, 21]}, 3).text == (
        "a hears each sender only every 10 s: repetitions are filtered"
    )
    assert check.rhythm("a", {"x": [0, 1, 2]}, 3).good
    assert not check.rhythm("a", {}, 0).good


def test_the_live_view_shows_bars_and_no_token() -> None:
    """Members are numbered, bystanders counted, and who is gone disappears."""
    view = View()
    view.hear("door", Heard(0, "F0:00:00:00:00:01", -50, Fields()), Marker("service_data", b"\xab" * 8))
    view.hear("door", Heard(0, "F0:00:00:00:00:02", -60, Fields()), None)
    lines = view.lines(1)
    assert lines[0] == "1 members' phones, 1 other packets"
    assert bar(-50) in lines[1]
    assert "ab" * 8 not in str(lines)
    assert "F0:" not in str(lines)
    assert view.lines(60) == ["0 members' phones, 1 other packets"]
    assert (bar(-100), bar(-20)) == ("." * 20, "#" * 20)


@pytest.mark.parametrize("size", [Size(80, 24), Size(30, 5), Size(9, 1), Size(200, 60)])
def test_the_live_view_keeps_within_the_terminal(size: Size) -> None:
    """However narrow and low it is: no line wraps, the heading stays, and what is left out is counted."""
    view = View()
    for number in range(40):
        marker = Marker("service_data", bytes([number]) * 8)
        view.hear("the receiver at the back door", Heard(0, f"F0:{number}", -50 - number, Fields()), marker)
    lines = view.lines(1, size)
    assert max(map(len, lines)) <= size.width
    assert len(lines) <= max(size.height, 2)
    assert lines[0] == "40 members' phones, 0 other packets"[: size.width]
    if size == Size(80, 24):
        assert lines[1].startswith("phone 1    -50 dBm ##################.. the receiver at the back door")
        assert lines[-1] == "and 18 weaker ones"


def read_from(terminal: int, expected: str) -> str:
    """As much as is expected; a terminal hands over what it has."""
    said = b""
    while len(said) < len(expected):
        said += os.read(terminal, len(expected) - len(said))
    return said.decode()


def test_pictures_are_drawn_over_one_another_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pseudo-terminal gets control sequences, and is wiped when its size changes; a pipe and a dumb one get lines."""
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as out:
        screen = Screen(out)
        termios.tcsetwinsize(theirs, (5, 30))
        screen.show(lambda size: [f"{size.width} wide", "one"])
        screen.show(lambda size: [f"{size.width} wide"])
        termios.tcsetwinsize(theirs, (5, 20))
        screen.show(lambda size: [f"{size.width} wide"])
        screen.leave()
        drawn = (
            "\x1b[2J\x1b[H30 wide\x1b[K\r\none\x1b[K\x1b[J\x1b[H30 wide\x1b[K\x1b[J\x1b[2J\x1b[H20 wide\x1b[K\x1b[J\r\n"
        )
        assert read_from(ours, drawn) == drawn
        monkeypatch.setenv("TERM", "dumb")
        screen.show(lambda _: ["plain"])
        assert read_from(ours, "plain\r\n") == "plain\r\n"
    os.close(ours)
    pipe = io.StringIO()
    Screen(pipe).show(lambda size: [f"{size.width}", "two"])
    status("never seen", pipe)
    assert pipe.getvalue() == "120\ntwo\n"


def test_calibrate_warns_of_zones_that_cannot_be_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three walks; the third is like the second."""
    monkeypatch.setenv("TOUCHLINE_KEY", "k")
    file = written(tmp_path)
    packet = adverts.ibeacon(adverts.Programme("club"), bytes(8), -59).hex()
    codes = []
    for zone, level in (("hats", -60), ("shoes", -75), ("toys", -72)):
        walk = tmp_path / zone
        line = '{{"time":"2026-11-20T09:00:0{0}Z","receiver":"ble-2","rssi":{1},"advertisement":"{2}"}}\n'
        walk.write_text("".join(line.format(second, level, packet) for second in range(5)))
        codes.append(main(["calibrate", "--config", str(file), "--zone", zone, "--capture", str(walk)]))
    assert codes == [0, 0, 1]
    assert "shoes and toys differ by 3 dB only" in capsys.readouterr().out
    assert calibration.enter_level({"ble-2": -60.0}) == -66
