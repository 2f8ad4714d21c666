"""Say what would happen to an event: its findings, what key and consent make of it, and its fate at every sink."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from touchline_collector.cli import say, settings
from touchline_collector.config import Config
from touchline_collector.core import custom_types, make_rules, sinks_of
from touchline_collector.errors import CollectorError
from touchline_collector.eventlog import schema
from touchline_collector.eventlog.view import LogView
from touchline_collector.forward import forwarding
from touchline_collector.forward.stripping import classifier
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import LOCAL
from touchline_collector.intake.judge import Judged
from touchline_collector.intake.keys import Key
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.overlay import Merger
from touchline_collector.sinks.event import Event


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `explain`."""
    parser.add_argument("event", help="a file with one event; - reads standard input")
    parser.add_argument("--key", help="name of the key it would come with (default: that of local programs)")
    settings.add(parser)


def run(args: argparse.Namespace) -> int:
    """Explain; 1 when the event would not be accepted."""
    config = settings.read(args)
    rules = make_rules(config, _tombstones(config))
    (judged,) = rules.assess([Member(_read(args.event))], _key(config, args.key), now=datetime.now(UTC))
    for finding in judged.verdict.findings:
        say(f"{finding['level']} {finding['rule']} at {finding['pointer'] or '(the event)'}: {finding['message']}")
    say(f"door: {judged.verdict.status}")
    if judged.verdict.status != "accepted":
        return 1
    for line in _fates(config, judged):
        say(line)
    return 0


def _tombstones(config: Config) -> Tombstones:
    """Of the data folder's log, where there is one: what was erased does not come in again."""
    folder = config.log.dir / "log"
    if not (folder / schema.FILE).exists():
        return Tombstones(b"", {})
    with LogView(folder) as view:
        return Tombstones(*view.tombstones())


def _fates(config: Config, judged: Judged) -> list[str]:
    new = judged.new_event()
    event = Event(0, new.source, new.id, new.type, Merger()(new.raw, new.overlay))
    classes = classifier(custom_types(config))
    return [
        f"sink {sink.name} ({sink.kind}): {forwarding.selection(sink, classes).explain(event)}"
        for sink in sinks_of(config, config.log.dir)
    ]


def _key(config: Config, name: str | None) -> Key:
    if name is None:
        return LOCAL
    found = next((key for key in config.keys if key.name == name), None)
    if found is None:
        raise CollectorError(f"there is no key {name}; there are {', '.join(k.name for k in config.keys) or 'none'}")
    return found


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CollectorError(f"{name}: {error.strerror or error}") from error
