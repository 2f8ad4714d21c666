"""Remove every event that carries an identity: from the log, rejects, dead letters and every sink that can erase.

A tombstone (a keyed hash) stays, so that older copies sent later are turned away. The receipt names the sinks that
cannot erase. Only events that carry the identity go, not those of other identities it was ever seen with; name these
with --also, after --seen-with has listed them.
"""

from __future__ import annotations

import argparse
import sys

from touchline_collector.cli import orders, settings

_COUNTS = ("log_events", "rejects", "dead_letters")


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `erase`."""
    parser.add_argument("--identity", required=True, metavar="TYPE:VALUE", help="whose events, as user:u-1")
    parser.add_argument("--also", action="append", default=[], metavar="TYPE:VALUE", help="and this identity's")
    parser.add_argument("--seen-with", action="store_true", help="erase nothing; list identities seen in one event")
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Print the receipt; 1 when a sink could not erase."""
    if args.seen_with:
        orders.show(orders.give(args, "seen-with", {"identity": args.identity}))
        return 0
    receipt = orders.give(args, "erase", {"identities": [args.identity, *args.also]})
    orders.show(receipt)
    counts = [*(receipt[name] for name in _COUNTS), *(sink["events"] for sink in receipt["sinks"])]
    if not any(counts):
        print("no event carried it; is it written as in the events?", file=sys.stderr)  # noqa: T201 - beside the receipt
    return int(any(sink["refusal"] for sink in receipt["sinks"]))
