"""The presence machine: sightings in, visits and zones out.

A phone passes through these states; every change is dated at the packet that made it true, not at the moment when the
machine became sure of it::

    unknown --level reached--> run --6 s and 3 packets--> in the store --silence--> leaving --60 s--> gone
                 ^               |                             ^                       |
                 +--20 s weak----+                             +-------any packet------+

Nothing here reads a clock, sleeps or talks: `hear` takes a sighting, `tick` the time (about once a second), both return
the changes they decided. A box cannot know that the tokens of two windows are one phone; each token is a phone to it,
and the collector joins them.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator

from touchline_beacon.presence import zones
from touchline_beacon.presence.settings import Settings
from touchline_beacon.presence.signal import Signal, corrected
from touchline_beacon.presence.stays import Phone, Run
from touchline_beacon.presence.words import Change, ChangeKind, Reason, Sighting


class Presence:
    """All phones of a store, as far as its receivers hear them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.candidates: OrderedDict[str, Phone] = OrderedDict()
        self.visits: dict[str, Phone] = {}
        self.deaf: dict[str, float] = {}
        """Receivers known to hear nothing, and since when."""
        self.past: OrderedDict[str, Counter[tuple[str, str]]] = OrderedDict()
        """What was told of phones that left: a second visit with the same token must not repeat an id."""
        self.cancelled = 0
        """Exits that a return within the grace cancelled."""

    def gaps(self, receiver: str) -> list[float]:
        """The last gaps between packets of every phone in the store that this receiver hears best, in seconds."""
        phones = (phone for phone in self.visits.values() if phone.receiver == receiver)
        return [gap for phone in phones if receiver in phone.signals for gap in phone.signals[receiver].gaps]

    # -- what comes in -------------------------------------------------------------------------------------------------

    def hear(self, sighting: Sighting) -> list[Change]:
        """Take a packet; sightings of an unknown receiver and levels that are no measurement change nothing."""
        if sighting.receiver not in self.settings.receivers:
            return []
        level = corrected(self.settings, sighting.receiver, sighting.rssi, sighting.power)
        if level is None:
            return []
        phone = self.visits.get(sighting.token) or self._candidate(sighting.token)
        signal = phone.signals.get(sighting.receiver)
        if signal is None:
            signal = phone.signals[sighting.receiver] = Signal()
        if not signal.hear(self.settings, sighting.at, level):
            return []
        phone.background = sighting.background
        if phone.entered is None:
            return self._approach(phone, signal, sighting)
        return self._stay(phone, signal, sighting)

    def tick(self, now: float) -> list[Change]:
        """Let time pass."""
        for token in [token for token, phone in self.candidates.items() if self._lost_interest(phone, now)]:
            del self.candidates[token]
        changes: list[Change] = []
        for phone in list(self.visits.values()):
            changes += self._silence(phone, now)
        return changes

    def deafen(self, receiver: str, at: float) -> None:
        """A receiver is known to hear nothing: silence there proves nothing until `restored`."""
        self.deaf.setdefault(receiver, at)

    def restored(self, receiver: str, at: float) -> None:
        """A receiver hears again; the time it was deaf does not count as anybody's silence."""
        since = self.deaf.pop(receiver, None)
        if since is None:
            return
        for phone in self.visits.values():
            if phone.receiver == receiver:
                phone.excused += at - max(since, phone.last)

    def close(self, reason: Reason) -> list[Change]:
        """End every visit at its last sighting."""
        changes = [change for phone in list(self.visits.values()) for change in self._end(phone, reason)]
        self.candidates.clear()
        return changes

    # -- coming in -----------------------------------------------------------------------------------------------------

    def _candidate(self, token: str) -> Phone:
        phone = self.candidates.get(token)
        if phone is None:
            phone = self.candidates[token] = Phone(token)
            if len(self.candidates) > self.settings.tokens:
                self.candidates.popitem(last=False)
        else:
            self.candidates.move_to_end(token)
        return phone

    def _approach(self, phone: Phone, signal: Signal, sighting: Sighting) -> list[Change]:
        settings, name, now = self.settings, sighting.receiver, sighting.at
        phone.last, phone.receiver = now, name
        phone.sightings += 1
        receiver = settings.receivers[name]
        door = receiver.role == "door"
        level = settings.door_level if door else settings.level_at(name)
        if not door and phone.run is not None and now - phone.run.door <= settings.door_seconds:
            # Who stood at the door and is heard inside has come in, however far away the next receiver hangs.
            level -= settings.door_margin
        above = (signal.median if door else signal.level) >= level
        if not above and phone.run is None:
            return []
        if phone.run is None or now - phone.run.strong > settings.candidate_seconds + self._slack(phone):
            if not above:
                phone.run = None
                return []
            phone.run = Run(now, name, now)
        run = phone.run
        run.sightings += 1
        if above:
            run.above += 1
            run.strong = now
            run.inside += not door
            if door:
                run.door = now
        if above and not door and self._convinced(phone, run, now):
            return self._enter(phone, run, signal, name)
        return []

    def _slack(self, phone: Phone) -> float:
        """How much longer a rarely heard phone stays a candidate: as much as it needs for its second packet."""
        return self.settings.sparse_enter_seconds if phone.sparse(self.settings) else 0.0

    def _convinced(self, phone: Phone, run: Run, now: float) -> bool:
        settings, lasted = self.settings, now - run.since
        if phone.sparse(settings):
            return run.inside >= settings.sparse_sightings and lasted <= settings.sparse_enter_seconds
        if run.inside < settings.enter_sightings:
            return False
        return lasted >= settings.enter_seconds or now - run.door <= settings.door_seconds

    def _enter(self, phone: Phone, run: Run, signal: Signal, receiver: str) -> list[Change]:
        del self.candidates[phone.token]
        if len(self.visits) >= self.settings.tokens:
            evicted = self._end(min(self.visits.values(), key=lambda other: other.last), Reason.EVICTED)
        else:
            evicted = []
        self.visits[phone.token] = phone
        phone.told = self.past.pop(phone.token, phone.told)
        phone.entered = run.since
        phone.run = None
        share = run.above / run.sightings
        started = self._change(
            phone, "visit.started", run.since, receiver, signal.level, sightings=run.sightings, confidence=share
        )
        return [*evicted, started, *self._zones(phone, phone.last)]

    def _lost_interest(self, phone: Phone, now: float) -> bool:
        strong = phone.run.strong if phone.run else phone.last
        return now - strong > self.settings.candidate_seconds + self._slack(phone)

    # -- being there ---------------------------------------------------------------------------------------------------

    def _stay(self, phone: Phone, signal: Signal, sighting: Sighting) -> list[Change]:
        settings = self.settings
        phone.sightings += 1
        if signal.level < settings.level_at(sighting.receiver) - settings.keep_margin:
            return []
        if phone.leaving:
            self.cancelled += 1
            phone.leaving = False
        phone.last, phone.receiver, phone.excused = sighting.at, sighting.receiver, 0.0
        return self._zones(phone, sighting.at)

    def _zones(self, phone: Phone, now: float) -> list[Change]:
        zones.settle(self.settings, phone, now)
        return [*self._arrive(phone, now), *self._dwell(phone)]

    def _arrive(self, phone: Phone, now: float) -> Iterator[Change]:
        new = phone.arriving
        if new is None or now - new.since < self.settings.minimum_stay:
            return
        if phone.stay is not None:
            yield self._leave_zone(phone, min(phone.stay.last, new.since))
        phone.stay, phone.arriving = new, None
        phone.zoned = True
        level = phone.signals[new.receiver].level
        yield self._change(phone, "zone.entered", new.since, new.receiver, level, zone=new.zone)

    def _dwell(self, phone: Phone) -> Iterator[Change]:
        stay = phone.stay
        if stay is None or phone.arriving is not None:
            return
        thresholds = self.settings.dwell_seconds
        while stay.reached < len(thresholds) and stay.last - stay.since >= thresholds[stay.reached]:
            threshold = thresholds[stay.reached]
            stay.reached += 1
            yield self._change(
                phone,
                "zone.dwelled",
                stay.since + threshold,
                stay.receiver,
                phone.signals[stay.receiver].level,
                zone=stay.zone,
                seconds=threshold,
                threshold=threshold,
            )

    # -- leaving -------------------------------------------------------------------------------------------------------

    def _silence(self, phone: Phone, now: float) -> list[Change]:
        if phone.receiver in self.deaf:
            return []
        changes = list(self._zone_silence(phone, now))
        silent = now - phone.last - phone.excused
        patience = phone.patience(self.settings)
        if silent > patience + self.settings.grace_seconds:
            door = self.settings.receivers[phone.receiver].role == "door"
            changes += self._end(phone, Reason.DOOR if door else Reason.SILENCE)
        elif silent > patience:
            phone.leaving = True
        return changes

    def _zone_silence(self, phone: Phone, now: float) -> Iterator[Change]:
        settings, stay = self.settings, phone.stay
        limit = max(settings.zone_silence, settings.zone_intervals * phone.best().interval())
        if stay is not None and now - stay.last - phone.excused > limit:
            yield self._leave_zone(phone, stay.last)
            phone.stay = None
        if phone.arriving is not None and now - phone.arriving.last - phone.excused > limit:
            phone.arriving = None

    def _leave_zone(self, phone: Phone, at: float) -> Change:
        stay = phone.stay
        if stay is None:
            raise AssertionError("no zone to leave")
        level = phone.signals[stay.receiver].level
        at = max(at, stay.since)
        return self._change(phone, "zone.exited", at, stay.receiver, level, zone=stay.zone, seconds=at - stay.since)

    def _end(self, phone: Phone, reason: Reason) -> list[Change]:
        del self.visits[phone.token]
        changes = [self._leave_zone(phone, phone.stay.last)] if phone.stay else []
        level = phone.signals[phone.receiver].level
        lasted = phone.last - (phone.entered if phone.entered is not None else phone.last)
        ended = self._change(
            phone, "visit.ended", phone.last, phone.receiver, level, seconds=max(lasted, 0.0), reason=reason
        )
        self.past[phone.token] = phone.told
        if len(self.past) > self.settings.tokens:
            self.past.popitem(last=False)
        return [*changes, ended]

    def _change(
        self,
        phone: Phone,
        kind: ChangeKind,
        at: float,
        receiver: str,
        level: float,
        *,
        zone: str | None = None,
        seconds: float | None = None,
        threshold: float | None = None,
        reason: Reason | None = None,
        sightings: int | None = None,
        confidence: float | None = None,
    ) -> Change:
        ordinal = int(threshold) if threshold is not None else phone.ordinal(kind, zone or "")
        return Change(
            kind,
            phone.token,
            at,
            ordinal,
            receiver,
            round(level, 1),
            zone=zone,
            seconds=seconds,
            threshold=threshold,
            reason=reason,
            sparse=phone.sparse(self.settings),
            sightings=phone.sightings if sightings is None else sightings,
            receivers=len(phone.signals),
            confidence=confidence,
        )
