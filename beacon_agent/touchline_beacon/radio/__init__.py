"""Radios: how packets reach the agent, and how a token is read from a phone that may not advertise it."""

from touchline_beacon.radio.contract import Adapter, Count, Hear, Heard, Mode, Radio

__all__ = ["Adapter", "Count", "Hear", "Heard", "Mode", "Radio"]
