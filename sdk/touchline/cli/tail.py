"""`touchline tail`: a local collector that prints what applications send to it, with every finding."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

from touchline import jsontext
from touchline.cli import DONE, MisuseError
from touchline.testing.collector import LocalCollector

PORT = 8787


def run(arguments: Sequence[str]) -> int:
    """Print until interrupted, or until --count events came."""
    given = _parser().parse_args(arguments)
    enough = threading.Event()
    left = [given.count]

    def show(event: dict[str, Any], findings: list[Any]) -> None:
        print(_text(event) if given.full else _line(event), flush=True)  # noqa: T201
        for finding in findings:
            print(f"    {finding.level}: {finding.pointer} {finding.message} [{finding.rule}]", flush=True)  # noqa: T201
        left[0] -= 1
        if left[0] == 0:
            enough.set()

    with _listening(given.port, "strict" if given.strict else "open", show) as collector:
        print(f"listening on {collector.url}; stop with Ctrl-C", file=sys.stderr, flush=True)  # noqa: T201
        enough.wait()
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="touchline tail", description=__doc__)
    parser.add_argument("--port", type=_port, default=PORT, help="default: %(default)s; 0 takes a free one")
    parser.add_argument("--strict", action="store_true", help="unknown fields are errors, with suggestions")
    parser.add_argument("--full", action="store_true", help="whole events, not a line each")
    parser.add_argument("--count", type=int, default=0, help="end after so many events")
    return parser


def _listening(port: int, mode: str, show: Callable[[dict[str, Any], list[Any]], None]) -> LocalCollector:
    try:
        return LocalCollector(port=port, mode=mode, on_event=show)
    except OSError as error:
        raise MisuseError(f"port {port} of this machine: {error.strerror}; --port 0 takes a free one") from error


def _port(text: str) -> int:
    port = int(text)
    if port not in range(65536):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a port from 0 to 65535")
    return port


def _line(event: dict[str, Any]) -> str:
    data = event.get("data")
    data = data if isinstance(data, dict) else {}
    who = ", ".join(f"{i.get('type')}:{i.get('value')}" for i in data.get("identities", ()) if isinstance(i, dict))
    return f"{event.get('time', '?'):<28} {event.get('type', '?')} {event.get('source', '?')} {who}".rstrip()


def _text(event: dict[str, Any]) -> str:
    return jsontext.dumps_readable(event)
