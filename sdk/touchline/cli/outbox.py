"""`touchline outbox stat|flush|export`: what waits in an outbox folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from touchline import jsontext
from touchline.cli import DONE, MisuseError, connection
from touchline.cli.telling import told
from touchline.outbox.kept import DAMAGED, REFUSED
from touchline.outbox.lead import LOCK
from touchline.outbox.segment import SUFFIX, unsent


def run(arguments: Sequence[str]) -> int:
    """Run one of the three and return the exit code."""
    given = _parser().parse_args(arguments)
    folder = Path(given.folder)
    if not folder.is_dir():
        raise MisuseError(f"{given.folder!r} is no folder")
    return {"stat": _stat, "flush": _flush, "export": _export}[given.verb](folder, given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="touchline outbox", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, said in (
        ("stat", "count what waits, without touching it"),
        ("flush", "deliver what waits (another process that is sending goes on doing so)"),
        ("export", "print what waits as NDJSON, without touching it"),
    ):
        verb = verbs.add_parser(name, help=said, description=said)
        verb.add_argument("folder", help="the outbox")
        if name == "flush":
            connection.add_options(verb)
    return parser


def _stat(folder: Path, _given: argparse.Namespace) -> int:
    segments = _segments(folder)
    waiting = [line for segment in segments for line in unsent(segment)]
    oldest = min((str(jsontext.loads(line).get("time")) for line in waiting), default="-")
    holder = (folder / LOCK).read_text().strip() if (folder / LOCK).exists() else ""
    rows = {
        "waiting": f"{len(waiting)} events, {sum(map(len, waiting))} bytes",
        "oldest": oldest,
        "segments": f"{len(segments)} files, {sum(segment.stat().st_size for segment in segments)} bytes",
        "refused": f"{_lines(folder / REFUSED)} kept in {REFUSED}",
        "damaged": f"{_lines(folder / DAMAGED)} kept in {DAMAGED}",
        "last sender": f"process {holder}" if holder else "-",
    }
    for name, value in rows.items():
        print(f"{name:<12} {value}")  # noqa: T201
    return DONE


def _flush(folder: Path, given: argparse.Namespace) -> int:
    if not _segments(folder):
        print("nothing waits", file=sys.stderr)  # noqa: T201
        return DONE
    client = connection.client(given, outbox=folder)
    report = client.flush(given.timeout)
    client.close()
    left = sum(len(unsent(segment)) for segment in _segments(folder))
    return told(report, given.url, kept=str(folder), left=left)


def _export(folder: Path, _given: argparse.Namespace) -> int:
    for segment in _segments(folder):
        for line in unsent(segment):
            print(line.decode())  # noqa: T201
    return DONE


def _segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*" + SUFFIX))


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
