"""Print events as they arrive, one JSON line each, from the durable log; works beside a running collector."""

from __future__ import annotations

import argparse
import time

from touchline_collector.cli import say, settings
from touchline_collector.eventlog.view import LogView
from touchline_collector.forward.selection import Patterns
from touchline_collector.overlay import Merger

# Between looks; a person does not see the difference.
_SECONDS = 0.2


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `tail`."""
    settings.add(parser)
    parser.add_argument("--from-start", action="store_true", help="from the oldest event that is kept")
    parser.add_argument("--type", action="append", default=[], help="only these types, as patterns")
    parser.add_argument("--count", type=settings.number, help="end after this many")


def run(args: argparse.Namespace) -> int:
    """Print until Ctrl-C, or until `--count` is reached."""
    wanted = Patterns(tuple(args.type))
    left, merged = args.count, Merger()
    with LogView(settings.read(args).log.dir / "log") as view:
        after = 0 if args.from_start else view.head()
        while left is None or left > 0:
            events = view.read(after, limit=1000)
            for event in events:
                after = event.position
                if wanted(event.type) and (left is None or left > 0):
                    say(merged(event.raw, event.overlay).decode())
                    left = left and left - 1
            if not events:
                after = max(after, view.skip(after))
                time.sleep(_SECONDS)
    return 0
