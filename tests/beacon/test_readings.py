"""Connecting to iPhones: seldom, one at a time, and never twice to a stranger."""

from __future__ import annotations

from touchline_beacon.readings import Readings
from touchline_spec import tokens

TOKEN = tokens.GattToken(bytes(8), -60, 7, bytes(8))


def test_a_token_follows_its_address_until_the_window_ends() -> None:
    """One read serves a window; then it must be read anew."""
    readings = Readings()
    assert readings.offered("A", 0, 7) is None
    assert readings.wanted("A", 0, 7)
    readings.settled("A", 1, TOKEN)
    assert readings.offered("A", 2, 7) is TOKEN
    assert not readings.wanted("A", 2, 7)
    assert readings.offered("A", 900, 8) is None
    assert readings.wanted("A", 900, 8)


def test_one_connection_at_a_time() -> None:
    """A second phone waits for the first."""
    readings = Readings()
    for address in "AB":
        readings.offered(address, 0, 7)
    assert readings.wanted("A", 0, 7)
    assert not readings.wanted("B", 0, 7)
    readings.settled("A", 1, None)
    assert readings.wanted("B", 1, 7)


def test_a_stranger_is_asked_once_and_forgotten_when_gone() -> None:
    """The bit was another app's; the refusal lasts as long as the address is in reach."""
    readings = Readings()
    readings.offered("A", 0, 7)
    readings.wanted("A", 0, 7)
    readings.settled("A", 1, None, refused=True)
    for window in range(7, 12):
        readings.offered("A", 2 + window, window)
        assert not readings.wanted("A", 2 + window, window)
    readings.sweep(1000)
    assert len(readings) == 0


def test_failures_are_tried_again_after_growing_pauses() -> None:
    """15 s, a minute, five minutes."""
    readings = Readings()
    tries = []
    for now in range(800):
        readings.offered("A", now, 7)
        if readings.wanted("A", now, 7):
            tries.append(now)
            readings.settled("A", now, None)
    assert tries == [0, 15, 75, 375, 675]


def test_a_flood_of_addresses_is_bounded() -> None:
    """Memory does not grow with made-up phones."""
    readings = Readings()
    for number in range(5_000):
        readings.offered(str(number), 0, 7)
    assert len(readings) == 2_000
