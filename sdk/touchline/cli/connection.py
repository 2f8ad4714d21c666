"""The options of every verb that sends, and the client they make."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from typing import Any

from touchline.cli import MisuseError
from touchline.client import Client
from touchline.notifier import Problem

SOURCE = "//localhost/touchline-cli"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add --url, --key, --source and --timeout; the first three may come from the environment."""
    parser.add_argument("--url", default=os.environ.get("TOUCHLINE_URL"), help="the collector (or TOUCHLINE_URL)")
    parser.add_argument("--key", default=os.environ.get("TOUCHLINE_KEY"), help="its key (better: TOUCHLINE_KEY)")
    parser.add_argument("--source", default=os.environ.get("TOUCHLINE_SOURCE", SOURCE), help="default: %(default)s")
    parser.add_argument("--timeout", type=_seconds, default=10.0, help="seconds to try for (default: %(default)s)")


def client(given: argparse.Namespace, **options: Any) -> Client:
    """Return the client that the options describe."""
    if not given.url:
        raise MisuseError("no collector: give --url or set TOUCHLINE_URL")
    # What the log would say, the report says in sentences.
    logging.getLogger("touchline").addHandler(logging.NullHandler())
    return Client(
        given.url, source=given.source, key=given.key or None, linger=0.0, exit_timeout=0.1, on_error=_tell, **options
    )


def _tell(problem: Problem) -> None:
    """Print what is wrong with an event, or with the disk; how delivery went is in the report."""
    if problem.reason.startswith(("event.invalid", "event.value", "outbox.")):
        print(f"{problem.reason}: {problem.message}", file=sys.stderr)  # noqa: T201


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a number of seconds of at least 0")
    return seconds
