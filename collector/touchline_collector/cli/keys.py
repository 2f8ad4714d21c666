"""Make a key: printed once, with the lines for the configuration, which hold only its hash."""

from __future__ import annotations

import argparse
import json

from touchline_collector.cli import say
from touchline_collector.errors import CollectorError
from touchline_collector.intake.keys import Kind, digest, new_key


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `keys`."""
    parser.add_argument("do", choices=("new",), help="new: make a key")
    parser.add_argument("--name", required=True, help="how findings and logs call it")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.SECRET.value)


def run(args: argparse.Namespace) -> int:
    """Print a fresh key."""
    if not args.name.strip():
        raise CollectorError("--name is empty; findings and logs call the key by it")
    kind = Kind(args.kind)
    key = new_key(kind)
    say(f"key (shown once, keep it safe):\n\n  {key}\n\nfor the configuration:\n")
    say(f'[[keys]]\nname = {json.dumps(args.name)}\nkind = "{kind.value}"\nkey_sha256 = "{digest(key)}"')
    if kind is Kind.PUBLIC:
        say('sources = ["//shop.example.com/web"]\norigins = ["https://shop.example.com"]')
    return 0
