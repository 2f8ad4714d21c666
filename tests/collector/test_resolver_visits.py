"""Visits at the collector: what only a change of token made look new is no new visit."""

from __future__ import annotations

from typing import Any

from touchline_collector.resolver import visits
from touchline_collector.resolver.visits import Fact


class Store:
    """Plays facts and keeps the state, as the writer does."""

    def __init__(self) -> None:
        self.state: dict[str, dict[str, Any]] = {}

    def tell(self, kind: str, at: float, token: str = "t1", *, store: str = "s", **more: Any) -> dict[str, Any]:
        fact = Fact(kind, at, token, id=f"{kind}{at}{token}{store}", **more)
        states = dict(self.state)
        own = states.pop(store, None)
        before = repr(own)
        self.state[store], edits = visits.decide(own, fact, states)
        assert repr(own) == before
        return edits


def test_a_dwell_that_only_two_tokens_together_reach_is_told() -> None:
    """Four minutes and two: the second token's two minutes are the five of the stay, and are told once."""
    store, all_ = Store(), {"thresholds_ms": (30_000, 120_000, 300_000)}
    store.tell("visit.started", 0)
    store.tell("zone.entered", 0, zone="z")
    store.tell("zone.dwelled", 120, zone="z", threshold_ms=120_000, **all_)
    store.tell("visit.started", 240, "t2")
    store.tell("zone.entered", 240, "t2", zone="z")
    store.tell("zone.exited", 238, zone="z")
    assert store.tell("zone.dwelled", 270, "t2", zone="z", threshold_ms=30_000, **all_)["continued"]
    crossed = store.tell("zone.dwelled", 360, "t2", zone="z", threshold_ms=120_000, **all_)
    assert (crossed["dwell_ms"], crossed["threshold_ms"], "continued" in crossed) == (360_000, 300_000, False)
    assert store.tell("zone.dwelled", 540, "t2", zone="z", threshold_ms=300_000, **all_)["continued"]


def test_a_change_of_token_continues_visit_zone_and_dwell() -> None:
    """Starts and ends are two events each at the box, one of each to whoever counts."""
    store = Store()
    first = store.tell("visit.started", 0)
    assert "continued" not in first
    assert "continued" not in store.tell("zone.entered", 0, zone="z")
    assert store.tell("zone.dwelled", 120, zone="z", threshold_ms=120_000)["dwell_ms"] == 120_000
    assert store.tell("visit.started", 500, "t2")["continued"]
    assert store.tell("zone.entered", 500, "t2", zone="z")["continued"]
    assert store.tell("zone.exited", 498, zone="z")["continued"]
    assert store.tell("visit.ended", 498) == {"visit_id": first["visit_id"], "continued": True}
    again = store.tell("zone.dwelled", 620, "t2", zone="z", threshold_ms=120_000)
    assert (again["dwell_ms"], again["continued"]) == (620_000, True)
    longer = store.tell("zone.dwelled", 800, "t2", zone="z", threshold_ms=300_000)
    assert (longer["dwell_ms"], "continued" in longer) == (800_000, False)
    assert store.tell("zone.exited", 900, "t2", zone="z") == {"visit_id": first["visit_id"], "dwell_ms": 900_000}
    assert store.tell("visit.ended", 900, "t2") == {"visit_id": first["visit_id"], "duration_ms": 900_000}


def test_a_real_return_is_a_new_visit() -> None:
    """The same token that ended its visit and starts again has really been away."""
    store = Store()
    one = store.tell("visit.started", 0)["visit_id"]
    store.tell("visit.ended", 60)
    two = store.tell("visit.started", 100)
    assert two["visit_id"] != one
    assert "continued" not in two


def test_a_new_token_soon_after_an_end_is_the_same_visit() -> None:
    """A slow phone changed its token while it was silent."""
    store = Store()
    one = store.tell("visit.started", 0)["visit_id"]
    store.tell("visit.ended", 890)
    assert store.tell("visit.started", 905, "t2") == {"visit_id": one, "continued": True}
    assert store.tell("visit.ended", 1000, "t2")["duration_ms"] == 1_000_000


def test_tomorrow_is_another_visit_even_if_the_box_died_today() -> None:
    """A leg that never ended does not hold a visit open for ever."""
    store = Store()
    one = store.tell("visit.started", 0)["visit_id"]
    assert store.tell("visit.started", 86_400, "t9")["visit_id"] != one


def test_two_boxes_of_one_store_tell_one_visit() -> None:
    """The second box's start and the first box's end count for nothing."""
    store = Store()
    one = store.tell("visit.started", 0, box="a")["visit_id"]
    assert store.tell("visit.started", 2, box="b") == {"visit_id": one, "continued": True}
    assert store.tell("visit.ended", 300, box="a")["continued"]
    assert store.tell("visit.ended", 700, box="b") == {"visit_id": one, "duration_ms": 700_000}


def test_stores_do_not_share_visits() -> None:
    """Each store has its own."""
    store = Store()
    one = store.tell("visit.started", 0, store="a")["visit_id"]
    assert store.tell("visit.started", 6000, "t8", store="b")["visit_id"] != one


def test_one_token_in_two_stores_is_flagged_in_both() -> None:
    """Somebody recorded it; no reward should follow from either."""
    store = Store()
    store.tell("visit.started", 0, store="a")
    assert store.tell("visit.started", 300, store="b")["suspected_replay"]
    assert store.tell("visit.ended", 400, store="a")["suspected_replay"]
    assert "suspected_replay" not in store.tell("visit.started", 400, "t2", store="c")


def test_a_zone_left_and_entered_again_by_the_same_token_is_a_new_stay() -> None:
    """Going to the fitting room and back is two stays."""
    store = Store()
    store.tell("visit.started", 0)
    store.tell("zone.entered", 0, zone="z")
    store.tell("zone.exited", 50, zone="z")
    assert "continued" not in store.tell("zone.entered", 90, zone="z")
    assert store.tell("zone.exited", 100, zone="z")["dwell_ms"] == 10_000


def test_states_expire() -> None:
    """Nothing of a visit is remembered longer than something could join it."""
    store = Store()
    store.tell("visit.started", 0)
    store.tell("visit.ended", 100)
    assert not visits.expired(store.state["s"], 1000)
    assert visits.expired(store.state["s"], 100 + visits.KEEP_SECONDS + 1)
