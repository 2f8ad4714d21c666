"""Giving an order: to the collector that runs, or when none runs to its data folder directly."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from touchline_collector import admin, jsontext
from touchline_collector.cli import say, settings
from touchline_collector.control import Control
from touchline_collector.core import Core
from touchline_collector.errors import CollectorError, StorageLocked
from touchline_collector.folder import Folder


def give(args: argparse.Namespace, command: str, arguments: Mapping[str, Any]) -> Any:
    """The answer to an order; raises CollectorError with the refusal."""
    config = settings.read(args)
    if not config.log.dir.exists():
        raise CollectorError(f"there is no data folder {config.log.dir}; name it with --data-dir or --config")
    try:
        folder = Folder.lock(config.log.dir)
    except StorageLocked:
        return Control.read(config.log.dir).order(command, arguments)
    with folder, Core.open(folder, config) as core:
        core.forwarding.start()
        return admin.COMMANDS[command](core, arguments)


def show(value: Any) -> None:
    """Print an answer as JSON, one line for each entry of its lists."""
    say(jsontext.pretty(value))
