"""Run the box until told to stop (SIGTERM or Ctrl-C). SIGHUP reloads the configuration."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import time
from pathlib import Path
from typing import NamedTuple, Self

import touchline
from touchline_beacon import config as configs
from touchline_beacon import discretion, outbox_key
from touchline_beacon.box import Box
from touchline_beacon.cli.rig import rigged
from touchline_beacon.config import Config
from touchline_beacon.delivery import Delivery
from touchline_beacon.errors import ConfigError
from touchline_beacon.notify import notify

logger = logging.getLogger(__name__)

HELP = "listen, decide, tell the collector"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True, help="the box's configuration (TOML)")


def run(options: argparse.Namespace) -> int:
    """Listen; 0 after a clean stop."""
    discretion.log()
    asyncio.run(_keep_on(Setting.read(options.config), options.config))
    notify("STOPPING=1")
    return 0


async def _keep_on(setting: Setting | None, file: Path) -> None:
    """Serve with one setting after the other, on one loop: bleak holds a connection for each it ever saw."""
    while setting is not None:
        discretion.log(frozenset(setting.config.adapters.values()))
        with touchline.Client(
            setting.config.url,
            key=setting.config.key,
            source=setting.config.source,
            outbox=setting.config.state / "outbox",
            outbox_key=setting.secret,
            # A store's last days are worth more than its dwells of a month ago; the least important go first.
            overflow="drop_oldest",
        ) as client:
            setting = await serve(setting, client, file)


class Setting(NamedTuple):
    """A configuration, and the key that it names."""

    config: Config
    secret: bytes | None

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read both; raises ConfigError."""
        config = configs.load(file)
        return cls(config, None if config.outbox_key is None else outbox_key.secret(config.outbox_key))


async def serve(setting: Setting, client: touchline.Client, file: Path) -> Setting | None:
    """Build the radios and run the box until told to stop; returns the setting to go on with after SIGHUP."""
    config, stop = setting.config, asyncio.Event()
    following: Setting | None = None

    def reload() -> None:
        nonlocal following
        try:
            following = Setting.read(file)
        except ConfigError as error:
            logger.error("the configuration was not reloaded, the old one stays: %s", error)  # noqa: TRY400
            return
        # Visits outlive the moment in between as they outlive any short restart.
        notify(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
        stop.set()

    def end() -> None:
        nonlocal following
        following = None
        stop.set()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, reload)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    async with rigged(config) as rig:
        box = Box(
            config,
            rig.radios,
            client,
            delivery=Delivery(client, config.state / "outbox"),
            announce=rig.announce,
            secret=setting.secret,
        )
        rig.watch(box.lost)
        print(  # noqa: T201 - for whoever started it
            f"{config.box} in {config.store}: listening with {', '.join(config.adapters)}", flush=True
        )
        await box.run(stop)
    return following
