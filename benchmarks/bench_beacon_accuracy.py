"""How right the presence machine is on simulated walks, with the seeds fixed.

    python benchmarks/bench_beacon_accuracy.py [--walks 200] [--at-once 20]

Log-normal shadowing of 6 dB, 20 % of packets lost, a body of 8 dB, phones that send once a second. The goals stand
beside the figures; the command ends with 1 where one is missed.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from touchline_beacon.adverts import Programme
from touchline_beacon.presence import Change, Presence, Receiver, Settings, Sighting
from touchline_beacon.simulation import Air, Phone, Point, Scene, Walk, packets, stroll

START = datetime(2026, 11, 20, 9, 0, 1, tzinfo=UTC)
CLUB = Programme("club")
EDGES = {
    1: {"hall": Point(10, 6)},
    3: {"entrance": Point(10, 1), "lighting": Point(2, 12), "checkout": Point(18, 12)},
    6: {
        "entrance": Point(15, 1),
        "shoes": Point(2, 8),
        "hats": Point(15, 10),
        "toys": Point(28, 8),
        "books": Point(5, 22),
        "checkout": Point(25, 22),
    },
}


@dataclass
class Truth:
    """What really happened to one phone."""

    inside: float
    outside: float
    """When it crossed the door, in and out."""
    stays: list[tuple[float, float, str]] = field(default_factory=list)


@dataclass
class Told:
    """A change, and the moment at which the machine told it."""

    change: Change
    moment: float


def scene(receivers: int) -> Scene:
    # A single receiver in the middle of a hall gets its own level, as `calibrate` proposes it.
    level = -78.0 if receivers == 1 else None
    shapes = {
        name: Receiver(name, "door" if name == "entrance" else "inside", enter_level=level) for name in EDGES[receivers]
    }
    return Scene(shapes, dict(EDGES[receivers]))


def told(where: Scene, phones: list[Phone], at_once: int) -> dict[str, list[Told]]:
    """What the machine says and when, by token; so many phones are in the store together."""
    found: dict[str, list[Told]] = {}
    for begin in range(0, len(phones), at_once):
        found |= together(where, phones[begin : begin + at_once])
    return found


def together(where: Scene, phones: list[Phone]) -> dict[str, list[Told]]:
    """One machine's story of some phones; one key each, within one window."""
    machine = Presence(Settings(receivers=where.receivers))
    found: dict[str, list[Told]] = {}
    now = 0.0

    def keep(changes: list[Change], moment: float) -> None:
        for change in changes:
            found.setdefault(change.token, []).append(Told(change, moment))

    for packet in packets(where, phones, START, programme="club"):
        at = (packet.time - START).total_seconds()
        while now + 1 <= at:
            now += 1
            keep(machine.tick(now), now)
        marker = CLUB.find_raw(packet.advertisement)
        if marker is not None and marker.eid is not None:
            sighting = Sighting(at, marker.eid.hex(), packet.receiver, packet.rssi, marker.power)
            keep(machine.hear(sighting), at)
    while machine.visits:
        now += 1
        keep(machine.tick(now), now)
    return found


def phone(walk: Walk, seed: int, *, interval: float = 1.0) -> Phone:
    return Phone(walk, Air(Random(seed)), Random(seed + 1).randbytes(16), interval)


def token(one: Phone) -> str:
    # The walk must stay within one window: every phone is one token.
    raw = one.advertisement("club", "", START.timestamp() + 1)
    marker = CLUB.find_raw(raw)
    assert marker is not None
    assert marker.eid is not None
    return marker.eid.hex()


def visitors(count: int, where: Scene, seed: int) -> list[tuple[Phone, Truth]]:
    """Walks of ten minutes at most: in, a few zones, out."""
    dice = Random(seed)
    made = []
    for number in range(count):
        zones = [zone for zone in where.zones() if zone != "entrance"]
        dice.shuffle(zones)
        stays = {zone: dice.uniform(40, 120) for zone in zones[:3]}
        walk = stroll(where, dice, start=dice.uniform(0, 60), stays=stays)
        made.append((phone(walk, seed * 1000 + number), truth(walk, stays)))
    return made


def truth(walk: Walk, stays: dict[str, float]) -> Truth:
    crossed = [at for at, point in walk.stops if point.y == 0.0]
    found = Truth(crossed[0], crossed[-1])
    standing = [(a, b) for a, b in zip(walk.stops, walk.stops[1:], strict=False) if a[1] == b[1]]
    found.stays = [(a[0], b[0], zone) for (a, b), zone in zip(standing, stays, strict=False)]
    return found


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else math.nan


def visits(count: int, receivers: int, seed: int, at_once: int) -> dict[str, float]:
    """Entry delay, exit error, missed visits, right zone among those standing."""
    where = scene(receivers)
    people = visitors(count, where, seed)
    stories = told(where, [one for one, _ in people], at_once)
    delays, errors, missed, right, looked = [], [], 0, 0, 0
    for one, real in people:
        log = stories.get(token(one), [])
        story = [one.change for one in log]
        started = [one.moment for one in log if one.change.kind == "visit.started"]
        ended = [change for change in story if change.kind == "visit.ended"]
        if not started:
            missed += 1
            continue
        delays.append(max(started[0] - real.inside, 0.0))
        errors.append(abs(ended[-1].at - real.outside))
        for begin, end, zone in real.stays:
            for moment in range(int(begin) + 10, int(end)):
                looked += 1
                right += zone_at(story, moment) == zone
    return {
        "missed": missed / count,
        "entry": quantile(delays, 0.95),
        "exit": quantile(errors, 0.95),
        "zone": right / looked if looked else math.nan,
    }


