"""Walk one zone for a minute with a member's phone, and learn whether this store's zones can be told apart.

Levels are kept beside the box's state, zone by zone; every run prints what it knows of all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path

from touchline_beacon import calibration, capture
from touchline_beacon import config as configs
from touchline_beacon.adverts import parse
from touchline_beacon.cli import arguments
from touchline_beacon.cli.rig import rigged
from touchline_beacon.cli.screen import status
from touchline_beacon.config import Config
from touchline_beacon.errors import ConfigError
from touchline_beacon.radio import Heard

HELP = "measure a zone; warn when two cannot be told apart"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--zone", type=arguments.name, required=True, help="the zone that is walked now")
    parser.add_argument("--seconds", type=arguments.seconds, default=60.0)
    parser.add_argument("--capture", type=Path, help="a recorded walk instead of the radios")


def run(options: argparse.Namespace) -> int:
    """Measure, keep, compare; 1 where zones cannot be told apart."""
    config = configs.load(options.config)
    samples = _recorded(config, options.capture) if options.capture else asyncio.run(_live(config, options.seconds))
    if not samples:
        raise ConfigError("no member's phone was heard; is its app open, and does it belong to this programme?")
    zones = _kept(config.state / "calibration.json", options.zone, calibration.medians(samples))
    for zone, levels in sorted(zones.items()):
        print(f"{zone}: proposed enter_level {calibration.enter_level(levels):g}")  # noqa: T201
        for name, level in levels.items():
            print(f"  {level:g} dBm at {name}")  # noqa: T201
    confusable = calibration.confusable(zones)
    for one, other, apart in confusable:
        print(f"warning: {one} and {other} differ by {apart:g} dB only; move a receiver")  # noqa: T201
    return 1 if confusable else 0


def _kept(file: Path, zone: str, levels: calibration.Levels) -> dict[str, calibration.Levels]:
    """Everything measured so far, with this zone in it; ConfigError where the file cannot be read or written."""
    try:
        zones: dict[str, calibration.Levels] = json.loads(file.read_text()) if file.exists() else {}
        zones[zone] = levels
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(json.dumps(zones, indent=1))
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from None
    except (ValueError, TypeError):
        raise ConfigError(f"{file}: not what calibrate wrote; remove it and walk the zones again") from None
    return zones


def _recorded(config: Config, path: Path) -> list[tuple[str, float]]:
    programme = config.marked()
    with arguments.text(path) as lines:
        _, packets = capture.read(lines)
        return [(one.receiver, one.rssi) for one in packets if programme.find(parse(one.advertisement))]


async def _live(config: Config, seconds: float) -> list[tuple[str, float]]:
    programme, samples = config.marked(), []
    async with rigged(config) as rig:
        print(f"walk the zone now; listening for {seconds:g} s", file=sys.stderr, flush=True)  # noqa: T201
        for name, radio in rig.radios.items():

            def hear(heard: Heard, name: str = name) -> bool:
                if programme.find(heard.fields):
                    samples.append((name, float(heard.rssi)))
                return False

            await radio.start(config.looking, hear)
        end = time.monotonic() + seconds
        try:
            async for _ in rig.listen(seconds):
                status(f"{max(end - time.monotonic(), 0):.0f} s left, {len(samples)} packets of members' phones")
        finally:
            status("")
        for radio in rig.radios.values():
            await radio.stop()
    return samples
