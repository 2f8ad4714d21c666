"""Presence: from sightings to visits, zones and dwell; pure, with the time handed in."""

from touchline_beacon.presence.machine import Presence
from touchline_beacon.presence.settings import Receiver, Settings
from touchline_beacon.presence.words import Change, ChangeKind, Reason, Sighting

__all__ = ["Change", "ChangeKind", "Presence", "Reason", "Receiver", "Settings", "Sighting"]
