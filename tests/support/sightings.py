"""Sightings for presence tests: a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from touchline_beacon.presence import Change, Presence, Receiver, Settings, Sighting

STORE: Mapping[str, Receiver] = {
    "door": Receiver("entrance", "door"),
    "left": Receiver("shoes"),
    "right": Receiver("hats"),
}


def presence(**settings: object) -> Presence:
    """A machine for the store above."""
    return Presence(Settings(receivers=STORE, **settings))  # type: ignore[arg-type]


def walk(
    machine: Presence, levels: Mapping[str, int], span: Iterable[float], *, token: str = "aa", background: bool = False
) -> list[Change]:
    """One packet per moment at every receiver named, with a tick before each."""
    changes: list[Change] = []
    for at in span:
        changes += machine.tick(at)
        for order, (receiver, rssi) in enumerate(levels.items()):
            changes += machine.hear(Sighting(at + order / 1000, token, receiver, rssi, background=background))
    return changes


def silence(machine: Presence, span: Iterable[float]) -> list[Change]:
    """Ticks and nothing else."""
    return [change for at in span for change in machine.tick(at)]


def kinds(changes: Iterable[Change]) -> list[str]:
    """What happened, with the zone."""
    return [f"{change.kind} {change.zone}" if change.zone else change.kind for change in changes]
