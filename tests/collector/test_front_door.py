"""The front door of a running collector, over real sockets."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.collectors import Collector, order


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    with Collector(tmp_path_factory.mktemp("door")) as running:
        yield running


def test_a_good_event_is_accepted_and_arrives(collector: Collector) -> None:
    """202 with nothing listed; the row carries what was sent plus the received time."""
    event = order()
    answer = collector.post(event)
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1, "results": []})
    assert answer.headers["accept-encoding"] == "zstd, gzip"
    (row,) = collector.rows(event["id"])
    stored = json.loads(row["event"])
    assert stored.pop("receivedtime") == row["received_time"]
    assert stored == event


def test_every_event_has_its_own_verdict(collector: Collector) -> None:
    """The good of a batch are kept; the others are listed with index, id and every finding."""
    good, twice, bad = order(), order(), order(time="2026-11-20T10:00:00", dataschema="nonsense")
    collector.post(twice)
    answer = collector.post([good, twice, bad]).json()
    assert answer["accepted"] == 1
    duplicate, rejected = answer["results"]
    assert duplicate == {"index": 1, "id": twice["id"], "status": "duplicate", "findings": []}
    assert (rejected["index"], rejected["id"], rejected["status"]) == (2, bad["id"], "rejected")
    assert {finding["pointer"] for finding in rejected["findings"]} >= {"/time", "/dataschema"}
    collector.rows(good["id"])


def test_all_results_on_request(collector: Collector) -> None:
    """`?results=all` lists everything and accepts 0 unlisted."""
    event = order()
    answer = collector.post(event, "/v1/events?results=all").json()
    assert answer == {
        "accepted": 0,
        "results": [{"index": 0, "id": event["id"], "status": "accepted", "findings": []}],
    }


def test_all_rejected_is_400_with_verdicts(collector: Collector) -> None:
    """The same body as a 202, so that a client reads one format."""
    answer = collector.post([order(type="touchline.order.plcaed.v1"), {"no": "event"}])
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert [r["status"] for r in answer.json()["results"]] == ["rejected", "rejected"]
    assert answer.json()["accepted"] == 0


def test_a_broken_line_is_rejected_alone(collector: Collector) -> None:
    """The lines around it are kept."""
    body = b"\n".join([json.dumps(order()).encode(), b'{"broken', json.dumps(order()).encode()])
    answer = collector.post(body, content_type="application/x-ndjson").json()
    assert answer["accepted"] == 2
    assert [(r["index"], r["id"], r["status"]) for r in answer["results"]] == [(1, None, "rejected")]


def test_an_accepted_event_with_a_finding_is_listed(collector: Collector) -> None:
    """A third-party type without a schema is taken, and the sender is told that nobody checked it."""
    event = order(type="com.acme.kiosk.slush_poured.v1", dataschema=None, data={"size": "L"})
    (result,) = collector.post(event).json()["results"]
    assert result["status"] == "accepted"
    assert result["findings"][0]["level"] == "info"


@pytest.mark.parametrize("skew", [timedelta(hours=3), timedelta(hours=-3)])
@pytest.mark.parametrize("way", ["header", "query"])
def test_a_wrong_clock_is_corrected_beside_the_time(collector: Collector, skew: timedelta, way: str) -> None:
    """`time` stays as sent; `adjustedtime` is moved by the request's error, wherever the sent time stands."""
    happened = datetime.now(UTC) - timedelta(minutes=5)
    event = order(time=(happened + skew).isoformat())
    sent = (datetime.now(UTC) + skew).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if way == "header":
        answer = collector.post(event, Touchline_Sent_Time=sent)
    else:
        answer = collector.post(event, f"/v1/events?sent={sent}", content_type="text/plain")
    assert answer.json() == {"accepted": 1, "results": []}
    (row,) = collector.rows(event["id"])
    assert json.loads(row["event"])["time"] == event["time"]
    assert abs(datetime.fromisoformat(row["adjusted_time"]) - happened) < timedelta(seconds=10)


def test_a_small_difference_is_no_skew(collector: Collector) -> None:
    """Ten seconds are network."""
    event = order()
    collector.post(event, Touchline_Sent_Time=(datetime.now(UTC) - timedelta(seconds=5)).isoformat())
    (row,) = collector.rows(event["id"])
    assert row["adjusted_time"] is None


