"""Receive events until told to stop (SIGTERM or Ctrl-C)."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `run`."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8787, help="port; 0 picks a free one (default: %(default)s)")
    parser.add_argument("--data-dir", type=Path, default=Path("touchline-data"), help="default: ./%(default)s")


def run(args: argparse.Namespace) -> int:
    """Serve; 0 after a clean stop."""
    from touchline_collector import service  # noqa: PLC0415 - the server's imports cost a quarter of a second

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    service.run(service.Settings(args.host, args.port, args.data_dir), _say)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command speaks to its user
