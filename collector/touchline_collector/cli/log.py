"""The durable log: stat, cat, verify (any time); salvage, export, import (while nothing runs on the folder)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO, Any

from touchline_collector import jsontext
from touchline_collector.cli import orders, say, settings
from touchline_collector.config import Config
from touchline_collector.core import tombstones_of
from touchline_collector.errors import CollectorError, StorageDamaged
from touchline_collector.eventlog import EventLog, NewEvent, schema
from touchline_collector.eventlog.salvage import salvage
from touchline_collector.eventlog.view import LogView
from touchline_collector.folder import Folder

# Events in one append while importing: large chunks, bounded memory.
_IMPORT_EVENTS = 1_000


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `log`."""
    parser.add_argument("do", choices=("stat", "cat", "verify", "salvage", "export", "import"))
    parser.add_argument("file", nargs="?", type=Path, help="for export and import; - or nothing: standard streams")
    parser.add_argument(
        "--after", type=settings.number, default=0, help="cat and export: from the position after this one"
    )
    parser.add_argument("--count", type=settings.number, help="cat: this many events")
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Do it; `verify` returns 1 when something is damaged."""
    config = settings.read(args)
    return _ACTIONS[args.do](args, config)


def _stat(_: argparse.Namespace, config: Config) -> int:
    with LogView(config.log.dir / "log") as view:
        orders.show(asdict(view.statistics()) | {"gaps": [asdict(gap) for gap in view.gaps()]})
    return 0


def _cat(args: argparse.Namespace, config: Config) -> int:
    with LogView(config.log.dir / "log") as view:
        lines = (line for _, line in _lines(view, args.after))
        for line in islice(lines, args.count):
            say(line.decode())
    return 0


def _verify(_: argparse.Namespace, config: Config) -> int:
    """Every checksum of every chunk, and that no position is missing without a reason."""
    damaged: list[str] = []
    with LogView(config.log.dir / "log") as view:
        known = {p for gap in view.gaps() if gap.reason != "expired" for p in range(gap.first, gap.last + 1)}
        expired = max((gap.last for gap in view.gaps() if gap.reason == "expired"), default=0)
        expected, events = expired + 1, 0
        for chunk, found in view.chunks():
            if isinstance(found, StorageDamaged):
                damaged.append(str(found))
            else:
                events += len(found)
            missing = [p for p in range(expected, chunk.first) if p not in known]
            if missing:
                damaged.append(f"positions {missing[0]}-{missing[-1]} are missing without a reason")
            expected = max(expected, chunk.last + 1)
    for line in damaged:
        say(line)
    say(f"{events} events are whole, {len(damaged)} faults")
    return int(bool(damaged))


def _salvage(_: argparse.Namespace, config: Config) -> int:
    with Folder.lock(config.log.dir) as folder:
        report = salvage(folder.log / schema.FILE)
    orders.show({name: str(value) if isinstance(value, Path) else value for name, value in asdict(report).items()})
    return 0


def _export(args: argparse.Namespace, config: Config) -> int:
    """One JSON line per event: its names, what the collector added, and the event."""
    with LogView(config.log.dir / "log") as view, _open(args.file, "wb") as out:
        count = 0
        for head, line in _lines(view, args.after):
            out.write(head[:-1] + b',"event":' + line + b"}\n")
            count += 1
    print(f"{count} events exported", file=sys.stderr)  # noqa: T201 - beside the data on standard output
    return 0


def _lines(view: LogView, after: int) -> Iterator[tuple[bytes, bytes]]:
    """Of every event its header, and the event itself as compact JSON."""
    for _, events in view.chunks(after):
        if isinstance(events, StorageDamaged):
            continue
        for event in events:
            if event.position > after:
                names = {"position": event.position, "source": event.source, "id": event.id, "type": event.type}
                yield jsontext.dumps(names | {"overlay": event.overlay}), b" ".join(event.raw.split(b"\n"))


def _import(args: argparse.Namespace, config: Config) -> int:
    """Append exported events; those known already are duplicates, so that a broken import can be run again.

    Who was erased here since the export does not come back with it.
    """
    accepted = erased = total = 0
    with Folder.lock(config.log.dir) as folder, EventLog.open(folder.log) as log, _open(args.file, "rb") as lines:
        tombstones = tombstones_of(log)
        while batch := [
            _imported(line, number) for number, line in islice(enumerate(lines, total + 1), _IMPORT_EVENTS)
        ]:
            welcome = [event for event in batch if not (tombstones and tombstones.covers(_whole(event)))]
            total += len(batch)
            erased += len(batch) - len(welcome)
            accepted += sum(fate.status == "accepted" for fate in log.append(welcome).result())
    known = f"{accepted} events imported, {total - accepted - erased} were known"
    say(f"{known}, {erased} are older than an erasure" if erased else known)
    return 0


def _imported(line: bytes, number: int) -> NewEvent:
    try:
        row = jsontext.loads(line)
        # The event's own bytes, as exported: the last member of the line.
        raw = line[line.index(b',"event":') + len(b',"event":') : line.rindex(b"}")]
        # Time, subject and channel stand in the event; sinks look there.
        return NewEvent(raw, row["source"], row["id"], row["type"], row["overlay"])
    except (ValueError, KeyError, TypeError) as error:
        raise CollectorError(f"line {number} is not an exported event: {error}") from error


def _whole(event: NewEvent) -> dict[str, Any]:
    return {**jsontext.loads(event.raw), **event.overlay}


def _open(path: Path | None, mode: str) -> AbstractContextManager[IO[bytes]]:
    if path is None or str(path) == "-":
        return nullcontext((sys.stdin if "r" in mode else sys.stdout).buffer)  # not ours to close
    try:
        return path.open(mode)
    except OSError as error:
        raise CollectorError(f"{path}: {error.strerror or error}") from error


_ACTIONS = {
    "stat": _stat,
    "cat": _cat,
    "verify": _verify,
    "salvage": _salvage,
    "export": _export,
    "import": _import,
}
