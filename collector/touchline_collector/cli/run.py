"""Receive events until told to stop (SIGTERM or Ctrl-C). SIGHUP reloads the configuration."""

from __future__ import annotations

import argparse
import logging

from touchline_collector.cli import say, settings
from touchline_collector.secrets_at_rest import exposed

logger = logging.getLogger(__name__)


def configure(parser: argparse.ArgumentParser) -> None:
    """The flags of `run`."""
    settings.add(parser)
    parser.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port; 0 picks a free one (default: 8787)")
    parser.add_argument(
        "--members", type=settings.path, metavar="FILE", help="members whose phones are recognised (TOML, JSON)"
    )
    parser.add_argument(
        "--intake-processes", type=int, metavar="N", help="processes that receive and validate; 0: the main one does it"
    )
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="of the journal on stderr")


def run(args: argparse.Namespace) -> int:
    """Serve; 0 after a clean stop."""
    from touchline_collector import journal, service  # noqa: PLC0415 - the server's imports cost a quarter of a second

    journal.configure(args.log_format)
    config = settings.read(args)
    for sentence in exposed(args.config) if args.config else ():
        logger.warning(sentence)
    service.run(config, say, lambda: settings.read(args))
    return 0
