"""The command `touchline-collector`: one module per verb, imported when the verb is used.

Exit codes: 0 done, 1 it was asked and the answer is no, 2 misuse or something is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from touchline_collector.errors import CollectorError

# Verb -> what it does. The module of the same name has `configure(parser)` and `run(args) -> int`.
VERBS = {
    "run": "receive events until told to stop",
    "check": "check a configuration, its sinks, paths and keys",
    "explain": "say what would happen to an event, sink by sink, and why",
    "keys": "make a key",
    "log": "look at the durable log, verify it, salvage, export and import it",
    "rejects": "list, show and replay refused events",
    "dead": "list, show, repair and replay events that a sink refused",
    "sinks": "list sinks with their books; pause, resume, forget one",
    "erase": "remove a person's events everywhere",
    "members": "add and remove the members whose phones are recognised",
    "tail": "print events as they arrive",
}

# What the extra `collector` installs; one of these missing means that the extra is.
_EXTRA = {"apsw", "zstandard", "starlette", "httptools", "uvloop", "prometheus_client"}

Run = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    verb = arguments[0] if arguments and arguments[0] in VERBS else None
    try:
        if verb is None:
            overview().parse_args(arguments or ["--help"])
            return 2
        parser, run = parser_of(verb)
        code = run(parser.parse_args(arguments[1:]))
        sys.stdout.flush()
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        return _fail(f"{error.name} is not installed; run: pip install 'touchline[collector]'")
    except CollectorError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`head`) had enough. Python would complain once more at exit, when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def overview() -> argparse.ArgumentParser:
    """The parser that knows the verbs and nothing of them, for help and misuse."""
    parser = argparse.ArgumentParser("touchline-collector", description="The Touchline collector.")
    parser.add_argument("--version", action="version", version=f"touchline-collector {version('touchline')}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for name, text in VERBS.items():
        verbs.add_parser(name, help=text)
    return parser


def parser_of(verb: str) -> tuple[argparse.ArgumentParser, Run]:
    """The parser of one verb and what runs it."""
    module = import_module(f"touchline_collector.cli.{verb}")
    parser = argparse.ArgumentParser(f"touchline-collector {verb}", description=module.__doc__)
    module.configure(parser)
    return parser, module.run


def say(text: str) -> None:
    """Print for the user, at once."""
    print(text, flush=True)  # noqa: T201 - a command speaks to its user


def _fail(message: str) -> int:
    for line in message.splitlines():
        print(f"touchline-collector: {line}", file=sys.stderr)  # noqa: T201 - a command speaks to its user
    return 2
