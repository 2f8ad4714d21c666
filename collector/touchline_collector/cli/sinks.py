"""List sinks with their books; pause or resume one; forget one that is gone from the configuration."""

from __future__ import annotations

import argparse

from touchline_collector.cli import orders, settings
from touchline_collector.errors import CollectorError


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `sinks`."""
    parser.add_argument("do", nargs="?", choices=("list", "pause", "resume", "forget"), default="list")
    parser.add_argument("name", nargs="?", help="which sink")
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Give the order."""
    if args.do != "list" and not args.name:
        raise CollectorError(f"name the sink to {args.do}; `list` shows them")
    orders.show(orders.give(args, "sinks", {"do": args.do, "name": args.name}))
    return 0
