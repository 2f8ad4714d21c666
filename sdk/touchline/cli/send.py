"""`touchline send`: one event from the command line, or many from files of events."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from touchline import jsontext
from touchline.cli import MisuseError, connection
from touchline.cli.telling import told
from touchline.client import Client

# Attributes that `track` makes or takes by name; what else a given event has goes with it as extensions.
_OWN = frozenset({"specversion", "id", "source", "type", "time", "datacontenttype", "dataschema", "subject", "data"})


def run(arguments: Sequence[str]) -> int:
    """Send and return the exit code."""
    given = _parser().parse_args(arguments)
    if (given.type is None) == (given.file is None):
        raise MisuseError("give either an event type with name=value pairs, or --file")
    client = connection.client(given, outbox=given.outbox)
    for event_id in _tracked(client, given):
        print(event_id or "not taken")  # noqa: T201
    report = client.flush(given.timeout)
    client.close()
    return told(report, given.url, kept=given.outbox)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="touchline send",
        description="Send events and say what became of them. A value that is JSON is sent as JSON, else as text.",
        epilog="example: touchline send com.acme.kiosk.slush_poured.v1 size=L channel=kiosk",
    )
    parser.add_argument("type", nargs="?", help="event type")
    parser.add_argument("data", nargs="*", metavar="name=value", help="the event's data")
    parser.add_argument("--file", help="events as NDJSON, one a line; - is standard input; ids and times are kept")
    parser.add_argument("--outbox", help="a folder: what cannot be sent now waits there")
    connection.add_options(parser)
    return parser


def _tracked(client: Client, given: argparse.Namespace) -> Iterator[str | None]:
    if given.type is not None:
        yield client.track(given.type, dict(_pair(text) for text in given.data))
        return
    lines = sys.stdin.buffer if given.file == "-" else Path(given.file).read_bytes().splitlines()
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _track_line(client, number, line)


def _track_line(client: Client, number: int, line: bytes) -> str | None:
    try:
        event = jsontext.loads(line)
    except ValueError as error:
        raise MisuseError(f"line {number} is no JSON: {error}") from error
    if not isinstance(event, dict) or not isinstance(name := event.get("type"), str):
        raise MisuseError(f"line {number} is no event: expected an object with a 'type'")
    data = event.get("data")
    rest = {key: value for key, value in event.items() if key not in _OWN}
    return client.track(
        name, data, id=event.get("id"), time=event.get("time"), subject=event.get("subject"), attributes=rest or None
    )


def _pair(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise MisuseError(f"{text!r}: expected name=value")
    try:
        return name, jsontext.loads(value)
    except ValueError:
        return name, value
