"""Play a capture through the whole agent: presence is decided on the capture's own clock, events go to a collector."""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path

import touchline
from touchline_beacon import agent as agents
from touchline_beacon import capture
from touchline_beacon.adverts import Programme
from touchline_beacon.cli import arguments
from touchline_beacon.errors import ConfigError
from touchline_beacon.events import Place
from touchline_beacon.presence import Presence, Reason, Settings

HELP = "play a recorded capture"


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("capture", type=Path, help="capture file, - for standard input")
    parser.add_argument("--url", required=True, help="the collector, such as http://127.0.0.1:8787")
    parser.add_argument("--key", help="the collector's key; without it $TOUCHLINE_KEY")
    parser.add_argument("--store", required=True, help="the store's id")
    parser.add_argument("--source", help="this box as event source; default //STORE/presence")
    parser.add_argument("--box", default="box", help="this box's name among those of the store")
    parser.add_argument("--programme", help="loyalty programme; default what the capture says")
    parser.add_argument(
        "--speed",
        type=arguments.speed,
        default=0.0,
        help="1 is real time, 60 an hour in a minute; 0 as fast as it goes",
    )
    parser.add_argument("--outbox", type=Path, help="folder in which events wait for the collector")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds to wait for delivery at the end")


def run(options: argparse.Namespace) -> int:
    """Play, deliver, and tell what came of it; 1 where events wait or were refused."""
    with _lines(options.capture) as lines:
        header, packets = capture.read(lines)
        first = next(packets, None)
        if first is None:
            raise ConfigError(f"{options.capture}: holds no packets")
        programme = options.programme or header.programme
        if not programme:
            raise ConfigError("programme: neither --programme nor the capture's first line names it")
        source = options.source or f"//{options.store}/presence"
        settings = Settings(receivers=header.receivers)
        place = Place(options.store, programme, options.box, settings.dwell_seconds)
        with touchline.Client(options.url, key=arguments.key(options), source=source, outbox=options.outbox) as client:
            agent = agents.Agent(
                Programme(programme, eddystone=header.eddystone),
                Presence(settings),
                place,
                client,
                wall=agents.virtual_clock(first.time),
            )
            agents.play(agent, itertools.chain([first], packets), first.time, _pause(options.speed))
            agent.close(Reason.AGENT_STOP)
            report = client.flush(options.timeout)
    counts = agent.counts
    print(  # noqa: T201 - the verb's answer
        f"{counts.packets} packets, {counts.marked} of members, {counts.events} events, "
        f"{report.stats.waiting} waiting, {len(report.refused)} refused"
    )
    for refusal in report.refused:
        print(f"refused: {refusal}", file=sys.stderr)  # noqa: T201
    return 0 if report.complete and not report.refused else 1


def _pause(speed: float) -> Callable[[float], None]:
    if not speed:
        return lambda _: None
    return lambda seconds: time.sleep(seconds / speed)


def _lines(path: Path) -> arguments.Text:
    return arguments.text(path)
