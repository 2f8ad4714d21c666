"""What users test with."""

from __future__ import annotations

from pathlib import Path

import pytest

import touchline
from touchline import Client, Identity, Money, events
from touchline.testing import LocalCollector, RecordingClient

pytest_plugins = ["pytester"]


def order(**more: object) -> events.OrderPlaced:
    items = [touchline.LineItem(product_id="P-1", quantity="1")]
    facts = {"order_id": "O-1", "total": Money("19.99", "EUR"), "items": items, **more}
    return events.OrderPlaced.model_validate(facts)


def test_what_was_tracked_is_found_by_type_and_data(touchline_recorder: RecordingClient) -> None:
    """Typed or dynamic, long name or short."""
    with touchline_recorder.context(channel="web", identities=[Identity.email("jane@example.com")]):
        touchline_recorder.track(order())
    touchline_recorder.assert_tracked("order.placed", {"total": Money("19.99", "EUR")}, count=1)
    touchline_recorder.assert_tracked("touchline.order.placed.v1")
    touchline_recorder.assert_not_tracked("cart.viewed")
    assert "jane" not in str(touchline_recorder.events)
    touchline_recorder.clear()
    touchline_recorder.assert_nothing_tracked()


def test_a_miss_shows_the_nearest_event(touchline_recorder: RecordingClient) -> None:
    """The message is a diff of what was expected and what came closest."""
    touchline_recorder.track("com.acme.cup.v1", {"size": "L", "flavour": "cherry"})
    with pytest.raises(AssertionError) as failed:
        touchline_recorder.assert_tracked("com.acme.cup.v1", {"size": "M", "flavour": "cherry"})
    text = str(failed.value)
    assert '-  "size": "M"' in text
    assert '+  "size": "L"' in text
    with pytest.raises(AssertionError, match=r"tracked was: com\.acme\.cup\.v1"):
        touchline_recorder.assert_tracked("order.placed")


def test_a_wrong_event_fails_where_it_is_tracked(touchline_recorder: RecordingClient) -> None:
    """Strict: unknown types with a suggestion, misspelt fields, raw addresses."""
    with pytest.raises(touchline.EventError, match=r"did you mean 'touchline\.order\.placed\.v1'"):
        touchline_recorder.track("touchline.order.plased.v1", {})
    with touchline_recorder.context(channel="web"), pytest.raises(touchline.EventError) as wrong:
        touchline_recorder.track("touchline.order.placed.v1", {"order_id": "O-1", "coupn": "X"})
    assert {finding.pointer for finding in wrong.value.findings} >= {"/data/coupn"}
    with pytest.raises(ValueError, match=r"Identity\.email"):
        Identity.user("jane@example.com")


def test_a_local_collector_answers_like_one(tmp_path: Path) -> None:
    """Verdicts, duplicates and findings, for a whole application's test."""
    with (
        LocalCollector() as collector,
        Client(collector.url, source="//shop", outbox=tmp_path, channel="web") as client,
    ):
        client.track(order(), id="a")
        client.track(order(), id="a")
        client.track("touchline.order.placed.v1", {"order_id": 3})
        report = client.flush()
        assert [event["id"] for event in collector.wait_for(1)] == ["a"]
        assert report.stats.duplicates == report.stats.rejected == 1
        assert report.refused[0].findings


def test_the_fixture_comes_with_the_installation(pytester: pytest.Pytester) -> None:
    """A user's test file needs no import for it."""
    pytester.makepyfile(
        """
        def test_shop(touchline_recorder):
            touchline_recorder.track("com.acme.cup.v1", {"size": "L"})
            touchline_recorder.assert_tracked("com.acme.cup.v1", {"size": "L"})
        """
    )
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)
