"""Say in plain words what is wrong with this box, and what to do about it."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from touchline.outbox.kept import SEALED_NAMES
from touchline.outbox.keyring import keyring
from touchline.outbox.listing import segments
from touchline_beacon import clock, daemon, outbox_key
from touchline_beacon import config as configs
from touchline_beacon.cli import arguments
from touchline_beacon.cli.rig import rigged
from touchline_beacon.config import Config
from touchline_beacon.errors import BeaconError, ConfigError, RadioError
from touchline_beacon.radio import Adapter, Heard, Radio

HELP = "what is wrong with this box"

# Monitors exist since 5.56; 5.69 and 5.70 matched no service data.
_OLDEST, _BROKEN = (5, 56), {(5, 69), (5, 70)}
# A phone repeats several times a second; longer gaps mean that something on the way drops repetitions.
_LONGEST_GAP = 5.0
_HTTP_SECONDS = 5.0
# The bit that iPhones set while they look for a watch: 69 in the table that was read through CoreBluetooth
# (davidgyoung/OverflowAreaBeaconRef), whose bits are the other way round in each byte.
_APPLE_WATCH = 66
# What an outbox without a key leaves beside the events that wait.
_READABLE = [name + end for name in SEALED_NAMES for end in ("", ".old")]


class Finding(NamedTuple):
    """One thing looked at."""

    good: bool
    text: str


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--seconds", type=arguments.seconds, default=10.0, help="how long each radio listens")


def run(options: argparse.Namespace) -> int:
    """Look at everything; 1 where something is wrong."""
    config = configs.load(options.config)
    findings = [*machine(config), *asyncio.run(_radios(config, options.seconds))]
    for finding in findings:
        print(f"{'ok  ' if finding.good else 'WRONG'} {finding.text}")  # noqa: T201
    return 0 if all(finding.good for finding in findings) else 1


def machine(config: Config) -> Iterator[Finding]:
    """Clock, state folder, collector, BlueZ."""
    synced = clock.quality() == "synced"
    yield Finding(synced, "the clock is synchronised" if synced else "the clock is not synchronised: switch on NTP")
    try:
        config.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = config.state / ".probe"
        probe.touch()
        probe.unlink()
        yield Finding(True, f"{config.state} can be written")
    except OSError as error:
        yield Finding(False, f"{config.state} cannot be written: {error.strerror}")
    yield from sealed(config)
    yield collector(config.url)
    yield bluez(daemon.version())
    if config.marked().bit == _APPLE_WATCH:
        yield Finding(
            False,
            f"the service {config.service} shares its bit of the overflow mask with the set-up of Apple watches: each "
            "such phone would be connected to; choose another UUID",
        )


def sealed(config: Config) -> Iterator[Finding]:
    """Whether what rests on disk is sealed, and with the key at hand."""
    worth = outbox_key.worth(config.outbox_key)
    yield Finding(*worth)
    if config.outbox_key is None or not worth.good:
        return
    try:
        keys = keyring(outbox_key.secret(config.outbox_key))
        found = segments(config.state / "outbox")
        readable = [name for name in _READABLE if (config.state / "outbox" / name).exists()]
    except ConfigError as error:
        yield Finding(False, str(error))
        return
    except OSError as error:
        yield Finding(False, f"{error.filename} cannot be looked at: {error.strerror}; run check as root")
        return
    if locked := keys.locked(found):
        yield Finding(False, f"of the outbox, {keys.sentence(locked)}")
    if readable:
        yield Finding(False, f"readable events from before the outbox was sealed: delete {', '.join(readable)} in it")


def collector(url: str) -> Finding:
    """Whether the collector answers."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/readyz", timeout=_HTTP_SECONDS) as answer:  # noqa: S310
            return Finding(answer.status == 200, f"the collector at {url} answers")  # noqa: PLR2004 - HTTP's OK
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return Finding(False, f"the collector at {url} does not answer ({reason}): events wait in the outbox")


def bluez(version: tuple[int, int] | None) -> Finding:
    """Whether the daemon is one we know to work."""
    if version is None:
        return Finding(False, "BlueZ is not installed: apt-get install bluez")
    name = ".".join(map(str, version))
    if version < _OLDEST:
        return Finding(False, f"BlueZ {name} is too old for passive scans: 5.66 or newer")
    if version in _BROKEN:
        return Finding(False, f"BlueZ {name} matches no service data in passive scans: 5.71 or newer, or mode active")
    return Finding(True, f"BlueZ {name}")


def rhythm(name: str, times: dict[str, list[float]], packets: int) -> Finding:
    """Whether a radio hears, and hears repetitions; `times` are the packets of each sender."""
    if not packets:
        return Finding(False, f"{name} hears nothing: is another program scanning, is the antenna there?")
    gaps = [b - a for seen in times.values() for a, b in itertools.pairwise(seen)]
    if gaps and median(gaps) > _LONGEST_GAP:
        return Finding(False, f"{name} hears each sender only every {median(gaps):.0f} s: repetitions are filtered")
    return Finding(True, f"{name} hears {packets} packets, repetitions too")


async def _radios(config: Config, seconds: float) -> list[Finding]:
    try:
        async with rigged(config) as rig:
            shown = [hidden(name, await rig.bus.adapter(at)) for name, at in config.adapters.items()]
            heard = [await _listen(name, radio, config, seconds) for name, radio in rig.radios.items()]
            return [finding for finding in shown if not finding.good] + heard
    except BeaconError as error:
        return [Finding(False, f"no radio: {error}")]


def hidden(name: str, adapter: Adapter) -> Finding:
    """Whether a box keeps to itself."""
    if adapter.discoverable:
        return Finding(
            False, f"{name} ({adapter.address}) can be found by whoever is near: bluetoothctl discoverable off"
        )
    return Finding(True, f"{name} is not discoverable")


async def _listen(name: str, radio: Radio, config: Config, seconds: float) -> Finding:
    times: dict[str, list[float]] = {}
    passed: list[int] = []

    def hear(heard: Heard) -> bool:
        times.setdefault(heard.address, []).append(heard.at)
        return False

    try:
        await radio.start(config.looking, hear, passed.append)
        await asyncio.sleep(seconds)
        await radio.stop()
    except RadioError as error:
        return Finding(False, f"{name}: {error}")
    return rhythm(name, times, sum(map(len, times.values())) + sum(passed))
