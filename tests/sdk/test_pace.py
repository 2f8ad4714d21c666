"""When, how much and in which encoding: decisions in virtual time."""

from __future__ import annotations

import pytest

from touchline.batch import MAX_EVENTS, Batch
from touchline.delivery import Action, Result, Verdict
from touchline.pace import QUICK_FOR_S, QUICK_WAIT_S, SLOW_WAIT_S, Fate, Pace

OK = Verdict(Action.JUDGED, "ok")
BUSY = Verdict(Action.BACK_OFF, "http.503")
BROKEN = Verdict(Action.BACK_OFF, "http.500")
LOCKED = Verdict(Action.STALL, "http.401")
TOO_LARGE = Verdict(Action.HALVE, "http.413")


def pace(random: float = 0.999) -> Pace:
    return Pace(("zstd", "gzip", "identity"), lambda: random)


def batch(count: int, first: int = 0) -> Batch:
    lines = [b'{"specversion":"1.0","id":"e-%d","x":"%b"}\n' % (first + i, b"x" * 1000) for i in range(count)]
    return Batch(b"".join(lines), count)


def test_waits_grow_and_stay_short_for_an_ordinary_outage() -> None:
    """An outage of minutes is noticed to be over within two seconds; the first retry comes at once."""
    p, now, waits = pace(), 0.0, []
    while now < QUICK_FOR_S:
        p.record(BUSY, batch(1), now)
        waits.append(p.plan(now).wait)
        now += waits[-1]
    assert waits[:3] == sorted(waits[:3])
    assert waits[0] < 0.3
    assert max(waits) <= QUICK_WAIT_S


@pytest.mark.parametrize("verdict", [BUSY, LOCKED])
def test_waits_are_spread_so_that_a_thousand_clients_do_not_come_back_in_step(verdict: Verdict) -> None:
    """Each from half of what the longest would be to the whole of it."""
    waits = []
    for chance in (0.0, 0.5, 1.0):
        p = pace(chance)
        p.record(verdict, batch(1), 0.0)
        waits.append(p.plan(0.0).wait)
    assert waits == pytest.approx([waits[2] / 2, waits[2] * 0.75, waits[2]])


def test_a_long_outage_is_asked_about_rarely() -> None:
    """A collector that has been gone for a quarter of an hour is asked twice a minute."""
    p = pace()
    for now in (0.0, *[QUICK_FOR_S + i for i in range(12)]):
        p.record(BUSY, batch(1), now)
    assert QUICK_WAIT_S < p.plan(now).wait <= SLOW_WAIT_S


def test_a_flush_skips_our_own_wait_but_not_the_servers() -> None:
    """Retry-After is honoured even by a flush."""
    p = pace()
    p.record(BUSY, batch(1), 0.0)
    assert p.plan(0.0).limits is None
    assert p.plan(0.0, urgent=True).limits is not None
    p.record(Verdict(Action.BACK_OFF, "http.429", retry_after=9.0), batch(1), 0.0)
    assert p.plan(0.0, urgent=True).wait == 9.0


def test_probes_are_small_until_the_collector_answers() -> None:
    """A server that is coming back is not met with half a megabyte."""
    p = pace()
    p.record(BUSY, batch(400), 0.0)
    p.record(BUSY, batch(400), 1.0)
    probe = p.plan(100.0).limits
    p.record(OK, batch(1), 100.0)
    full = p.plan(100.0).limits
    assert probe is not None
    assert full is not None
    assert (probe.events, full.events) == (1, MAX_EVENTS)


def test_a_stall_keeps_everything_and_looks_again_slowly() -> None:
    """A wrong key is not answered with a storm; the right one is noticed in minutes."""
    p, now, waits = pace(), 0.0, []
    for _ in range(12):
        assert p.record(LOCKED, batch(1), now) is Fate.KEEP
        assert p.stalled
        waits.append(p.plan(now).wait)
        now += waits[-1]
    assert 2 < waits[0] <= 5
    assert waits[-1] == pytest.approx(300, rel=0.01)
    p.record(OK, batch(1), now)
    assert not p.stalled
    assert p.trouble is None


def sizes_until_aside(verdict: Verdict) -> list[int]:
    p, sizes = pace(), []
    limits = p.plan(0.0).limits
    while limits is not None:
        sizes.append(min(400, limits.events))
        if p.record(verdict, batch(sizes[-1]), 0.0) is Fate.ASIDE:
            return sizes
        limits = p.plan(1000.0).limits
    return sizes


def test_what_is_too_large_is_halved_down_to_the_one_event() -> None:
    """413: halve; alone, set it aside."""
    assert sizes_until_aside(TOO_LARGE) == [400, 200, 100, 50, 25, 12, 6, 3, 1]


def test_a_learned_size_limit_lasts() -> None:
    """After a 413 the next batches stay under the size that was refused, and grow only when all is calm."""
    p = pace()
    p.record(TOO_LARGE, batch(400), 0.0)
    size = len(batch(400).body) // 2
    for _ in range(10):
        p.record(OK, batch(100), 0.0)
        limits = p.plan(0.0).limits
        assert limits is not None
        assert limits.bytes == size


def test_three_internal_errors_halve_the_batch() -> None:
    """500 three times on one batch is about the batch."""
    p = pace()
    for _ in range(3):
        p.record(BROKEN, batch(400), 0.0)
    limits = p.plan(1000.0).limits
    assert limits is not None
    assert limits.events == 200


def fail_three_times(p: Pace, one: Batch) -> Fate:
    for _ in range(2):
        assert p.record(BROKEN, one, 0.0) is Fate.KEEP
    return p.record(BROKEN, one, 0.0)


def test_a_poisonous_event_goes_aside_only_when_others_get_through() -> None:
    """During an outage of 500s nothing is set aside; the event that fails while others pass is."""
    p = pace()
    assert fail_three_times(p, batch(1)) is Fate.LAST
    assert fail_three_times(p, batch(1, first=7)) is Fate.LAST
    assert fail_three_times(p, batch(1)) is Fate.LAST  # nothing got through since: still an outage
    p.record(OK, batch(1, first=8), 0.0)
    assert fail_three_times(p, batch(1)) is Fate.ASIDE


def test_events_to_retry_back_off_like_a_503() -> None:
    """`retry` verdicts alone make the waits grow; progress beside them does not."""
    p = pace()
    retry = Verdict(Action.JUDGED, "ok", results=(Result(0, "retry"),))
    waits = []
    for _ in range(4):
        p.record(retry, batch(1), 0.0)
        waits.append(p.plan(0.0).wait)
    assert waits == sorted(waits)
    assert waits[-1] > 1
    p.record(retry, batch(2), 0.0)
    assert p.plan(0.0).wait < 0.3


def test_encodings_start_at_gzip_and_follow_the_collector() -> None:
    """zstd once the collector names it; weaker after each 415; never up again after that."""
    p = pace()
    assert p.encoding == "gzip"
    p.accepts(frozenset({"zstd", "gzip"}))
    assert p.encoding == "zstd"
    refused = Verdict(Action.WEAKER_ENCODING, "http.415")
    p.record(refused, batch(2), 0.0)
    assert p.encoding == "gzip"
    p.accepts(frozenset({"zstd", "gzip"}))
    assert p.encoding == "gzip"
    p.record(refused, batch(2), 0.0)
    assert p.encoding == "identity"
    p.record(refused, batch(2), 0.0)
    assert p.stalled
