"""Add and remove loyalty members whose phones are recognised, and count them. Keys are read from a file, never a flag.

`add FILE` takes what `run --members` takes (TOML or JSON); `remove` forgets every key of a member at once.
"""

from __future__ import annotations

import argparse

from touchline_collector.cli import orders, settings


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `members`."""
    verbs = parser.add_subparsers(dest="do", required=True, metavar="DO")
    add = verbs.add_parser("add", help="take in the members of a file")
    add.add_argument("file", type=settings.path)
    remove = verbs.add_parser("remove", help="forget a member's keys")
    remove.add_argument("loyalty", help="the member's number")
    count = verbs.add_parser("count", help="how many installations are known")
    for sub in (add, remove, count):
        settings.add(sub)


def run(args: argparse.Namespace) -> int:
    """Give the order."""
    arguments: dict[str, object] = {"do": args.do}
    if args.do == "add":
        from touchline_collector.resolver import decoded  # noqa: PLC0415 - only this order needs it

        arguments["programme"] = decoded(args.file)
    elif args.do == "remove":
        arguments["loyalty"] = args.loyalty
    orders.show(orders.give(args, "members", arguments))
    return 0
