"""The command `touchline`: send events, look at an outbox, try things out without a collector.

Exit codes: 0 done, 1 something was refused or is still waiting, 2 misuse, 130 interrupted by Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from touchline import __version__
from touchline.errors import MissingExtra

DONE, UNDONE, MISUSE, INTERRUPTED = 0, 1, 2, 130

# Verb -> one line of help; each has a module of its name, imported when it is called.
VERBS = {
    "send": "send events: one from the command line, or many from a file",
    "tail": "a local collector that prints what applications send to it",
    "validate": "check events in files or on standard input against the standard",
    "outbox": "what waits in an outbox: stat, flush, export; what will not be sent: refused, damaged",
}


class MisuseError(Exception):
    """What was asked cannot be done; the message names the thing and what was expected."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="touchline", description="Touchline: event tracking that loses nothing.")
    parser.add_argument("--version", action="version", version=f"touchline {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, said in VERBS.items():
        verbs.add_parser(name, help=said, add_help=False)
    verb = parser.parse_known_args(given[:1])[0].verb
    module = import_module(f"touchline.cli.{verb}")
    try:
        code: int = module.run(given[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`head`) had enough. Python would complain once more at exit, when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNDONE
    except (MisuseError, MissingExtra, ValueError, OSError) as problem:
        print(f"touchline {verb}: {_sentence(problem)}", file=sys.stderr)  # noqa: T201  # a command speaks
        return MISUSE
    except KeyboardInterrupt:
        print(f"touchline {verb}: interrupted", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    return code


def _sentence(problem: Exception) -> str:
    """Say what the system refused without its number: which file, and why."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename}: {problem.strerror}" if problem.filename else problem.strerror
    return str(problem)
