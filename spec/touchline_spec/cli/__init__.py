"""The command `touchline-spec`: check events, run the conformance kit, start a type of one's own.

Exit codes: 0 valid, 1 findings of level error, 2 misuse (a file that is not there, an option that does not exist),
130 interrupted by Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

VALID, INVALID, MISUSE, INTERRUPTED = 0, 1, 2, 130

# Verb -> (module, one line of help). A module is imported when its verb is called.
VERBS = {
    "validate": ("validate", "check events in files or on standard input"),
    "conformance": ("conformance", "run the conformance kit against an implementation"),
    "new": ("new", "start an event type of your own"),
    "types": ("types", "list the event types, or show one"),
    "schema": ("schema", "print the JSON Schema of an event type"),
}


class MisuseError(Exception):
    """What was asked cannot be done; the message names the thing and what was expected."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    made = argparse.ArgumentParser(
        prog="touchline-spec", description="Touchline touchpoint events: the specification's tools."
    )
    made.add_argument("--version", action="version", version=f"touchline-spec {version('touchline')}")
    verbs = made.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, (_, said) in VERBS.items():
        verbs.add_parser(name, help=said, add_help=False)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    known, _ = parser().parse_known_args(given[:1])
    try:
        code: int = import_module(f"{__name__}.{VERBS[known.verb][0]}").run(given[1:])
        sys.stdout.flush()
    except MisuseError as failure:
        print(f"touchline-spec: {failure}", file=sys.stderr)  # noqa: T201 - a command speaks
        return MISUSE
    except KeyboardInterrupt:
        print("touchline-spec: interrupted", file=sys.stderr)  # noqa: T201 - a command speaks
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`) had enough. Python would complain once more at exit, when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INVALID
    return code
