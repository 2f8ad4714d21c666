"""Presence: who comes in, where they are, and when they left."""

from __future__ import annotations

import math
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from support.sightings import STORE, kinds, presence, silence, walk
from touchline_beacon.presence import Presence, Reason, Settings, Sighting
from touchline_beacon.presence.signal import Signal, corrected


def test_a_visit_from_coming_in_to_leaving() -> None:
    """Start and zone are dated at the first packet, the end at the last."""
    machine = presence()
    changes = walk(machine, {"left": -60, "right": -80}, range(100, 240))
    changes += silence(machine, range(240, 500))
    assert kinds(changes) == [
        "visit.started",
        "zone.entered shoes",
        "zone.dwelled shoes",
        "zone.dwelled shoes",
        "zone.exited shoes",
        "visit.ended",
    ]
    started, entered, first, second, exited, ended = changes
    assert (started.at, entered.at) == (100, 100)
    assert (first.at, first.threshold, second.at, second.threshold) == (130, 30, 220, 120)
    assert 239 <= exited.at <= 239.1
    assert 239 <= ended.at <= 239.1
    assert 139 <= (ended.seconds or 0) <= 139.1
    assert ended.reason is Reason.SILENCE


def test_nobody_is_told_of_before_six_seconds_and_three_packets() -> None:
    """A passer-by in reach for five seconds was never there."""
    machine = presence()
    assert not walk(machine, {"left": -60}, range(6))
    assert not silence(machine, range(6, 200))
    assert not machine.candidates
    assert not walk(presence(), {"left": -60}, (0, 4.9))


def test_somebody_weak_never_comes_in() -> None:
    """Who stays in the street below the enter level is not in the store, however long."""
    assert not walk(presence(), {"left": -80}, range(600))


def test_the_door_makes_coming_in_quicker_but_is_no_store() -> None:
    """Standing at the door alone is no visit; going in after it is one at once."""
    assert not walk(presence(), {"door": -50}, range(100))
    machine = presence()
    changes = walk(machine, {"door": -50}, range(4)) + walk(machine, {"left": -70, "door": -70}, range(4, 8))
    assert kinds(changes)[:1] == ["visit.started"]
    assert changes[0].at == 0


def test_a_return_within_the_grace_cancels_the_exit() -> None:
    """A lift, a pocket, a cellar: silence of up to the patience and its grace ends nothing."""
    machine = presence()
    walk(machine, {"left": -60}, range(60))
    assert kinds(silence(machine, range(60, 200))) == ["zone.exited shoes"]
    assert kinds(walk(machine, {"left": -60}, range(200, 220))) == ["zone.entered shoes"]
    assert machine.cancelled == 1
    ended = silence(machine, range(220, 500))[-1]
    assert (ended.kind, ended.at) == ("visit.ended", 219)


def test_a_weak_echo_from_the_street_keeps_nobody_in() -> None:
    """Who sits in the café next door has left."""
    machine = presence()
    walk(machine, {"left": -60}, range(60))
    changes = walk(machine, {"left": -95}, range(60, 400))
    assert changes[-1].kind == "visit.ended"
    assert changes[-1].at < 70


def test_a_background_iphone_may_be_silent_for_minutes() -> None:
    """iOS slows a backgrounded app down; four minutes of silence are no exit."""
    machine = presence()
    walk(machine, {"left": -60}, range(60), background=True)
    assert "visit.ended" not in kinds(silence(machine, range(60, 400)))
    assert "visit.ended" in kinds(silence(machine, range(400, 430)))


def test_zones_change_by_a_margin_held_for_a_while() -> None:
    """Five decibels more are noise; eight for three seconds are a step."""
    machine = presence()
    walk(machine, {"left": -65, "right": -70}, range(60))
    assert not [c for c in walk(machine, {"left": -70, "right": -66}, range(60, 100)) if c.zone == "hats"]
    changes = walk(machine, {"left": -78, "right": -62}, range(100, 130))
    assert kinds(changes)[:2] == ["zone.exited shoes", "zone.entered hats"]
    assert changes[0].at <= changes[1].at <= 110


def test_a_zone_just_passed_is_not_told() -> None:
    """Less than five seconds in a zone is walking through."""
    machine = presence()
    walk(machine, {"left": -60, "right": -85}, range(60))
    through = walk(machine, {"left": -85, "right": -60}, range(60, 64))
    back = walk(machine, {"left": -58, "right": -90}, range(64, 90))
    assert not [change for change in through + back if change.zone == "hats"]


def test_an_owner_gone_silent_gives_its_zone_away() -> None:
    """A receiver that hears a phone no more cannot keep it."""
    machine = presence()
    walk(machine, {"left": -62, "right": -68}, range(60))
    assert kinds(walk(machine, {"right": -66}, range(60, 90)))[:2] == ["zone.exited shoes", "zone.entered hats"]


def test_a_phone_heard_every_ten_seconds_is_sparse_and_still_comes_in() -> None:
    """Strict controllers report a phone once per 10.5 s; two packets in 25 s must do."""
    machine = presence()
    changes = walk(machine, {"left": -60}, [0, 10.5, 21, 31.5, 42])
    assert kinds(changes)[0] == "visit.started"
    assert changes[0].sparse
    assert changes[0].at == 0
    assert "visit.ended" not in kinds(silence(machine, range(43, 200)))
    assert "visit.ended" in kinds(silence(machine, range(200, 260)))


