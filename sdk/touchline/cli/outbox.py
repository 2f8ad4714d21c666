"""`touchline outbox stat|flush|export|refused|damaged`: what waits in an outbox folder, and what lies beside it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from touchline import jsontext
from touchline.cli import DONE, MisuseError, connection
from touchline.cli.telling import told
from touchline.outbox.kept import DAMAGED, REFUSED, SEALED_NAMES, KeptFiles
from touchline.outbox.keyring import Keyring, LockedError, keyring
from touchline.outbox.lead import LOCK
from touchline.outbox.listing import segments
from touchline.outbox.segment import born, count_unsent, unsent


def run(arguments: Sequence[str]) -> int:
    """Run one of the three and return the exit code."""
    given = _parser().parse_args(arguments)
    folder = Path(given.folder)
    if not folder.is_dir():
        raise MisuseError(f"{given.folder!r} is no folder")
    secrets = _secrets(given.outbox_key)
    try:
        return _VERBS[given.verb](folder, given, secrets)
    except LockedError as error:
        raise MisuseError(f"{given.folder}: {error}; name its file with --outbox-key") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="touchline outbox", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, said in (
        ("stat", "count what waits, without touching it"),
        ("flush", "deliver what waits (another process that is sending goes on doing so)"),
        ("export", "print what waits as NDJSON, without touching it"),
        ("refused", "print what the collector refused, with its findings, as NDJSON"),
        ("damaged", "print the lines that were damaged on disk, as they are"),
    ):
        verb = verbs.add_parser(name, help=said, description=said)
        verb.add_argument("folder", help="the outbox")
        verb.add_argument(
            "--outbox-key", metavar="FILE", action="append", default=[], help="the key of a sealed outbox; repeatable"
        )
        if name == "flush":
            connection.add_options(verb)
    return parser


def _secrets(files: Sequence[str]) -> list[bytes] | None:
    if not files:
        return None
    from touchline.sealing import read_key  # noqa: PLC0415  # only a sealed outbox needs the cipher

    return [read_key(file) for file in files]


def _stat(folder: Path, _given: argparse.Namespace, secrets: list[bytes] | None) -> int:
    keys, paths = keyring(secrets), _segments(folder)
    locked = keys.locked(paths)
    waiting = [line for path in paths if path not in locked for line in unsent(path, keys)]
    shut = {path: count_unsent(path) for path in locked}
    oldest = [str(jsontext.loads(line).get("time")) for line in waiting] + [born(path) for path in shut if shut[path]]
    holder = (folder / LOCK).read_text().strip() if (folder / LOCK).exists() else ""
    rows = {
        "waiting": f"{len(waiting) + sum(shut.values())} events, {sum(map(len, waiting))} bytes",
        "oldest": min(oldest, default="-"),
        "segments": f"{len(paths)} files, {sum(path.stat().st_size for path in paths)} bytes",
        "refused": _kept(folder, REFUSED),
        "damaged": _kept(folder, DAMAGED),
        "last sender": f"process {holder}" if holder else "-",
    }
    if locked:
        rows["locked"] = f"{sum(shut.values())} of the events: {keys.sentence(locked)}"
    for name, value in rows.items():
        print(f"{name:<12} {value}")  # noqa: T201
    return DONE


def _flush(folder: Path, given: argparse.Namespace, secrets: list[bytes] | None) -> int:
    paths = _segments(folder)
    if not paths:
        print("nothing waits", file=sys.stderr)  # noqa: T201
        return DONE
    keys = keyring(secrets)
    if locked := keys.locked(paths):
        print(f"outbox.locked: {keys.sentence(locked)}", file=sys.stderr)  # noqa: T201
    client = connection.client(given, outbox=folder, outbox_key=secrets)
    report = client.flush(given.timeout)
    client.close()
    return told(report, given.url, kept=str(folder), left=sum(map(count_unsent, _segments(folder))))


def _export(folder: Path, _given: argparse.Namespace, secrets: list[bytes] | None) -> int:
    keys = keyring(secrets)
    for path in _segments(folder):
        for line in unsent(path, keys):
            print(line.decode())  # noqa: T201
    return DONE


def _refused(folder: Path, _given: argparse.Namespace, secrets: list[bytes] | None) -> int:
    return _print_kept(folder, REFUSED, keyring(secrets))


def _damaged(folder: Path, _given: argparse.Namespace, secrets: list[bytes] | None) -> int:
    return _print_kept(folder, DAMAGED, keyring(secrets))


def _print_kept(folder: Path, name: str, keys: Keyring) -> int:
    sys.stdout.flush()
    for record in KeptFiles(folder, keys).read(name):
        sys.stdout.buffer.write(record)
    return DONE


_VERBS = {"stat": _stat, "flush": _flush, "export": _export, "refused": _refused, "damaged": _damaged}


def _segments(folder: Path) -> list[Path]:
    return sorted(segments(folder))


def _kept(folder: Path, name: str) -> str:
    """Say how much is kept in a file, and where."""
    counts = {one: _lines(folder / one) for one in (name, SEALED_NAMES[name])}
    return ", ".join(f"{count} kept in {one}" for one, count in counts.items() if count) or f"0 kept in {name}"


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
