"""The command `touchline`: send events, look at an outbox, try things out without a collector.

Exit codes: 0 done, 1 something was refused or is still waiting, 2 misuse.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

DONE, UNDONE, MISUSE, INTERRUPTED = 0, 1, 2, 130

# Verb -> one line of help; each has a module of its name, imported when it is called.
VERBS = {
    "send": "send events: one from the command line, or many from a file",
    "tail": "a local collector that prints what applications send to it",
    "validate": "check events in files or on standard input against the standard",
    "outbox": "what waits in an outbox: stat, flush, export",
}


class MisuseError(Exception):
    """What was asked cannot be done; the message names the thing and what was expected."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="touchline", description="Touchline: event tracking that loses nothing.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, said in VERBS.items():
        verbs.add_parser(name, help=said, add_help=False)
    verb = parser.parse_known_args(given[:1])[0].verb
    module = import_module(f"touchline.cli.{verb}")
    try:
        code: int = module.run(given[1:])
        sys.stdout.flush()
    except (MisuseError, ValueError, OSError) as problem:
        print(f"touchline {verb}: {problem}", file=sys.stderr)  # noqa: T201  # a command speaks
        return MISUSE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code