def test_nobody_leaves_while_the_receiver_is_deaf() -> None:
    """Our own outage is nobody's exit; the patience goes on where it stopped."""
    machine = presence()
    walk(machine, {"left": -60}, range(60))
    machine.deafen("left", 65)
    assert not silence(machine, range(66, 1000))
    machine.restored("left", 1000)
    assert "visit.ended" not in kinds(silence(machine, range(1000, 1130)))
    ended = silence(machine, range(1130, 1200))[-1]
    assert (ended.kind, ended.at) == ("visit.ended", 59)


def test_closing_time_ends_every_visit_at_its_last_sighting() -> None:
    """The reason is told, and nobody remains."""
    machine = presence()
    walk(machine, {"left": -60}, range(60))
    walk(machine, {"right": -60}, range(60), token="bb")
    changes = machine.close(Reason.CLOSING)
    assert kinds(changes) == ["zone.exited shoes", "visit.ended", "zone.exited hats", "visit.ended"]
    assert {change.reason for change in changes if change.kind == "visit.ended"} == {Reason.CLOSING}
    assert not machine.visits


def test_a_second_visit_with_the_same_token_repeats_no_ordinal() -> None:
    """Ids are made of ordinals; a repeated one would look like a duplicate."""
    machine = presence()
    for begin in (0, 400):
        walk(machine, {"left": -60}, range(begin, begin + 20))
        last = silence(machine, range(begin + 20, begin + 300))[-1]
    assert (last.kind, last.ordinal) == ("visit.ended", 1)


def test_a_flood_of_made_up_tokens_pushes_out_candidates_and_no_visits() -> None:
    """Memory is bounded, and who is in the store stays in the store."""
    machine = presence(tokens=50)
    walk(machine, {"left": -60}, range(20), token="member")
    for number in range(500):
        machine.hear(Sighting(20 + number / 100, f"{number:016x}", "left", -50))
    assert len(machine.candidates) <= 50
    assert "member" in machine.visits


def test_levels_that_are_no_measurement_change_nothing() -> None:
    """0, positive and -127 mean unknown; a repeated callback is one packet."""
    machine = presence()
    for at in range(20):
        for rssi in (0, 5, -127, -128):
            assert not machine.hear(Sighting(at, "aa", "left", rssi))
        assert not machine.hear(Sighting(at, "aa", "nowhere", -50))
    assert not machine.candidates
    signal = Signal()
    assert signal.hear(Settings(receivers=STORE), 1.0, -60)
    assert not signal.hear(Settings(receivers=STORE), 1.001, -60)


def test_a_stronger_phone_is_not_a_nearer_one() -> None:
    """The power byte is taken out, within bounds: nobody can claim to be next to everything."""
    rules = Settings(receivers=STORE)
    assert corrected(rules, "left", -60, None) == -60
    assert corrected(rules, "left", -60, -55) == -64
    assert corrected(rules, "left", -60, 20) == -80
    assert corrected(rules, "left", -60, -127) == -40


def test_smoothing_does_not_depend_on_the_packet_rate() -> None:
    """Ten packets a second and one settle alike after the same time."""
    rules = Settings(receivers=STORE)
    found = []
    for rate in (1, 10):
        signal = Signal()
        for step in range(20 * rate):
            signal.hear(rules, step / rate, -80)
        for step in range(8 * rate):
            signal.hear(rules, 20 + step / rate, -60)
        found.append(signal.level)
    assert math.isclose(found[0], found[1], abs_tol=2.5)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_every_story_is_well_told(seed: int) -> None:
    """Whatever is heard: a visit starts before it ends, zones open before they close, times do not run backwards."""
    dice = random.Random(seed)  # noqa: S311 - a script for the test, not a secret
    machine: Presence = presence()
    now, changes = 0.0, []
    for _ in range(400):
        now += dice.choice((0.1, 0.5, 1.0, 1.0, 3.0, 11.0, dice.uniform(0, 200)))
        changes += machine.tick(now)
        if dice.random() < 0.05:
            machine.deafen("left", now)
        if dice.random() < 0.1:
            machine.restored("left", now)
        sighting = Sighting(now, dice.choice("ab"), dice.choice(list(STORE)), dice.randint(-100, -30))
        changes += machine.hear(sighting)
    changes += machine.close(Reason.AGENT_STOP)
    for token in "ab":
        mine = [change for change in changes if change.token == token]
        check_story(mine)


def check_story(changes: list) -> None:
    begun, zone, last = None, None, -math.inf
    seen = set()
    for change in changes:
        key = (change.kind, change.zone, change.ordinal)
        assert key not in seen or change.kind == "zone.dwelled"
        seen.add(key)
        if change.kind == "visit.started":
            assert begun is None
            begun = change.at
            assert begun >= last
            continue
        assert begun is not None
        assert change.at >= begun
        if change.kind == "visit.ended":
            assert zone is None
            last, begun = change.at, None
        elif change.kind == "zone.entered":
            assert zone is None
            zone = change.zone
        elif change.kind == "zone.exited":
            assert zone == change.zone
            assert (change.seconds or 0) >= 0
            zone = None
        else:
            assert zone == change.zone
