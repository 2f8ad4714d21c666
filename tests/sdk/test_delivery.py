"""What an answer means, as the table of the design's delivery rules."""

from __future__ import annotations

import json
from typing import Any

import pytest

from touchline.delivery import MAX_RETRY_AFTER_S, Action, Answer, Failure, judge, retry_after

JSON = {"content-type": "application/json"}


def answer(status: int, body: Any = None, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {**JSON, **{k.replace("_", "-"): v for k, v in headers.items()}}, raw)


def listed(*statuses: str) -> list[dict[str, Any]]:
    return [{"index": i, "status": status} for i, status in enumerate(statuses)]


@pytest.mark.parametrize(
    ("given", "sent", "action"),
    [
        (answer(202, {"accepted": 3, "results": []}), 3, Action.JUDGED),
        (answer(202, {"accepted": 1, "results": listed("duplicate", "rejected")}), 3, Action.JUDGED),
        (answer(202, {"accepted": 0, "results": listed("accepted", "retry")}), 2, Action.JUDGED),
        (answer(400, {"accepted": 0, "results": listed("rejected")}), 1, Action.JUDGED),
        # Not this batch's answer, or no collector's: events are counted only when every one is accounted for.
        (answer(202, {"accepted": 2, "results": []}), 3, Action.STALL),
        (answer(202, {"accepted": 3.0, "results": []}), 3, Action.STALL),
        (answer(202, {"accepted": True, "results": []}), 1, Action.STALL),
        (answer(202, {"accepted": "3", "results": []}), 3, Action.STALL),
        (answer(202, {"accepted": 3}), 3, Action.STALL),
        (answer(202, {"accepted": 3, "results": {}}), 3, Action.STALL),
        (answer(202, {"accepted": 2, "results": [{"index": 9, "status": "duplicate"}]}), 3, Action.STALL),
        (answer(202, {"accepted": 2, "results": [{"index": -1, "status": "duplicate"}]}), 3, Action.STALL),
        (answer(202, {"accepted": 2, "results": [{"index": True, "status": "duplicate"}]}), 3, Action.STALL),
        (answer(202, {"accepted": 2, "results": [{"index": 0, "status": "eaten"}]}), 3, Action.STALL),
        (answer(202, {"accepted": 1, "results": listed("duplicate") * 2}), 3, Action.STALL),
        (answer(202, b"<html>Welcome to our WiFi</html>", content_type="text/html"), 3, Action.STALL),
        (answer(200, {"accepted": 3, "results": []}), 3, Action.STALL),
        (answer(204, b""), 3, Action.STALL),
        (answer(400, b"<html>", content_type="text/html"), 3, Action.STALL),
        (answer(400, {"code": "bad"}, content_type="application/problem+json; charset=utf-8"), 3, Action.HALVE),
        *[(answer(status), 3, Action.STALL) for status in (301, 302, 307, 401, 403, 404, 405, 407, 410, 418, 451)],
        *[(answer(status), 3, Action.BACK_OFF) for status in (408, 429, 500, 502, 503, 504, 599)],
        (answer(413), 3, Action.HALVE),
        (answer(415), 3, Action.WEAKER_ENCODING),
        (Failure("connect", "refused"), 3, Action.BACK_OFF),
    ],
    ids=lambda value: getattr(value, "name", None) or str(value)[:60],
)
def test_an_answer_means_one_action(given: Answer | Failure, sent: int, action: Action) -> None:
    """Delivered only if the collector said so of every event; everything else is one row."""
    assert judge(given, sent, now=0).action is action


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("99999999", MAX_RETRY_AFTER_S),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 60.0),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    """A server may ask for patience, up to an hour; nonsense is no wish."""
    assert retry_after(value, now=60.0) == seconds


def test_findings_travel_with_their_event() -> None:
    """A rejection carries the collector's findings to the host."""
    finding = {"level": "error", "rule": "envelope.time.naive", "pointer": "/time", "message": "no offset"}
    body = {"accepted": 1, "results": [{"index": 1, "id": "b", "status": "rejected", "findings": [finding]}]}
    (result,) = judge(answer(202, body), 2, now=0).results
    assert (result.index, result.status, result.findings) == (1, "rejected", (finding,))
