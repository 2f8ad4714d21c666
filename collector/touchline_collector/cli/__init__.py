"""The command `touchline-collector`: one module per verb, imported when the verb is used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from touchline_collector.errors import CollectorError

# Verb -> what it does. The module of the same name (with `_` for what Python reserves) has `configure(parser)` and
# `run(args) -> int`.
VERBS = {
    "run": "receive events until told to stop",
}

# What the extra `collector` installs; one of these missing means that the extra is.
_EXTRA = {"apsw", "zstandard", "starlette", "uvicorn", "httptools", "uvloop"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; exit codes: 0 done, 1 it failed, 2 misuse or something is missing."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    verb = arguments[0] if arguments and arguments[0] in VERBS else None
    try:
        parser, run = _parser(verb)
        args = parser.parse_args(arguments[1:] if verb else arguments)
        return run(args) if run else 2
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        return _fail(f"{error.name} is not installed; run: pip install 'touchline[collector]'", 2)
    except CollectorError as error:
        return _fail(str(error), 2)
    except KeyboardInterrupt:
        return 130


def _parser(verb: str | None) -> tuple[argparse.ArgumentParser, Callable[[argparse.Namespace], int] | None]:
    if verb is None:
        parser = argparse.ArgumentParser("touchline-collector", description="The Touchline collector.")
        subparsers = parser.add_subparsers(metavar="VERB", required=True)
        for name, text in VERBS.items():
            subparsers.add_parser(name, help=text)
        return parser, None
    module = import_module(f"touchline_collector.cli.{verb}")
    parser = argparse.ArgumentParser(f"touchline-collector {verb}", description=module.__doc__)
    module.configure(parser)
    return parser, module.run


def _fail(message: str, code: int) -> int:
    print(f"touchline-collector: {message}", file=sys.stderr)  # noqa: T201 - a command speaks to its user
    return code
