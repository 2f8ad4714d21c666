"""Dead letters: events that a sink refused for good. List, show, repair, and replay them to their own sink."""

from __future__ import annotations

import argparse
from typing import Any

from touchline_collector.cli import orders, settings
from touchline_collector.cli.rejects import only, repaired, some


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `dead`."""
    parser.add_argument("do", nargs="?", choices=("list", "show", "repair", "replay"), default="list")
    parser.add_argument("numbers", nargs="*", type=settings.number, help="which")
    parser.add_argument("--sink", help="list only this sink's")
    parser.add_argument("--after", type=settings.number, default=0, help="list from the number after this one")
    parser.add_argument("--event", type=settings.path, metavar="FILE", help="the repaired event")
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Give the order; 1 when not everything could be replayed."""
    arguments: dict[str, Any] = {"do": args.do, "after": args.after, "numbers": args.numbers, "sink": args.sink}
    if args.do in ("show", "repair"):
        arguments["number"] = only(args.numbers)
    if args.do == "replay":
        some(args.numbers)
    if args.do == "repair":
        arguments["event"] = repaired(args.event)
    answer = orders.give(args, "dead", arguments)
    orders.show(answer)
    return int(any(fate != "pending" for fate in answer.get("fates", {}).values()))
