"""Phones that advertise while their owners walk."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from touchline_beacon import adverts
from touchline_beacon.capture import Packet
from touchline_beacon.simulation.airwaves import Air
from touchline_beacon.simulation.scene import Scene, Walk
from touchline_spec import tokens


@dataclass(slots=True)
class Phone:
    """A member's phone on its way. A phone without a key is a bystander's: it sends something else."""

    walk: Walk
    air: Air
    key: bytes | None = None
    interval: float = 1.0
    """Seconds between packets."""
    power: int = -59
    """What it has at 1 m, in dBm."""

    def advertisement(self, programme: str, chain: str, unix: float) -> bytes:
        """What is on air at a moment."""
        if self.key is None:
            return _BYSTANDER
        eid = tokens.eid_at(self.key, unix, programme=programme, chain=chain)
        return adverts.android(tokens.ServiceData(eid, self.power))

    def moments(self) -> Iterator[float]:
        """When it sends: every interval plus up to 10 ms, as the standard has it."""
        at = self.walk.begin + self.air.random.uniform(0, self.interval)
        while at < self.walk.end:
            yield at
            at += self.interval + self.air.random.uniform(0, 0.01)

    def facing(self, at: float) -> float:
        """Where its carrier looks: ahead while walking, slowly around while standing."""
        here, soon = self.walk.at(at), self.walk.at(at + 0.5)
        if math.dist(here, soon) > 0.1:  # noqa: PLR2004 - slower is standing
            return math.atan2(soon.y - here.y, soon.x - here.x)
        return at / 5


# Another brand's record: what most packets in a shopping street are.
_BYSTANDER = bytes.fromhex("02011a0bff4c001006331e5f2b3f1a")


def packets(
    scene: Scene, phones: Iterable[Phone], start: datetime, *, programme: str, chain: str = ""
) -> Iterator[Packet]:
    """What all receivers hear of all phones, in order; the walks' second 0 is `start`."""
    epoch = start.timestamp()
    streams = [_heard(scene, phone, epoch, programme, chain) for phone in phones]
    yield from heapq.merge(*streams, key=lambda packet: packet.time)


def _heard(scene: Scene, phone: Phone, epoch: float, programme: str, chain: str) -> Iterator[Packet]:
    window, advertisement = -1, b""
    for moment in phone.moments():
        unix = epoch + moment
        if tokens.window_of(unix) != window:
            window = tokens.window_of(unix)
            advertisement = phone.advertisement(programme, chain, unix)
        here, facing = phone.walk.at(moment), phone.facing(moment)
        time = datetime.fromtimestamp(unix, UTC)
        for name, place in scene.places.items():
            level = phone.air.level(phone.power, here, name, place, facing)
            if level is not None:
                yield Packet(time, name, level, advertisement)
