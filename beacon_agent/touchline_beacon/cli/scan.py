"""Show what is heard, live: members' phones with signal bars, everybody else as a count. No tokens, no addresses."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from touchline_beacon import config as configs
from touchline_beacon.adverts import Marker
from touchline_beacon.cli import arguments
from touchline_beacon.cli.rig import rigged
from touchline_beacon.config import Config
from touchline_beacon.radio import Heard

HELP = "a live view of what is heard"

_BAR, _WEAKEST, _STRONGEST = 20, -95, -45
_SHOWN, _SECONDS = 20, 10.0


def options(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--seconds", type=arguments.seconds, default=0.0, help="stop after so long; default at Ctrl-C")


def run(options: argparse.Namespace) -> int:
    """Show until stopped."""
    return asyncio.run(_show(configs.load(options.config), options.seconds))


@dataclass(slots=True)
class View:
    """What was heard of late. Phones are numbered as they come; a number means nothing elsewhere."""

    bystanders: int = 0
    packets: int = 0
    phones: OrderedDict[tuple[str, bytes | str], tuple[float, int, str]] = field(default_factory=OrderedDict)
    numbers: dict[bytes | str, int] = field(default_factory=dict)

    def hear(self, receiver: str, heard: Heard, marker: Marker | None) -> None:
        """Take a packet."""
        self.packets += 1
        if marker is None:
            self.bystanders += 1
            return
        who = marker.eid or heard.address
        self.numbers.setdefault(who, len(self.numbers) + 1)
        self.phones[receiver, who] = (heard.at, heard.rssi, marker.kind)
        self.phones.move_to_end((receiver, who))

    def pass_by(self, count: int) -> None:
        """Take packets without a marker that a radio only counted."""
        self.packets += count
        self.bystanders += count

    def lines(self, now: float) -> list[str]:
        """The view as text."""
        while self.phones and now - next(iter(self.phones.values()))[0] > _SECONDS:
            self.phones.popitem(last=False)
        strongest = sorted(self.phones.items(), key=lambda item: -item[1][1])[:_SHOWN]
        rows = [
            f"phone {self.numbers[who]:4} {kind:14} {receiver:12} {bar(rssi)} {rssi:4} dBm"
            for (receiver, who), (_, rssi, kind) in strongest
        ]
        return [f"{len({who for _, who in self.phones})} members' phones, {self.bystanders} other packets", *rows]


def bar(rssi: int) -> str:
    """Signal strength as a bar of 20 characters."""
    share = (min(max(rssi, _WEAKEST), _STRONGEST) - _WEAKEST) / (_STRONGEST - _WEAKEST)
    full = round(share * _BAR)
    return "#" * full + "." * (_BAR - full)


async def _show(config: Config, seconds: float) -> int:
    programme = config.marked()
    view = View()
    async with rigged(config) as rig:
        for name, radio in rig.radios.items():

            def hear(heard: Heard, name: str = name) -> bool:
                view.hear(name, heard, programme.find(heard.fields))
                return False

            await radio.start(config.looking, hear, view.pass_by)
        end = time.monotonic() + seconds if seconds else None
        while end is None or time.monotonic() < end:
            await asyncio.sleep(1)
            clear = "\x1b[2J\x1b[H" if sys.stdout.isatty() else ""
            print(clear + "\n".join(view.lines(time.monotonic())), flush=True)  # noqa: T201
        for radio in rig.radios.values():
            await radio.stop()
    return 0