def zone_at(story: list[Change], moment: float) -> str | None:
    zone = None
    for change in sorted(story, key=lambda change: change.at):
        if change.at > moment:
            break
        if change.kind == "zone.entered":
            zone = change.zone
        elif change.kind == "zone.exited":
            zone = None
    return zone


def standing(count: int, receivers: int, seed: int, at_once: int) -> float:
    """Zone switches a minute of phones that stand still for ten minutes, at a place where one zone leads by 8 dB."""
    where = scene(receivers)
    zones = where.zones()
    people = []
    for number in range(count):
        spot = list(zones.values())[number % len(zones)]
        dice = Random(seed + number)
        place = Point(spot.x + dice.uniform(-1, 1), spot.y + dice.uniform(0, 1))
        people.append(phone(Walk(((0.0, place), (600.0, place))), seed * 7 + number))
    stories = told(where, people, at_once)
    switches = sum(max(sum(one.change.kind == "zone.entered" for one in story) - 1, 0) for story in stories.values())
    return switches / (count * 10)


def passers(count: int, receivers: int, seed: int, at_once: int) -> float:
    """Share of people walking past the shop front, two to five metres from it, taken for visitors."""
    where = scene(receivers)
    people = []
    for number in range(count):
        dice = Random(seed + number)
        distance, pace = dice.uniform(2, 5), dice.uniform(1.1, 1.7)
        ends = (Point(-40, -distance), Point(60, -distance))
        people.append(phone(Walk(((0.0, ends[0]), (100 / pace, ends[1]))), seed * 11 + number))
    stories = told(where, people, at_once)
    return sum(any(one.change.kind == "visit.started" for one in story) for story in stories.values()) / count


CONTRAST, SPREAD, LOSS, INSIDE = 8.0, 6.0, 0.2, -62.0
"""dB between the zone one stands in and every other, log-normal spread in dB, share of packets lost, level in dBm."""


def contrast(count: int, receivers: int, seed: int) -> float:
    """Share of the time told in the right zone, where it leads all others by exactly 8 dB on average."""
    where = scene(receivers)
    zones = [name for name in where.receivers if receivers == 1 or name != "entrance"]
    right = looked = 0
    for number in range(count):
        dice = Random(seed * 1000 + number)
        machine = Presence(Settings(receivers=where.receivers))
        story: list[Change] = []
        stays: list[tuple[int, int, str]] = []
        now, zone = 0, dice.choice(zones)
        while now < 600:
            stays.append((now, min(now + dice.randint(60, 120), 600), zone))
            zone = dice.choice([one for one in zones if one != zone])
            for at in range(*stays[-1][:2]):
                story += machine.tick(at)
                for order, name in enumerate(where.receivers):
                    level = INSIDE - (0 if name == stays[-1][2] else CONTRAST) + dice.gauss(0, SPREAD)
                    if dice.random() >= LOSS:
                        story += machine.hear(Sighting(at + order / 1000, "ab" * 8, name, round(level)))
            now = stays[-1][1]
        for begin, end, real in stays:
            for moment in range(begin + 10, end):
                looked += 1
                right += zone_at(story, moment) == real
    return right / looked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--walks", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=0, help="phones in the store together; default all")
    options = parser.parse_args()
    walks, at_once = options.walks, options.at_once or 3 * options.walks
    rows: list[tuple[str, str, float, str, Callable[[float], bool]]] = []
    for receivers in EDGES:
        found = visits(walks, receivers, receivers, at_once)
        name = f"{receivers} receivers, {min(walks, at_once)} phones at once"
        rows.append((name, "missed visits", found["missed"], "= 0 %", lambda v: v == 0))
        rows.append((name, "entry told, p95 (s)", found["entry"], "< 15", lambda v: v < 15))
        rows.append((name, "exit error, p95 (s)", found["exit"], "< 120", lambda v: v < 120))
        rows.append(
            (name, "passers-by as visitors", passers(walks * 3, receivers, 3, at_once), "< 2 %", lambda v: v < 0.02)
        )
        if receivers > 1:
            rows.append((name, "right zone", found["zone"], "> 90 %", lambda v: v > 0.9))
            rows.append((name, "right zone, 8 dB apart", contrast(walks, receivers, 9), "> 90 %", lambda v: v > 0.9))
            rows.append(
                (name, "flaps a minute, standing", standing(walks, receivers, 5, at_once), "< 0.05", lambda v: v < 0.05)
            )
    missed = 0
    for name, what, value, goal, good in rows:
        shown = f"{value * 100:7.1f} %" if "%" in goal else f"{value:9.3f}"
        missed += not good(value)
        print(f"{name:32} {what:32} {shown}   goal {goal:8} {'' if good(value) else '  MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