def test_an_unreadable_sent_time_costs_no_event(collector: Collector) -> None:
    """The event is kept; the sender is warned."""
    answer = collector.post(order(), Touchline_Sent_Time="yesterday").json()
    assert [(r["status"], r["findings"][0]["rule"]) for r in answer["results"]] == [
        ("accepted", "request.sent_time.invalid")
    ]


def test_compressed_bodies_are_taken(collector: Collector) -> None:
    """gzip, as the SDK sends."""
    answer = collector.post(gzip.compress(json.dumps([order(), order()]).encode()), content_encoding="gzip")
    assert answer.json()["accepted"] == 2


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{", {}, 400, "malformed"),
        (b"x", {"content_encoding": "gzip"}, 400, "malformed"),
        (b"<a/>", {"content_type": "application/xml"}, 415, "unsupported"),
        (b"x", {"content_encoding": "br"}, 415, "unsupported"),
        (b"[" + b"0," * 1000 + b"0]", {}, 413, "too_large"),
        (b" " * ((1 << 20) + 1), {}, 413, "too_large"),
        (b"{}", {"host": "evil.example.com"}, 403, "not_local"),
        (b"{}", {"origin": "https://evil.example.com"}, 403, "not_local"),
        (b"{}", {"x_forwarded_for": "10.0.0.1"}, 403, "not_local"),
        (b"{}", {"forwarded": "for=10.0.0.1"}, 403, "not_local"),
    ],
)
def test_request_errors_are_problems(
    collector: Collector, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    """RFC 9457, with a stable code; never an HTML page, never a verdict."""
    answer = collector.post(body, **headers)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["code"]) == (status, code)
    assert answer.headers["accept-encoding"] == "zstd, gzip"


def test_the_local_names_of_this_machine_are_welcome(collector: Collector) -> None:
    """localhost, 127.0.0.1 and [::1], with a port or without, and pages served here."""
    for host in ("localhost", "127.0.0.1:8787", "[::1]:8787"):
        assert collector.post(order(), host=host, origin=f"http://{host}").status_code == 202


def test_other_paths_and_methods_are_problems_too(collector: Collector) -> None:
    """404 and 405 as everything else."""
    assert collector.get("/v1/nothing").json()["code"] == "not_found"
    assert collector.get("/livez").status_code == 200
    assert collector.get("/readyz").status_code == 200


def test_rejects_rest_redacted(tmp_path: Path) -> None:
    """A raw address that arrived in a reject is nowhere on the disk; the findings are."""
    with Collector(tmp_path) as collector:
        event = order()
        event["data"]["identities"].append({"type": "email_hash", "value": "jane@example.com", "recipe": "email.plain"})
        event["data"]["ext"] = {"com.acme": {"email": "joe@example.com"}}
        answer = collector.post([event, order()])
        assert answer.json()["results"][0]["status"] == "rejected"
        assert "example.com" not in json.dumps([r["findings"] for r in answer.json()["results"]])
        assert collector.stop() == 0
    stored = b"".join(path.read_bytes() for path in collector.data.rglob("*") if path.is_file())
    assert b"jane@" not in stored
    assert b"joe@" not in stored
    with closing(sqlite3.connect(f"file:{collector.data}/log/log.db?mode=ro", uri=True)) as db:
        ((kept, findings),) = db.execute("SELECT event, findings FROM rejects").fetchall()
    assert "[redacted:email]" in kept.decode()
    assert json.loads(findings)


@pytest.mark.parametrize(
    ("member", "before"),
    [(b'"subject"', b'"subject":"jane@example.com",'), (b'"value"', b'"value":"+49 151 1234567",')],
)
def test_an_address_behind_another_member_never_rests(tmp_path: Path, member: bytes, before: bytes) -> None:
    """The last of two members of one name is what every check sees, and the log would keep the bytes of both."""
    raw = json.dumps(order(subject="O-1")).encode()
    with Collector(tmp_path) as collector:
        answer = collector.post(raw.replace(member, before + member, 1), content_type="application/cloudevents+json")
        (result,) = answer.json()["results"]
        assert (answer.status_code, result["status"]) == (400, "rejected")
        assert [finding["rule"] for finding in result["findings"]] == ["json.duplicate"]
        assert collector.stop() == 0
    with closing(sqlite3.connect(f"file:{collector.data}/log/log.db?mode=ro", uri=True)) as db:
        assert db.execute("SELECT count(*) FROM chunks").fetchall() == [(0,)]
        ((kept,),) = db.execute("SELECT event FROM rejects").fetchall()
    assert before.split(b'"')[3] not in kept
