"""One sink's lane, decided without threads, disk or clock."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.lanes import World, event, logged
from touchline_collector.eventlog import Gap
from touchline_collector.forward.breaker import PAUSE, Health
from touchline_collector.forward.guard import IN_A_ROW
from touchline_collector.forward.lane import HELD_BATCHES
from touchline_collector.forward.ledger import State
from touchline_collector.forward.selection import Patterns, Selection
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Outcome,
    Refused,
    Retry,
    TooLarge,
    Unavailable,
)

EIGHT = range(1, 9)
SUBSETS = [set(s) for s in chain.from_iterable(combinations(EIGHT, n) for n in range(9))]


class Poisoned:
    """A sink that refuses a whole batch, without saying why, when one event in it is poisoned."""

    def __init__(self, poison: set[int]) -> None:
        self.poison = poison

    def __call__(self, batch: Batch) -> Sequence[Outcome]:
        bad = any(e.position in self.poison for e in batch.events)
        return batch.all(Fatal("refused", "a row is wrong") if bad else OK)


@pytest.mark.parametrize("poison", SUBSETS, ids=str)
def test_every_subset_of_poisoned_events_is_found(poison: set[int]) -> None:
    """Exactly the others arrive, each once, and exactly the culprits are dead letters."""
    world = World([logged(n) for n in EIGHT], Poisoned(poison)).run()
    assert sorted(world.arrived) == sorted(set(EIGHT) - poison)
    assert set(world.letters) == poison
    assert world.saved.ledger.pending(8) == 0
    assert world.saved.position == 8


def test_a_culprit_that_the_sink_names_costs_no_search() -> None:
    """A proven refusal is buried at once, its neighbours are not sent again."""

    def name(batch: Batch) -> Sequence[Outcome]:
        return [Fatal("bad", "key", proven=True) if e.position == 3 else OK for e in batch.events]

    world = World([logged(n) for n in EIGHT], name).run()
    assert len(world.sent) == 1
    assert set(world.letters) == {3}


def test_several_named_culprits_are_all_buried() -> None:
    """None of them is forgotten beside the first."""

    def name(batch: Batch) -> Sequence[Outcome]:
        return [Fatal("bad", "key", proven=True) if e.position % 3 == 0 else OK for e in batch.events]

    world = World([logged(n) for n in EIGHT], name).run()
    assert set(world.letters) == {3, 6}
    assert world.saved.ledger.pending(8) == 0


def test_a_batch_put_off_whole_is_an_outage() -> None:
    """The sink waits as one, not event by event, and the batch comes again as it was."""
    answers = iter([True, False])
    world = World([logged(n) for n in EIGHT])
    world.behave = lambda batch: batch.all(Retry("busy", 9.0) if next(answers) else OK)
    world.run()
    assert world.sent == [world.sent[0]] * 2
    assert world.now >= 9


def test_one_poisoned_event_in_five_hundred_costs_few_writes() -> None:
    """The search halves: nine levels, two writes each."""
    world = World([logged(n) for n in range(1, 501)], Poisoned({137}), Limits(events=500)).run()
    assert set(world.letters) == {137}
    assert sorted(world.arrived) == sorted(set(range(1, 501)) - {137})
    assert len(world.sent) < 25


def test_the_guard_stops_before_everything_is_buried() -> None:
    """A sink that refuses every event gets no more than a bounded number of burials, and nothing is lost."""
    world = World([logged(n) for n in range(1, 1001)], lambda b: b.all(Fatal("shape", "no such column")))
    world.run(until=3600.0)
    assert len(world.letters) == IN_A_ROW
    assert world.lane.breaker.health is Health.GUARDED
    assert world.saved.ledger.pending(1000) == 1000 - IN_A_ROW


def test_the_guard_opens_when_the_sink_takes_events_again() -> None:
    """What was refused meanwhile is delivered; only what stays refused is buried."""
    broken = {"yes": True}

    def behave(batch: Batch) -> Sequence[Outcome]:
        return batch.all(Fatal("shape", "no such column")) if broken["yes"] else Poisoned({700})(batch)

    world = World([logged(n) for n in range(1, 1001)], behave)
    world.run(until=600.0)
    broken["yes"] = False
    world.run()
    assert world.saved.ledger.delivered == 1000 - IN_A_ROW - 1
    assert 700 in world.letters
    assert world.saved.ledger.pending(1000) == 0


def test_an_outage_buries_nothing_however_long() -> None:
    """There is no limit of attempts; after the outage everything arrives once."""
    back = 7200.0
    world = World([logged(n) for n in range(1, 101)])

    def behave(batch: Batch) -> Sequence[Outcome]:
        if world.now < back:
            raise Unavailable("connection refused")
        return batch.all(OK)

    world.behave = behave
    world.run()
    assert sorted(world.arrived) == list(range(1, 101))
    assert len(world.arrived) == 100
    assert not world.letters
    assert world.now < back + 120


def test_an_outage_is_probed_with_single_events() -> None:
    """From the third failure on, a sink coming back meets one event, not a full batch."""
    world = World([logged(n) for n in range(1, 101)])

    def behave(batch: Batch) -> Sequence[Outcome]:
        if world.now < 300:
            raise Unavailable("down")
        return batch.all(OK)

    world.behave = behave
    world.run()
    down = [positions for _, positions in world.sent[3 : world.sent.index(world.sent[-1])] if len(positions) == 1]
    first_taken = next(i for i, (_, p) in enumerate(world.sent) if p and p[0] in world.arrived and i > 3)
    assert len(down) >= 3
    assert all(len(positions) == 1 for _, positions in world.sent[3 : first_taken + 1])


def test_waits_grow_and_honour_what_the_sink_asked_for() -> None:
    """`Retry-After` is a minimum."""
    times: list[float] = []
    world = World([logged(1)])

    def behave(batch: Batch) -> Sequence[Outcome]:
        times.append(world.now)
        if len(times) < 4:
            raise Unavailable("busy", after=40.0)
        return batch.all(OK)

    world.behave = behave
    world.run()
    assert all(b - a >= 40 for a, b in pairwise(times))


def test_a_refusal_pauses_and_is_probed_slowly() -> None:
    """A wrong password is no reason to hammer; a corrected one is found without a restart."""
    world = World([logged(n) for n in EIGHT])

    def behave(batch: Batch) -> Sequence[Outcome]:
        if world.now < 10 * PAUSE:
            raise Refused("password authentication failed")
        return batch.all(OK)

    world.behave = behave
    world.run(until=9 * PAUSE)
    assert world.lane.breaker.health is Health.PAUSED
    assert len(world.sent) <= 20
    world.run()
    assert world.saved.ledger.delivered == 8
    assert world.lane.breaker.health is Health.UP


def test_an_operators_pause_sends_not_even_a_probe() -> None:
    """Until resumed."""
    world = World([logged(n) for n in EIGHT])
    world.lane.breaker.hold("maintenance")
    assert not world.run().sent
    world.lane.breaker.resume()
    assert world.run().saved.ledger.delivered == 8


def test_events_put_off_do_not_hold_the_others_up() -> None:
    """The cursor waits for them, the set above it does not."""
    world = World([logged(n) for n in range(1, 33)])

    def behave(batch: Batch) -> Sequence[Outcome]:
        return [Retry("later") if e.position == 5 and world.now < 30 else OK for e in batch.events]

    world.behave = behave
    world.run()
    assert world.arrived.index(32) < world.arrived.index(5)
    assert sorted(world.arrived) == list(range(1, 33))
    assert world.saved.position == 32


def test_what_is_settled_above_the_cursor_is_bounded() -> None:
    """A sink that puts off every third event for hours is not read for ahead without end."""
    world = World([logged(n) for n in range(1, 2001)])
    world.behave = lambda b: [Retry("later") if e.position % 3 == 0 and world.now < 7200 else OK for e in b.events]
    bound = HELD_BATCHES * 8
    most = 0
    while world.step():
        most = max(most, len(world.saved.above))
        assert most <= bound
    assert most > bound // 2
    assert (world.saved.position, world.saved.ledger.delivered) == (2000, 2000)


def test_a_batch_too_large_is_halved_and_a_single_one_buried() -> None:
    """Sizes shrink to what the sink takes; an event larger than that is named."""

    def behave(batch: Batch) -> Sequence[Outcome]:
        large = sum(len(e.body) for e in batch.events) > 400
        return batch.all(TooLarge("413") if large else OK)

    events = [logged(n, data=b'{"x":"%b"}' % (b"x" * (500 if n == 6 else 10))) for n in range(1, 20)]
    world = World(events, behave).run()
    assert world.letters == {6: ("too_large", "413")}
    assert world.saved.ledger.delivered == 18


def test_a_batch_in_flight_at_a_crash_is_sent_again_as_it_was() -> None:
    """Same token, same events, whatever arrived meanwhile; sinks deduplicate by it."""
    world = World([logged(n) for n in EIGHT])

    def die(batch: Batch) -> Sequence[Outcome]:
        raise KeyboardInterrupt

    world.behave = die
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.events += [logged(n) for n in range(9, 50)]
    world.crash()
    world.behave = lambda batch: batch.all(OK)
    world.run()
    assert world.sent[1] == world.sent[0]
    assert sorted(world.arrived) == list(range(1, 50))


def test_a_sink_that_goes_by_the_token_sees_a_failed_batch_whole() -> None:
    """Not even a probe may break up what it may have taken already."""
    failures = iter(range(6))

    def behave(batch: Batch) -> Sequence[Outcome]:
        if next(failures, None) is not None:
            raise Unavailable("timeout")
        return batch.all(OK)

    world = World([logged(n) for n in EIGHT], behave, by_token=True).run()
    assert len(set(world.sent[:7])) == 1


def test_a_batch_that_is_too_slow_as_a_whole_comes_in_parts() -> None:
    """Also for a sink that goes by the token: it would never finish otherwise."""

    def behave(batch: Batch) -> Sequence[Outcome]:
        if len(batch.events) > 2:
            raise Unavailable("timeout", slow=True)
        return batch.all(OK)

    world = World([logged(n) for n in EIGHT], behave, by_token=True).run()
    assert sorted(world.arrived) == list(EIGHT)


def test_filtered_positions_settle_unsent() -> None:
    """A sink's filters cost it nothing but a count."""
    events = [logged(n, "touchline.order.placed.v1" if n % 3 else "touchline.page.viewed.v1") for n in range(1, 31)]
    world = World(events, selection=Selection(types=Patterns(["touchline.page.*"]))).run()
    assert world.arrived == [n for n in range(1, 31) if n % 3 == 0]
    assert world.saved.ledger.filtered == 20
    assert world.saved.position == 30


