"""Strangers' made-up tokens: refused where filters tell, and never more than a receiver can bear."""

from __future__ import annotations

from random import Random

import pytest

from touchline_beacon.admission import NEW_A_SECOND, NEW_AT_ONCE, Admission
from touchline_beacon.presence import Presence, Receiver, Settings, Sighting
from touchline_spec import membership

SETTINGS = Settings(receivers={"ble-1": Receiver("shoes"), "ble-2": Receiver("hats")})
DICE = Random(5)  # noqa: S311 - made-up tokens
MEMBER, LATE = (DICE.randbytes(8) for _ in range(2))
WINDOW = 1_994_820


def sighting(eid: bytes, at: float = 0.0, receiver: str = "ble-1") -> Sighting:
    return Sighting(at, eid.hex(), receiver, -60)


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_a_member_is_taken_whose_clock_is_a_window_off(step: int) -> None:
    """The filters beside the present one count as well."""
    filters = {WINDOW + near: membership.of(WINDOW + near, [MEMBER] if near == step else [LATE]) for near in (-1, 0, 1)}
    admission = Admission(Presence(SETTINGS), lambda: WINDOW, filters.get)
    assert admission.takes(sighting(MEMBER))
    strangers = [sighting(DICE.randbytes(8), at / 10) for at in range(1000)]
    assert sum(map(admission.takes, strangers)) < 40
    assert admission.unknown > 960


def test_without_a_filter_or_the_time_everybody_is_taken() -> None:
    """What cannot be told here is told by the collector."""
    filters = {WINDOW: membership.of(WINDOW, []), WINDOW - 1: membership.of(WINDOW - 1, [])}
    assert Admission(Presence(SETTINGS), lambda: WINDOW, filters.get).takes(sighting(MEMBER))
    filters[WINDOW + 1] = membership.of(WINDOW + 1, [])
    assert not Admission(Presence(SETTINGS), lambda: WINDOW, filters.get).takes(sighting(MEMBER))
    assert Admission(Presence(SETTINGS), lambda: None, filters.get).takes(sighting(MEMBER))


def test_who_is_known_is_not_judged_again() -> None:
    """A visit that began goes on, whatever filters say of its token in later windows."""
    presence = Presence(SETTINGS)
    admission = Admission(presence, lambda: WINDOW, lambda window: membership.of(window, []))
    for second in range(10):
        presence.hear(sighting(MEMBER, float(second)))
    assert admission.takes(sighting(MEMBER, 11.0))
    assert not admission.takes(sighting(LATE, 11.0))


def test_a_flood_leaves_the_other_receivers_and_known_phones_alone() -> None:
    """Ten thousand new tokens in a second: as many as a full store has are taken; a minute later all is well."""
    presence = Presence(SETTINGS)
    admission = Admission(presence)
    presence.hear(sighting(MEMBER))
    taken = sum(admission.takes(sighting(DICE.randbytes(8), at / 10_000)) for at in range(10_000))
    assert NEW_AT_ONCE <= taken <= NEW_AT_ONCE + NEW_A_SECOND
    assert admission.flooded == 10_000 - taken
    assert admission.takes(sighting(MEMBER, 1.0))
    assert admission.takes(sighting(LATE, 1.0, "ble-2"))
    assert admission.takes(sighting(LATE, 60.0))
