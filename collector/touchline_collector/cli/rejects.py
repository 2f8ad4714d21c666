"""Refused events: list them, show one with all findings, repair one, replay them, repaired or as they are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from touchline_collector import jsontext
from touchline_collector.cli import orders, settings
from touchline_collector.errors import CollectorError


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `rejects`."""
    parser.add_argument("do", nargs="?", choices=("list", "show", "repair", "replay"), default="list")
    parser.add_argument("numbers", nargs="*", type=settings.number, help="which")
    parser.add_argument("--after", type=settings.number, default=0, help="list from the number after this one")
    parser.add_argument(
        "--event",
        type=settings.path,
        metavar="FILE",
        help="the repaired event, to keep or to replay at once (one number)",
    )
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Give the order; 1 when not everything replayed was accepted."""
    arguments: dict[str, Any] = {"do": args.do, "after": args.after, "numbers": args.numbers}
    if args.do in ("show", "repair"):
        arguments["number"] = only(args.numbers)
    if args.do == "repair":
        arguments["event"] = repaired(args.event)
    if args.do == "replay":
        some(args.numbers)
        if args.event:
            arguments["repaired"] = {str(only(args.numbers)): event_of(args.event)}
    answer = orders.give(args, "rejects", arguments)
    orders.show(answer)
    return int(any(fate not in ("accepted", "duplicate") for fate in answer.get("fates", {}).values()))


def some(numbers: list[int]) -> None:
    """Raise CollectorError where no number was given: doing nothing must not look like having done it."""
    if not numbers:
        raise CollectorError("name at least one number; `list` shows them")


def only(numbers: list[int]) -> int:
    """The one number that was given; raises CollectorError."""
    if len(numbers) != 1:
        raise CollectorError(f"name one number, not {len(numbers)}")
    return numbers[0]


def repaired(path: Path | None) -> Any:
    """The repaired event; raises CollectorError where none was named."""
    if path is None:
        raise CollectorError("name the repaired event with --event FILE")
    return event_of(path)


def event_of(path: Path) -> Any:
    """A JSON file's content; raises CollectorError."""
    try:
        return jsontext.loads(path.read_bytes())
    except OSError as error:
        raise CollectorError(f"{path}: {error.strerror or error}") from error
    except jsontext.NotJSON as error:
        raise CollectorError(f"{path} is not JSON: {error}") from error