def test_positions_that_left_the_log_are_named_in_the_books() -> None:
    """Expired, erased and damaged ones, in the middle and at the end."""
    kept = [logged(n) for n in range(1, 31) if n not in range(10, 15) and n < 26 and n != 20]
    gaps = [Gap(10, 14, "expired"), Gap(20, 20, "erased"), Gap(26, 30, "damaged")]
    world = World(kept, gaps=gaps, head=30).run()
    ledger = world.saved.ledger
    assert (ledger.expired, ledger.erased, ledger.damaged) == (5, 1, 5)
    assert ledger.delivered == 19
    assert world.saved.position == 30


def test_a_dead_letter_sent_again_is_pending_until_taken() -> None:
    """dead -> pending -> delivered, and the books close."""
    poison = {4}
    world = World([logged(n) for n in EIGHT], Poisoned(poison)).run()
    world.lane.revive([event(4)])
    world.letters.pop(4)
    assert world.lane.checkpoint().ledger.pending(8) == 1
    poison.clear()
    world.run()
    assert world.saved.ledger.delivered == 8
    assert 4 in world.arrived


def test_a_dead_letter_refused_again_is_dead_again() -> None:
    """With the new reason."""
    world = World([logged(n) for n in EIGHT], Poisoned({4})).run()
    world.lane.revive([event(4)])
    world.letters.pop(4)
    world.run()
    assert set(world.letters) == {4}
    assert world.saved.ledger.pending(8) == 0


