"""The flags that most verbs share: which configuration, which data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from touchline_collector import config
from touchline_collector.config import Config


def path(text: str) -> Path:
    """A path that was given; an empty one is a variable that was not set, and would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("expected a path, not an empty text")
    return Path(text)


def number(text: str) -> int:
    """A whole number from 0 on, as SQLite counts rows."""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):  # noqa: PLR2004 - the digits of 2**63
        raise argparse.ArgumentTypeError(f"expected a whole number from 0 on, not {text!r}")
    return int(text)


def add(parser: argparse.ArgumentParser) -> None:
    """`--config` and `--data-dir`."""
    parser.add_argument("--config", type=path, metavar="FILE", help="the configuration (TOML)")
    parser.add_argument(
        "--data-dir", type=path, metavar="DIR", help="the data folder (default: the configuration's, ./touchline-data)"
    )


def read(args: argparse.Namespace) -> Config:
    """The configuration with what the flags say instead."""
    found = config.load(args.config) if args.config else Config()
    return config.overridden(
        found,
        config.Flags(
            host=getattr(args, "host", None),
            port=getattr(args, "port", None),
            data=args.data_dir,
            members=getattr(args, "members", None),
            intake_processes=getattr(args, "intake_processes", None),
        ),
    )
