"""The command `touchline-beacon`: one module per verb."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from touchline_beacon.errors import BeaconError

VERBS = ("run", "reader", "check", "scan", "calibrate", "enroll", "replay", "simulate")
# The shell's own: a command ended by Ctrl-C.
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb; 0 done, 1 something is wrong out there, 2 misuse. Never a traceback for what a user can cause."""
    parser = argparse.ArgumentParser(
        prog="touchline-beacon", description="Bluetooth presence of opted-in loyalty members, and of nobody else."
    )
    named = sys.argv[1:] if arguments is None else list(arguments)
    if named[:1] == ["--version"]:  # what tells it is loaded for nobody else
        named_version = importlib.import_module("importlib.metadata").version("touchline")
        print(f"touchline-beacon {named_version}")  # noqa: T201
        return 0
    parser.add_argument("--version", action="store_true", help="show program's version number and exit")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    # A verb loads its own module only: on a small box the others cost seconds, and the reader memory it has not.
    for name in named[:1] if named and named[0] in VERBS else VERBS:
        module = importlib.import_module(f"touchline_beacon.cli.{name}")
        sub = verbs.add_parser(name, help=module.HELP, description=module.__doc__)
        module.options(sub)
        sub.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BeaconError as error:
        print(f"touchline-beacon {options.verb}: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED
