"""Where receivers hang and how customers walk. Metres and seconds; the street is where y is negative."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from touchline_beacon.presence import Receiver

# An unhurried customer among shelves.
_PACE = 0.9
_DEPTH_OF_STREET = -15.0


class Point(NamedTuple):
    """A place on the floor."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A store: its receivers and where they are."""

    receivers: Mapping[str, Receiver]
    places: Mapping[str, Point]

    def zones(self) -> dict[str, Point]:
        """Where each zone is: at its first receiver."""
        found: dict[str, Point] = {}
        for name, receiver in self.receivers.items():
            if receiver.zone is not None:
                found.setdefault(receiver.zone, self.places[name])
        return found


@dataclass(frozen=True, slots=True)
class Walk:
    """Points reached at times, in order; between them the phone moves evenly."""

    stops: tuple[tuple[float, Point], ...]

    def at(self, moment: float) -> Point:
        """Where the phone is; before the first and after the last stop it stands there."""
        before = self.stops[0]
        for after in self.stops:
            if moment < after[0]:
                span = after[0] - before[0]
                share = (moment - before[0]) / span if span > 0 else 0.0
                (ax, ay), (bx, by) = before[1], after[1]
                return Point(ax + (bx - ax) * share, ay + (by - ay) * share)
            before = after
        return before[1]

    @property
    def begin(self) -> float:
        """When it starts."""
        return self.stops[0][0]

    @property
    def end(self) -> float:
        """When it is over."""
        return self.stops[-1][0]


# A shop of 20 by 16 metres with three zones.
DEMO = Scene(
    {
        "ble-1": Receiver("entrance", "door"),
        "ble-2": Receiver("lighting"),
        "ble-3": Receiver("checkout"),
    },
    {"ble-1": Point(10.0, 1.0), "ble-2": Point(2.0, 12.0), "ble-3": Point(18.0, 12.0)},
)


def stroll(scene: Scene, random: Random, *, start: float, stays: Mapping[str, float]) -> Walk:
    """Come in from the street, stay near each zone's middle for the given seconds, and leave again."""
    door = min(scene.places.values(), key=lambda point: point.y)
    street = Point(door.x + random.uniform(-8, 8), _DEPTH_OF_STREET)
    stops = [(start, street)]

    def go(to: Point, stay: float) -> None:
        when, here = stops[-1]
        arrive = when + math.dist(here, to) / _PACE
        stops.append((arrive, to))
        if stay:
            stops.append((arrive + stay, to))

    go(Point(door.x, 0.0), 0.0)
    zones = scene.zones()
    for zone, seconds in stays.items():
        middle = zones[zone]
        go(Point(middle.x + random.uniform(-1.5, 1.5), max(middle.y + random.uniform(-1.5, 1.5), 0.5)), seconds)
    go(Point(door.x, 0.0), 0.0)
    go(Point(door.x + random.uniform(-8, 8), _DEPTH_OF_STREET), 0.0)
    # Far away and silent.
    stops.append((stops[-1][0] + 1.0, Point(stops[-1][1].x, -500.0)))
    return Walk(tuple(stops))
