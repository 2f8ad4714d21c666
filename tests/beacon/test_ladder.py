"""The recovery ladder: what is tried when a radio falls silent, in which order, and how often."""

from __future__ import annotations

import itertools

from touchline_beacon import ladder as ladders
from touchline_beacon.ladder import Ladder, Rung


def climb(ladder: Ladder, begin: int, end: int) -> list[tuple[int, Rung]]:
    """What is done in a stretch of silence, looked at once a second."""
    found = []
    for now in range(begin, end):
        rung = ladder.next(now)
        if rung is not None:
            found.append((now, rung))
            ladder.started = max(ladder.started, float(now))
    return found


def test_each_rung_is_given_time_to_help() -> None:
    """Restart, power cycle, USB reset, daemon, reboot; ninety seconds each, then nothing more."""
    ladder = Ladder(tuple(Rung))
    ladder.begin(0)
    done = climb(ladder, 0, 1000)
    assert [rung for _, rung in done] == list(Rung)
    times = [now for now, _ in done]
    assert times[0] == 91
    assert {after - before for before, after in itertools.pairwise(times)} == {91}


def test_a_packet_ends_the_climb() -> None:
    """Whatever helped, the next silence starts below."""
    ladder = Ladder()
    ladder.begin(0)
    assert [rung for _, rung in climb(ladder, 0, 100)] == [Rung.RESTART]
    ladder.hear(100)
    assert not ladder.deaf(150)
    assert [rung for _, rung in climb(ladder, 100, 250)] == [Rung.RESTART]


def test_a_box_is_rebooted_once_a_day_at_most() -> None:
    """A reboot that did not help is not repeated every ten minutes."""
    ladder = Ladder((Rung.REBOOT,))
    ladder.begin(0)
    for begin in (0, 1000, 50_000):
        ladder.hear(begin)
        climb(ladder, begin, begin + 300)
    assert ladder.counts[Rung.REBOOT] == 1
    ladder.hear(90_000)
    climb(ladder, 90_000, 90_300)
    assert ladder.counts[Rung.REBOOT] == 2


def test_scans_are_restarted_now_and_then_at_a_quiet_moment() -> None:
    """Daemons stop without a log line; a busy store waits for a quiet second, but not for ever."""
    ladder = Ladder()
    ladder.begin(0)
    ladder.hear(2700)
    assert ladder.next(2700) is None
    assert ladder.next(2701.5) is Rung.RESTART
    busy = Ladder()
    busy.begin(0)
    busy.hear(5500)
    assert busy.next(5500) is Rung.RESTART


def test_attempts_to_start_differ() -> None:
    """The second comes after a power cycle, the fourth in the other mode; pauses grow to a minute."""
    assert [ladders.attempt(failures, active=True) for failures in range(4)] == [
        (False, True),
        (True, True),
        (False, True),
        (False, False),
    ]
    pauses = [ladders.backoff(failures) for failures in range(9)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0, 60)
