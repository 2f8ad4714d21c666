"""Show what is heard, live: members' phones with signal bars, everybody else as a count. No tokens, no addresses."""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from touchline_beacon import config as configs
from touchline_beacon.adverts import Marker
from touchline_beacon.cli import arguments
from touchline_beacon.cli.rig import rigged
from touchline_beacon.cli.screen import Screen, Size
from touchline_beacon.config import Config
from touchline_beacon.radio import Heard

HELP = "a live view of what is heard"

_BAR, _WEAKEST, _STRONGEST = 20, -95, -45
_SECONDS = 10.0


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

    def lines(self, now: float, size: Size = Size()) -> list[str]:  # noqa: B008 - immutable
        """The view as text, within so many columns and lines; what matters least stands at the right and below."""
        while self.phones and now - next(iter(self.phones.values()))[0] > _SECONDS:
            self.phones.popitem(last=False)
        longest = max((len(receiver) for receiver, _ in self.phones), default=0)
        rows = [
            f"phone {self.numbers[who]:<3} {rssi:4} dBm {bar(rssi)} {receiver:{longest}} {kind}"
            for (receiver, who), (_, rssi, kind) in sorted(self.phones.items(), key=lambda item: -item[1][1])
        ]
        room = max(size.height - 1, 1)
        if len(rows) > room:
            rows[room - 1 :] = [f"and {len(rows) - room + 1} weaker ones"]
        head = f"{len({who for _, who in self.phones})} members' phones, {self.bystanders} other packets"
        return [line[: size.width] for line in (head, *rows)]


def bar(rssi: int) -> str:
    """Signal strength as a bar of 20 characters."""
    share = (min(max(rssi, _WEAKEST), _STRONGEST) - _WEAKEST) / (_STRONGEST - _WEAKEST)
    full = round(share * _BAR)
    return "#" * full + "." * (_BAR - full)


async def _show(config: Config, seconds: float) -> int:
    programme = config.marked()
    view, screen = View(), Screen()
    async with rigged(config) as rig:
        for name, radio in rig.radios.items():

            def hear(heard: Heard, name: str = name) -> bool:
                view.hear(name, heard, programme.find(heard.fields))
                return False

            await radio.start(config.looking, hear, view.pass_by)
        try:
            async for _ in rig.listen(seconds or None):
                screen.show(lambda size: view.lines(time.monotonic(), size))
        finally:
            screen.leave()
        for radio in rig.radios.values():
            await radio.stop()
    return 0
