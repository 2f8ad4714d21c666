"""The agent: packets in, events out. Everything it decides, it decides in pure parts; here they are joined."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from touchline_beacon.admission import Admission
from touchline_beacon.adverts import Fields, Marker, Programme, parse
from touchline_beacon.capture import Packet
from touchline_beacon.events import ClockQuality, Place
from touchline_beacon.presence import Change, Presence, Reason, Sighting
from touchline_spec import tokens

# Silence is counted in tens of seconds; looking once a second dates nothing wrong and costs nothing.
TICK_SECONDS = 1.0
# Nobody comes in, looks round and leaves in less.
SHORT_VISIT_SECONDS = 20.0
# Answers whose visit has not started yet: phones at the door.
_PROOFS = 1_000


class Outlet(Protocol):
    """Where events go: `touchline.Client`, or a recording one."""

    def track(self, event: Any, data: Any = None, *, id: str | None = None, time: datetime | None = None) -> Any:  # noqa: A002 - the SDK's name
        """Take an event."""


@dataclass(slots=True)
class Counts:
    """What the agent has heard; bystanders exist nowhere else."""

    packets: int = 0
    bystanders: int = 0
    marked: int = 0
    offers: int = 0
    events: int = 0
    refused: int = 0
    zone_entries: int = 0
    visits_started: int = 0
    visits_ended: int = 0
    short_visits: int = 0
    """Ended within 20 s: passers-by taken for visitors, or a radio that loses phones."""
    visit_seconds: float = 0.0
    """Of the visits that ended: zone entries by it tell whether zones flap."""

    def decided(self, change: Change) -> None:
        """Count what says how well presence is decided."""
        self.zone_entries += change.kind == "zone.entered"
        self.visits_started += change.kind == "visit.started"
        if change.kind == "visit.ended":
            self.visits_ended += 1
            self.short_visits += (change.seconds or 0.0) < SHORT_VISIT_SECONDS
            self.visit_seconds += change.seconds or 0.0


class Agent:
    """One box. `wall` turns a moment of the agent's clock (seconds that never jump) into wall-clock time."""

    def __init__(
        self,
        programme: Programme,
        presence: Presence,
        place: Place,
        outlet: Outlet,
        *,
        wall: Callable[[float], datetime],
        quality: Callable[[], ClockQuality] = lambda: "synced",
    ) -> None:
        self.programme = programme
        self.presence = presence
        self.place = place
        self.outlet = outlet
        self.counts = Counts()
        self.admission = Admission(presence)
        self._proofs: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._wall = wall
        self._quality = quality

    def hear(self, at: float, receiver: str, rssi: int, fields: Fields) -> Marker | None:
        """Take an advertisement; returns its marker (an offer wants its token read), None for a bystander."""
        self.counts.packets += 1
        marker = self.programme.find(fields)
        if marker is None:
            self.counts.bystanders += 1
            return None
        self.counts.marked += 1
        if marker.eid is None:
            self.counts.offers += 1
        else:
            self.sight(Sighting(at, marker.eid.hex(), receiver, rssi, marker.power))
        return marker

    def pass_by(self, count: int) -> None:
        """Count packets without a marker that the radio dropped before anybody here saw them."""
        self.counts.packets += count
        self.counts.bystanders += count

    def sight(self, sighting: Sighting) -> None:
        """Take a sighting whose token is known, be it from the packet or from an earlier read at its address."""
        if self.admission.takes(sighting):
            self.tell(self.presence.hear(sighting))

    def proven(self, token: tokens.GattToken, challenge: bytes) -> None:
        """Remember the answer to a challenge, for the visit that this token starts."""
        self._proofs[token.eid.hex()] = {
            "challenge": challenge.hex(),
            "proof": token.proof.hex(),
            "window_low": token.window_low,
        }
        if len(self._proofs) > _PROOFS:
            self._proofs.popitem(last=False)

    def tick(self, at: float) -> None:
        """Let time pass; call about once a second."""
        self.tell(self.presence.tick(at))

    def close(self, reason: Reason) -> None:
        """End all visits."""
        self.tell(self.presence.close(reason))

    def tell(self, changes: Iterable[Change]) -> None:
        """Hand changes to the outlet as events."""
        for change in changes:
            self.counts.decided(change)
            event = self.place.event(change, self._wall(change.at), self._quality())
            if change.kind == "visit.started" and change.token in self._proofs:
                event.data["presence_proof"] = self._proofs.pop(change.token)
            taken = self.outlet.track(event.type, event.data, id=event.id, time=event.time)
            if taken is None:
                self.counts.refused += 1
            else:
                self.counts.events += 1


def play(agent: Agent, packets: Iterable[Packet], start: datetime, pause: Callable[[float], None]) -> None:
    """Play a capture on a virtual clock that starts at `start`, then let everybody leave.

    `pause` is told how far the virtual clock advances, in seconds; a player in real time sleeps that long.
    """
    now = 0.0
    for packet in packets:
        at = (packet.time - start).total_seconds()
        while now + TICK_SECONDS <= at:
            pause(TICK_SECONDS)
            now += TICK_SECONDS
            agent.tick(now)
        _hear(agent, at, packet)
    while agent.presence.visits:
        now += TICK_SECONDS
        agent.tick(now)


def _hear(agent: Agent, at: float, packet: Packet) -> None:
    if packet.gatt is None:
        agent.hear(at, packet.receiver, packet.rssi, parse(packet.advertisement))
        return
    try:
        token = tokens.GattToken.decode(packet.gatt)
    except tokens.TokenError:
        return
    agent.sight(Sighting(at, token.eid.hex(), packet.receiver, packet.rssi, token.power, background=True))


def virtual_clock(start: datetime) -> Callable[[float], datetime]:
    """Wall-clock time of a moment counted from `start`."""
    return lambda at: start + timedelta(seconds=at)
