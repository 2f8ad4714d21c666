"""Gates: before_send, consent and sampling by person, on every event whatever made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from touchline import EventError, LineItem, Money, events
from touchline.gates import consented, in_turn, sampled
from touchline.testing import RecordingClient

TYPE = "com.acme.kiosk.slush_poured.v1"


def person(number: int, kind: str = "user") -> list[dict[str, Any]]:
    return [{"type": kind, "value": f"u-{number}"}]


def test_a_gate_sees_the_event_as_it_will_be_sent_and_may_rewrite_it() -> None:
    """Context and typed values are in the copy as plain JSON; what the gate takes out stays out."""
    seen: list[Any] = []

    def scrub(name: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        seen.append((name, data["total"]["amount"], data["channel"]))
        del data["identities"]
        data["order_id"] = "O-*"
        return name, data

    with RecordingClient(gate=scrub, channel="web") as tl, tl.context(identities=person(1)):
        order = events.OrderPlaced(
            order_id="O-1", total=Money("19.99", "EUR"), items=[LineItem(product_id="P-1", quantity="1")]
        )
        assert tl.track(order)
        (event,) = tl.events
    assert seen == [("touchline.order.placed.v1", "19.99", "web")]
    assert event["data"]["order_id"] == "O-*"
    assert event["data"]["channel"] == "web"
    assert "identities" not in event["data"]


def test_what_the_caller_handed_in_is_not_a_gates_to_change() -> None:
    """However deep the gate writes, the host's own objects stay as they are."""

    def write(name: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        data["cup"]["size"] = "XXL"
        return name, data

    given = {"cup": {"size": "L"}}
    with RecordingClient(gate=write) as tl:
        tl.track(TYPE, given)
        assert tl.events[0]["data"] == {"cup": {"size": "XXL"}}
    assert given == {"cup": {"size": "L"}}


def test_an_event_left_out_is_counted_not_an_error() -> None:
    """None: `track` returns None, `stats()` counts it, and strict mode has nothing to say."""
    with RecordingClient(gate=lambda *_: None) as tl:
        assert tl.track(TYPE) is None
        assert tl.stats().not_taken == {"gate": 1}
        tl.assert_nothing_tracked()


@dataclass
class Slush:
    """What an application has at hand."""

    size: str = "L"


@pytest.mark.parametrize("groups", [{}, {"channel": "web"}], ids=["alone", "in a context"])
def test_a_gate_sees_what_is_an_object_only_as_json(groups: dict[str, Any]) -> None:
    """Dataclasses and typed events pass a gate as dictionaries; what is no object is refused as without one."""
    with RecordingClient(strict=False, gate=lambda *event: event, context=groups) as tl:
        assert tl.track(TYPE, Slush())  # type: ignore[arg-type]
        assert tl.track(TYPE, Money("1.00", "EUR"))  # type: ignore[arg-type]
        for wrong in ([1], [], "x", 5):
            assert tl.track(TYPE, wrong) is None  # type: ignore[arg-type]
        assert [event["data"] for event in tl.events] == [
            groups | {"size": "L"},
            groups | {"amount": "1.00", "currency": "EUR"},
        ]
        assert tl.stats().not_taken == {"event.invalid": 4}


def test_a_gate_that_raises_lets_nothing_through() -> None:
    """The host's request goes on, the event is not recorded, and the host is told."""
    told: list[Any] = []
    with RecordingClient(strict=False, gate=lambda *_: 1 / 0, on_error=told.append) as tl:  # type: ignore[arg-type, return-value]
        assert tl.track(TYPE) is None
        tl._notifier.drain(5)
    assert [(problem.reason, "division" in problem.message) for problem in told] == [("event.invalid", True)]


def test_odd_values_are_told_with_a_gate_as_without() -> None:
    """The gate sees the replacement; strict mode still raises, otherwise the host is told."""
    with RecordingClient(gate=lambda *event: event) as tl, pytest.raises(EventError, match="NaN"):
        tl.track(TYPE, {"x": float("nan")})
    told: list[Any] = []
    with RecordingClient(strict=False, gate=lambda *event: event, on_error=told.append) as tl:
        assert tl.track(TYPE, {"x": float("nan")})
        tl._notifier.drain(5)
    assert [problem.reason for problem in told] == ["event.value_replaced"]


@pytest.mark.parametrize(
    ("purposes", "passes"),
    [
        ({"analytics": "granted", "advertising": "granted"}, True),
        ({"analytics": "granted", "advertising": "not_required"}, True),
        ({"analytics": "granted", "advertising": "denied"}, False),
        ({"analytics": "granted", "advertising": "unknown"}, False),
        ({"analytics": "granted"}, False),
        (None, False),
    ],
)
def test_the_consent_gate_needs_every_purpose(purposes: dict[str, str] | None, passes: bool) -> None:  # noqa: FBT001
    """Absent or unknown is not granted; the consent may come from the context."""
    with RecordingClient(gate=consented("analytics", "advertising"), strict=False) as tl:
        with tl.context(consent=None if purposes is None else {"purposes": purposes}):
            assert (tl.track(TYPE) is not None) is passes
        assert tl.track("touchline.consent.updated.v1", {"consent": {"purposes": {"analytics": "denied"}}})


def test_sampling_keeps_or_leaves_whole_people_and_says_how_many_they_stand_for() -> None:
    """One in ten people, by nothing but who they are: in every process the same, each of their events marked."""
    with RecordingClient(gate=sampled(10)) as tl, RecordingClient(gate=sampled(10)) as other:
        for number in range(1000):
            for client in (tl, other):
                with client.context(identities=person(number)):
                    client.track(TYPE, {"n": 1})
                    client.track(TYPE, {"n": 2})
        kept = [event["data"]["identities"][0]["value"] for event in tl.events]
        assert kept == [event["data"]["identities"][0]["value"] for event in other.events]
        assert {event["sampledrate"] for event in tl.events} == {10}
    assert kept[::2] == kept[1::2]
    assert 60 < len(set(kept)) < 140  # 100, four standard deviations around


def test_sampling_goes_by_the_most_lasting_identity_and_spares_the_nameless() -> None:
    """A user is in or out however anonymous ids change; shared devices are nobody; events of nobody are all kept."""
    with RecordingClient(gate=sampled(1000)) as tl:
        results = {
            tl.track(TYPE, {"identities": [*person(n, "anonymous"), *person(7)]}) is not None for n in range(100)
        }
        assert len(results) == 1
        tl.clear()
        assert tl.track(TYPE)
        assert tl.track(TYPE, {"identities": [{"type": "device", "value": "kiosk-1", "shared": True}]})
        assert all("sampledrate" not in event for event in tl.events)


def test_gates_in_turn_see_each_others_work() -> None:
    """Each gets what the one before returned; one refusal ends it; attributes add up."""

    def mark(name: str, data: dict[str, Any]) -> Any:
        return name, {**data, "marked": True}, {"causationid": "c-1"}

    asked: list[str] = []

    def ask(name: str, data: dict[str, Any]) -> Any:
        asked.append(data["marked"])
        return (name, data) if data["n"] else None

    with RecordingClient(gate=in_turn(mark, sampled(1), ask)) as tl:
        assert tl.track(TYPE, {"n": 1, "identities": person(1)}, attributes={"correlationid": "x"})
        assert tl.track(TYPE, {"n": 0}) is None
        (event,) = tl.events
    assert (event["causationid"], event["correlationid"], event["sampledrate"]) == ("c-1", "x", 1)
    assert asked == [True, True]


@pytest.mark.parametrize(("make", "said"), [(lambda: sampled(0), "at least 1"), (consented, "names no purpose")])
def test_a_gate_that_makes_no_sense_is_named(make: Any, said: str) -> None:
    """Where it is made, not where the first event is lost."""
    with pytest.raises(ValueError, match=said):
        make()
