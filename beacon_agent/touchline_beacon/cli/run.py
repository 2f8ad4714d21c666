"""Run the box until told to stop (SIGTERM or Ctrl-C)."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

import touchline
from touchline_beacon import config as configs
from touchline_beacon import outbox_key
from touchline_beacon.box import Box
from touchline_beacon.cli.rig import rigged
from touchline_beacon.config import Config

HELP = "listen, decide, tell the collector"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True, help="the box's configuration (TOML)")


def run(options: argparse.Namespace) -> int:
    """Listen; 0 after a clean stop."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    config = configs.load(options.config)
    secret = None if config.outbox_key is None else outbox_key.secret(config.outbox_key)
    with touchline.Client(
        config.url,
        key=config.key,
        source=config.source,
        outbox=config.state / "outbox",
        outbox_key=secret,
        overflow="drop_newest",
    ) as client:
        asyncio.run(serve(config, client, secret))
    return 0


async def serve(config: Config, client: touchline.Client, secret: bytes | None = None) -> None:
    """Build the radios and run the box."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with rigged(config) as rig:
        box = Box(
            config, rig.radios, client, waiting=lambda: client.stats().waiting, announce=rig.announce, secret=secret
        )
        rig.watch(box.lost)
        print(  # noqa: T201 - for whoever started it
            f"{config.box} in {config.store}: listening with {', '.join(config.adapters)}", flush=True
        )
        await box.run(stop)
