"""The flags that most verbs share: which configuration, which data folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from touchline_collector import config
from touchline_collector.config import Config


def add(parser: argparse.ArgumentParser) -> None:
    """`--config` and `--data-dir`."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="the configuration (TOML)")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="the data folder (default: the configuration's, ./touchline-data)"
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
