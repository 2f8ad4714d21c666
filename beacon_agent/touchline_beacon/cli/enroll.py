"""Write a new box's configuration, with every Bluetooth adapter it has as a receiver to be placed, and make its key."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path

from touchline_beacon import config as configs
from touchline_beacon import outbox_key
from touchline_beacon.cli import arguments
from touchline_beacon.errors import ConfigError
from touchline_beacon.radio import Adapter

HELP = "write a new box's configuration"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--store", type=arguments.name, required=True)
    parser.add_argument("--programme", type=arguments.name, required=True)
    parser.add_argument("--url", required=True, help="the collector")
    parser.add_argument("--box", type=arguments.name, default="box")
    parser.add_argument("--adapter", action="append", default=[], help="adapter address; default all that are there")
    parser.add_argument("--out", type=Path, default=Path("beacon.toml"))


def run(options: argparse.Namespace) -> int:
    """Write the file; an existing one is never replaced."""
    for address in options.adapter:
        if not configs.ADDRESS.fullmatch(address):
            raise ConfigError(f"--adapter {address!r}: expected a controller's address such as B8:27:EB:12:34:56")
    if not options.url.startswith(("https://", "http://")):
        raise ConfigError(
            f"--url {options.url!r}: expected the collector's address, such as https://collect.example.com"
        )
    addresses = options.adapter or [adapter.address for adapter in asyncio.run(_adapters())]
    if not addresses:
        raise ConfigError("no Bluetooth adapter is there; plug one in, or name it with --adapter")
    if options.out.exists():
        raise ConfigError(f"{options.out} exists; remove it or name another with --out")
    key = outbox_key.make(options.out.parent)
    text = configuration(options.store, options.programme, options.url, options.box, addresses, key=key)
    try:
        descriptor = os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigError(f"{options.out} exists; remove it or name another with --out") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"outbox key: {key}; {outbox_key.worth(key).text}")  # noqa: T201
    print(f"{options.out} written; set zones and roles, then: touchline-beacon check --config {options.out}")  # noqa: T201
    return 0


def configuration(
    store: str, programme: str, url: str, box: str, addresses: list[str], *, key: str | None = None
) -> str:
    """The file's text. JSON strings are TOML strings."""
    quoted = json.dumps
    lines = [
        "[box]",
        f"store = {quoted(store)}",
        f"name = {quoted(box)}",
        'state = "/var/lib/touchline-beacon"',
        *([] if key is None else [f"outbox_key = {quoted(key)}"]),
        "",
        "[programme]",
        f"id = {quoted(programme)}",
        "",
        "[collector]",
        f"url = {quoted(url)}",
        'key = "${TOUCHLINE_KEY}"',
    ]
    for number, address in enumerate(addresses, 1):
        lines += ["", "[[receivers]]", f'name = "ble-{number}"', f"adapter = {quoted(address.upper())}"]
        lines += ['zone = "entrance"', f'role = "{"door" if number == 1 and len(addresses) > 1 else "inside"}"']
    return "\n".join(lines) + "\n"


async def _adapters() -> list[Adapter]:
    bus = await arguments.connect()
    try:
        return await bus.adapters()
    finally:
        bus.close()
