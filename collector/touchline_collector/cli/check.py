"""Check a configuration: types, paths, free space, keys, consent, and (unless --offline) every sink."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from typing import NamedTuple

from touchline_collector.cli import say, settings
from touchline_collector.config import Config, json_schema
from touchline_collector.core import make_rules, sinks_of
from touchline_collector.errors import CollectorError
from touchline_collector.eventlog.filesystem import require_local
from touchline_collector.forward.forwarding import examine
from touchline_collector.forward.selection import Patterns
from touchline_collector.intake.keys import Kind
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.resolver import load as load_members
from touchline_collector.secrets_at_rest import exposed
from touchline_collector.sqlite import require_safe_version
from touchline_spec import event_types

# Below this much room a busy collector has minutes, not hours, when a sink goes down.
_ROOM = 1 << 30


class Remark(NamedTuple):
    """One line: `wrong` makes the check fail."""

    wrong: bool
    text: str


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `check`."""
    settings.add(parser)
    parser.add_argument("--offline", action="store_true", help="do not reach for the sinks")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of the configuration for editors")


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 when something is wrong."""
    if args.schema:
        say(json.dumps(json_schema(), indent=2))
        return 0
    config = settings.read(args)
    remarks = [*_disk(config), *_rules(config), *_members(config), *_keys(config), *_consent(config)]
    if args.config:
        remarks += [Remark(False, sentence) for sentence in exposed(args.config)]
    if not args.offline:
        remarks += _sinks(config)
    for remark in remarks:
        say(f"{'wrong' if remark.wrong else 'note'}: {remark.text}")
    wrong = sum(remark.wrong for remark in remarks)
    say(f"{wrong} wrong" if wrong else "fine")
    return int(bool(wrong))


def _disk(config: Config) -> Iterator[Remark]:
    folder = config.log.dir.absolute()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        require_safe_version()
        require_local(existing)
    except CollectorError as error:
        yield Remark(True, str(error))
    if not existing.is_dir():
        yield Remark(True, f"[log]: {existing} is no folder")
        return
    if not os.access(existing, os.W_OK | os.X_OK):  # a file system that is read-only says no here too
        yield Remark(True, f"[log]: {existing} cannot be written to by this user")
    free = shutil.disk_usage(existing).free
    if free < config.log.reserve_bytes * 2:
        yield Remark(
            True, f"[log]: {free} bytes are free at {existing}; at least {config.log.reserve_bytes * 2} needed"
        )
    elif free < _ROOM:
        yield Remark(False, f"[log]: only {free >> 20} MiB are free at {existing}")


def _rules(config: Config) -> Iterator[Remark]:
    try:
        make_rules(config, Tombstones(b"", {}))
    except CollectorError as error:
        yield Remark(True, str(error))


def _members(config: Config) -> Iterator[Remark]:
    if config.presence.members is None:
        return
    try:
        load_members(config.presence.members)
    except CollectorError as error:
        yield Remark(True, f"[presence]: {error}")


def _keys(config: Config) -> Iterator[Remark]:
    if not config.keys:
        yield Remark(False, "no keys: only programs of this machine are served")
    for key in config.keys:
        if key.kind is Kind.PUBLIC and not key.origins:
            yield Remark(False, f"key {key.name} is public without origins: any web page that has it may send")
        for pattern in key.types:
            if pattern.startswith("touchline.") and not any(Patterns((pattern,))(t.type) for t in event_types()):
                yield Remark(True, f"key {key.name}: no type of the vocabulary matches {pattern}")


def _consent(config: Config) -> Iterator[Remark]:
    """What is legal but seldom meant."""
    for sink in sinks_of(config, config.log.dir):
        shared = sink.shared
        if not shared.require:
            yield Remark(False, f"sink {sink.name} gets events whatever their consent; `require` names purposes")
        for pattern in shared.types:
            if pattern.startswith("touchline.") and not any(Patterns((pattern,))(t.type) for t in event_types()):
                yield Remark(True, f"sink {sink.name}: no type of the vocabulary matches {pattern}")


def _sinks(config: Config) -> Iterator[Remark]:
    for sink in sinks_of(config, config.log.dir):
        wrong, notes = examine(sink)
        if wrong:
            yield Remark(True, f"sink {sink.name}: {wrong}")
        for note in notes:
            yield Remark(False, f"sink {sink.name}: {note}")