def test_a_sink_with_a_wrong_count_of_outcomes_settles_nothing() -> None:
    """An answer that does not fit is no answer."""
    answers = iter([[OK], [OK] * 20])
    world = World([logged(n) for n in EIGHT])
    world.behave = lambda batch: next(answers, None) or batch.all(OK)
    world.run()
    assert world.saved.ledger.delivered == 8


def test_lingering_waits_for_company_but_not_for_ever() -> None:
    """A sparse sink gets its event after the linger time, a full batch at once."""
    world = World([logged(n) for n in range(1, 4)], limits=Limits(events=8, linger=30.0))
    world.run()
    assert world.sent == [("t1", (1, 2, 3))]
    assert 30 <= world.now < 31


def chaos(rng: random.Random, world: World) -> Sequence[Outcome]:
    """Anything a sink may do, at random."""

    def behave(batch: Batch) -> Sequence[Outcome]:
        roll = rng.random()
        if roll < 0.15:
            raise Unavailable("gone", after=rng.choice([None, 5.0]))
        if roll < 0.18:
            raise Refused("go away")
        if roll < 0.22:
            return batch.all(TooLarge("413")) if len(batch.events) > 1 else batch.all(OK)
        if roll < 0.25:
            return [OK] * (len(batch.events) + 1)
        poisoned = [e.position % 17 == 0 for e in batch.events]
        if any(poisoned) and roll < 0.6:
            return batch.all(Fatal("refused", "one of these"))
        wrong = Fatal("refused", "this one", proven=True)
        choices = [OK, OK, OK, Retry("later")]
        return [wrong if p else rng.choice(choices) for p in poisoned]

    world.behave = behave
    return []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 120), st.booleans())
def test_the_books_close_whatever_the_sink_does(seed: int, count: int, by_token: bool) -> None:  # noqa: FBT001
    """Every position ends delivered, filtered or dead, across crashes, and nothing is invented."""
    rng = random.Random(seed)  # noqa: S311
    types = ["touchline.order.placed.v1", "touchline.page.viewed.v1"]
    events = [logged(n, rng.choice(types)) for n in range(1, count + 1)]
    world = World(events, selection=Selection(types=Patterns(["*.order.*"])), by_token=by_token, seed=seed)
    chaos(rng, world)
    for _ in range(rng.randrange(4)):
        for _ in range(rng.randrange(60)):
            world.step()
        world.crash()
    world.run()
    wanted = {e.position for e in events if "order" in e.type}
    dead = {p for p in wanted if p % 17 == 0 and p in world.letters}
    assert set(world.letters) == dead
    assert set(world.arrived) | dead >= wanted
    assert set(world.arrived) <= wanted
    ledger = world.saved.ledger
    assert (ledger.delivered, ledger.dead, ledger.filtered) == (len(wanted) - len(dead), len(dead), count - len(wanted))
    assert world.saved.position == count
    assert not world.saved.above


def test_states_are_those_of_the_ledger() -> None:
    """Every state but pending is counted."""
    world = World([])
    assert {s.value for s in State} - {"pending"} == set(type(world.saved.ledger).__dataclass_fields__)
