"""Which zone a phone is in: the present one keeps it until another is better by a margin, for a while."""

from __future__ import annotations

from typing import NamedTuple

from touchline_beacon.presence.settings import Settings
from touchline_beacon.presence.stays import Challenge, Phone, ZoneStay


class Score(NamedTuple):
    """How well a zone hears a phone."""

    level: float
    receiver: str


def scores(settings: Settings, phone: Phone, now: float) -> dict[str, Score]:
    """The best fresh receiver of each zone."""
    fresh = settings.sparse_median_seconds if phone.sparse(settings) else settings.stale_seconds
    found: dict[str, Score] = {}
    for name, signal in phone.signals.items():
        zone = settings.receivers[name].zone
        if zone is None or now - signal.last > fresh:
            continue
        if zone not in found or signal.level > found[zone].level:
            found[zone] = Score(signal.level, name)
    return found


def settle(settings: Settings, phone: Phone, now: float) -> None:
    """Decide after a sighting which zone the phone is in; sets `arriving` and `challenge`."""
    heard = scores(settings, phone, now)
    owner = phone.arriving or phone.stay
    if owner is None:
        if heard:
            zone, score = max(heard.items(), key=lambda item: item[1].level)
            # Who has just come in has been in that zone since the first sighting.
            since = phone.entered if phone.entered is not None and not phone.zoned else now
            phone.arriving = ZoneStay(zone, since, now, score.receiver)
        return
    if owner.zone in heard:
        owner.last, owner.receiver = now, heard[owner.zone].receiver
    rivals = {zone: score for zone, score in heard.items() if zone != owner.zone}
    won = _winner(settings, phone, owner, heard, now) if rivals else None
    if won is None:
        return
    zone = phone.challenge.zone if phone.challenge else max(rivals, key=lambda name: rivals[name].level)
    _take(settings, phone, owner, ZoneStay(zone, won, now, rivals[zone].receiver), now)


def _winner(settings: Settings, phone: Phone, owner: ZoneStay, heard: dict[str, Score], now: float) -> float | None:
    """Since when a rival has won; None while it has not. The rival stands in `challenge`."""
    own = heard.get(owner.zone)
    rivals = {
        zone: _effective(settings, phone, zone, score, now) for zone, score in heard.items() if zone != owner.zone
    }
    zone, level = max(rivals.items(), key=lambda item: item[1])
    if own is None or now - _last(settings, phone, owner.zone) > _owner_silence(settings, phone):
        phone.challenge = Challenge(zone, now)
        return now if level >= _level(settings, phone, owner.zone) - settings.switch_margin else None
    lead = level - own.level
    if lead < _margin(settings, now - owner.since):
        phone.challenge = None
        return None
    challenge = phone.challenge
    if challenge is None or challenge.zone != zone:
        challenge = phone.challenge = Challenge(zone, now)
    if lead < settings.clear_margin:
        challenge.clear = None
    elif challenge.clear is None:
        challenge.clear = now
    cleared = challenge.clear is not None and now - challenge.clear >= settings.clear_seconds
    return challenge.since if cleared or now - challenge.since >= settings.switch_seconds else None


def _take(settings: Settings, phone: Phone, owner: ZoneStay, new: ZoneStay, now: float) -> None:
    phone.challenge = None
    phone.demoted[owner.zone] = now + settings.demoted_seconds
    back = phone.stay is not None and phone.stay.zone == new.zone
    if back and phone.stay is not None:
        phone.stay.last = now
    phone.arriving = None if back else new


def _effective(settings: Settings, phone: Phone, zone: str, score: Score, now: float) -> float:
    penalty = settings.demoted_penalty if phone.demoted.get(zone, 0.0) > now else 0.0
    return score.level - penalty


def _margin(settings: Settings, stayed: float) -> float:
    margin = settings.switch_margin
    for seconds, wider in settings.settled_margins:
        if stayed >= seconds:
            margin = wider
    return margin


def _of_zone(settings: Settings, phone: Phone, zone: str) -> list[str]:
    return [name for name in phone.signals if settings.receivers[name].zone == zone]


def _last(settings: Settings, phone: Phone, zone: str) -> float:
    return max(phone.signals[name].last for name in _of_zone(settings, phone, zone))


def _level(settings: Settings, phone: Phone, zone: str) -> float:
    names = _of_zone(settings, phone, zone)
    return max((phone.signals[name].last, phone.signals[name].level) for name in names)[1]


def _owner_silence(settings: Settings, phone: Phone) -> float:
    return max(settings.owner_silence, settings.owner_intervals * phone.best().interval())
