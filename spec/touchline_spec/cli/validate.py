"""`touchline-spec validate`: every finding of every event, one line each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TextIO

from touchline_spec import received
from touchline_spec.cli import INVALID, VALID, MisuseError
from touchline_spec.cli.inputs import Received, events
from touchline_spec.custom import CustomTypeError, CustomTypes
from touchline_spec.findings import Finding, error, is_rejected
from touchline_spec.jsontext import dumps
from touchline_spec.times import TimestampError, parse
from touchline_spec.validator import Validator


def run(arguments: Sequence[str]) -> int:
    """Check the events and return the exit code."""
    given = _parser().parse_args(arguments)
    validator = Validator("strict" if given.strict else "open", types_of(given.types))
    now = _now(given.now)
    write = _write_json if given.format == "json" else _write_text
    count = rejected = 0
    for each in events(given.files or ["-"]):
        found = check(validator, each, now or datetime.now(UTC))
        count += 1
        rejected += is_rejected(found)
        shown = [finding for finding in found if finding.level != "info" or not given.quiet]
        write(sys.stdout, each, shown)
    if count == 0:
        raise MisuseError("no events: the input is empty")
    if not given.quiet:
        _summary(sys.stderr, count, rejected)
    return INVALID if rejected else VALID


def check(validator: Validator, each: Received, now: datetime) -> list[Finding]:
    """Return what was found in one received event; one that was too long to be kept is judged by its length alone."""
    if each.length > len(each.raw):
        return [
            error(
                "event.size",
                "",
                f"the event has {each.length} bytes; at most {received.MAX_BYTES} (64 KiB) are allowed",
            )
        ]
    return validator.check_bytes(each.raw, now=now).findings


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="touchline-spec validate",
        description="Check touchpoint events: a JSON object, a JSON array, or one event a line (NDJSON).",
        epilog="exit codes: 0 every event is valid, 1 some are not, 2 misuse, 130 interrupted",
    )
    made.add_argument("files", nargs="*", metavar="FILE", help='files of events; "-" or none is standard input')
    made.add_argument(
        "--strict", action="store_true", help="unknown fields are errors, with suggestions: for producers"
    )
    made.add_argument("--types", metavar="FOLDER", help="JSON Schemas of third-party types")
    made.add_argument("--format", choices=("text", "json"), default="text", help="json: one object a line")
    made.add_argument("--now", metavar="TIME", help="RFC 3339; what times are compared with (default: the present)")
    made.add_argument("--quiet", action="store_true", help="errors and warnings only, no summary")
    return made


def types_of(folder: str | None) -> CustomTypes | None:
    """Return the custom types of a folder, or None for none; raise MisuseError for a folder that cannot be used."""
    try:
        return CustomTypes.load(folder) if folder else None
    except CustomTypeError as failure:
        raise MisuseError(f"--types: {failure}") from None


def _now(text: str | None) -> datetime | None:
    try:
        return parse(text) if text else None
    except TimestampError as failure:
        raise MisuseError(f"--now {text}: {failure}") from None


def _write_text(out: TextIO, each: Received, found: Iterable[Finding]) -> None:
    out.writelines(f"{each.place}: {finding}\n" for finding in found)


def _write_json(out: TextIO, each: Received, found: Iterable[Finding]) -> None:
    out.writelines(_json_lines(each, found))


def _json_lines(each: Received, found: Iterable[Finding]) -> Iterator[str]:
    for finding in found:
        yield dumps({"place": each.place, **finding.as_dict()}).decode() + "\n"


def _summary(out: TextIO, count: int, rejected: int) -> None:
    events = "1 event" if count == 1 else f"{count} events"
    out.write(f"{events}: {count - rejected} valid, {rejected} with errors\n")
