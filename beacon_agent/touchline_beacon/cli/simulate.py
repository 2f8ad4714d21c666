"""Write a capture of virtual phones walking through a store, for demos and load tests."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from touchline_beacon import capture
from touchline_beacon.cli import arguments
from touchline_beacon.errors import ConfigError
from touchline_beacon.simulation import DEMO, Air, Phone, packets, stroll
from touchline_spec import tokens

HELP = "write a capture of virtual phones"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--programme", required=True, help="loyalty programme")
    parser.add_argument(
        "--key",
        type=arguments.installation_key,
        action="append",
        default=[],
        help="a member's installation key; repeatable",
    )
    parser.add_argument("--phones", type=int, default=0, help="further members, with keys made up")
    parser.add_argument("--bystanders", type=int, default=0, help="phones of nobody we know")
    parser.add_argument("--members", type=Path, help="write the made-up members here, for the collector")
    parser.add_argument("--stay", type=float, default=150.0, help="seconds in each zone, about")
    parser.add_argument("--interval", type=float, default=1.0, help="seconds between a phone's packets")
    parser.add_argument("--spread", type=float, default=0.0, help="seconds over which phones arrive")
    parser.add_argument("--start", type=arguments.moment, help="first packet; default so that the last is now")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same walks")
    parser.add_argument("--out", type=Path, default=Path("-"), help="capture file; default standard output")


def run(options: argparse.Namespace) -> int:
    """Write the capture."""
    made = [tokens.new_key() for _ in range(options.phones)]
    if made and options.members is None:
        raise ConfigError("--phones makes up keys; --members FILE says where to write them")
    if options.members is not None:
        _write_members(options.members, options.programme, made)
    phones = _phones(options, [*options.key, *made])
    if not phones:
        raise ConfigError("nobody to simulate: expected --key, --phones or --bystanders")
    length = max(phone.walk.end for phone in phones)
    start = options.start or datetime.now(UTC) - timedelta(seconds=length)
    header = capture.Header(options.programme, dict(DEMO.receivers))
    _write(options.out, [header.line()], (p.line() for p in packets(DEMO, phones, start, programme=options.programme)))
    return 0


def _phones(options: argparse.Namespace, keys: list[bytes]) -> list[Phone]:
    random = Random(options.seed)  # noqa: S311 - walks, not secrets
    phones = []
    for key in [*keys, *[None] * options.bystanders]:
        zones = [zone for zone in DEMO.zones() if zone != "entrance"]
        random.shuffle(zones)
        stays = {zone: options.stay * random.uniform(0.9, 1.1) for zone in zones}
        walk = stroll(DEMO, random, start=random.uniform(0, options.spread), stays=stays)
        phones.append(Phone(walk, Air(Random(random.random())), key, options.interval))  # noqa: S311 - as above
    return phones


def _write_members(path: Path, programme: str, keys: list[bytes]) -> None:
    members = [{"loyalty": f"M-{number:07d}", "key": key.hex()} for number, key in enumerate(keys, 1)]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"programme": programme, "members": members}, file, indent=1)


def _write(path: Path, *groups: Iterable[str]) -> None:
    file = sys.stdout if str(path) == "-" else path.open("w", encoding="utf-8")
    try:
        for group in groups:
            file.writelines(f"{line}\n" for line in group)
    finally:
        if file is not sys.stdout:
            file.close()
