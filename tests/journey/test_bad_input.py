"""What bad input gets, over real HTTP: a named finding each, the good ones kept, the rejects stored and redacted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.collectors import Collector, order, until
from support.events_table import rows

Event = dict[str, Any]


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    with Collector(tmp_path_factory.mktemp("bad-input")) as running:
        yield running


def changed(**members: Any) -> Event:
    event = order()
    event["data"] |= members
    return event


def large() -> Event:
    return changed(ext={"com.example.shop": {"note": "x" * 70 * 1024}})


def number_amount() -> Event:
    return changed(total={"amount": 19.99, "currency": "EUR"})


BAD: dict[str, tuple[Callable[[], Event], str, str]] = {
    "a wrong type": (lambda: changed(order_id=7), "data.type", "/data/order_id"),
    "an unknown event type": (lambda: order(type="touchline.order.plcaed.v1"), "type.unknown", "/type"),
    "an event of 70 KiB": (large, "event.size", ""),
    "a naive timestamp": (lambda: order(time="2026-11-20T10:00:00"), "envelope.time.naive", "/time"),
    "an amount as a JSON number": (number_amount, "money.amount", "/data/total/amount"),
    "a raw address where a hash belongs": (
        lambda: changed(
            identities=[{"type": "email_hash", "value": "jane.private@example.com", "recipe": "email.plain"}]
        ),
        "identity.raw_email",
        "/data/identities/0/value",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_one_bad_event_among_good_ones_is_named_and_refused_alone(collector: Collector, what: str) -> None:
    """Code and pointer for the bad one; both good ones are accepted and land in the database."""
    make, rule, pointer = BAD[what]
    good = [order(), order()]
    answer = collector.post([good[0], make(), good[1]])
    body = answer.json()
    assert (answer.status_code, body["accepted"]) == (202, 2)
    (result,) = body["results"]
    assert (result["index"], result["status"]) == (1, "rejected")
    named = {(finding["rule"], finding["pointer"]) for finding in result["findings"] if finding["level"] == "error"}
    assert (rule, pointer) in named
    assert until(lambda: {each["id"] for each in good} <= stored(collector))


def test_malformed_json_is_a_problem(collector: Collector) -> None:
    """The whole request is refused, with a stable code, in problem+json."""
    answer = collector.post(b'{"specversion": "1.0", ')
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["code"]


def test_a_malformed_line_is_refused_alone(collector: Collector) -> None:
    """Of NDJSON, only the line."""
    good = [order(), order()]
    lines = [json.dumps(good[0]), '{"specversion": ', json.dumps(good[1])]
    answer = collector.post("\n".join(lines).encode(), content_type="application/x-ndjson")
    assert (answer.status_code, answer.json()["accepted"]) == (202, 2)
    assert [(each["index"], each["status"]) for each in answer.json()["results"]] == [(1, "rejected")]
    assert until(lambda: {each["id"] for each in good} <= stored(collector))


def test_only_bad_events_make_a_400_with_verdicts(collector: Collector) -> None:
    """All rejected: 400, the same body."""
    answer = collector.post([order(time="yesterday")])
    assert answer.status_code == 400
    assert answer.json()["results"][0]["status"] == "rejected"


def test_rejects_are_kept_with_their_reasons_and_without_the_address(collector: Collector) -> None:
    """One can look them up by the command, and the address is nowhere in the data folder."""
    event = changed(identities=[{"type": "email_hash", "value": "jane.private@example.com", "recipe": "email.plain"}])
    collector.post([event])
    command = [sys.executable, "-m", "touchline_collector.cli", "rejects", "list", "--data-dir", str(collector.data)]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    assert event["id"] in listed
    assert "identity.raw_email" in listed
    for file in (each for each in collector.data.rglob("*") if each.is_file()):
        assert b"jane.private" not in file.read_bytes(), file
    assert "jane.private" not in collector.errors()


def stored(collector: Collector) -> set[str]:
    return {row["id"] for row in rows(collector.data)}
