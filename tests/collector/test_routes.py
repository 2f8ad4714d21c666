"""The other routes of a running collector with keys, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from support.collectors import Collector, order, until
from support.raw_http import HEAD, connect

ORIGIN = "https://shop.example.com"
WEB = {"authorization": "Bearer the-key-of-the-web-shop", "origin": ORIGIN}
TILL = {"authorization": "Bearer the-key-of-the-tills"}
SHOP = {"authorization": "Bearer the-key-of-the-shop's-server"}
CONFIG = f"""
[[keys]]
name = "web"
kind = "public"
key = "the-key-of-the-web-shop"
sources = ["//shop.example.com/web"]
origins = ["{ORIGIN}"]
[[keys]]
name = "slow"
kind = "public"
key = "the-key-of-a-slow-page"
sources = ["//shop.example.com/web"]
rate = 0.2
[[keys]]
name = "till"
kind = "secret"
key = "the-key-of-the-tills"
[[keys]]
name = "shop"
kind = "secret"
key = "the-key-of-the-shop's-server"
[[keys]]
name = "boss"
kind = "admin"
key = "the-key-of-the-operator"
[privacy]
store_ip = true
"""


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    folder = tmp_path_factory.mktemp("routes")
    (folder / "collector.toml").write_text(CONFIG)
    with Collector(folder, "--config", str(folder / "collector.toml")) as running:
        yield running


def code(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def stored(collector: Collector, id_: str) -> dict[str, Any]:
    (row,) = collector.rows(id_)
    found: dict[str, Any] = json.loads(row["event"])
    return found


def test_a_page_sends_with_a_public_key(collector: Collector) -> None:
    """Its answer can be read by the page; what it claims of a person is downgraded; the address lost its last part."""
    event = order()
    event["data"]["identities"] = [{"type": "user", "value": "u-1", "state": "authenticated"}]
    answer = collector.post(event, **WEB)
    assert answer.json()["accepted"] == 1
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    kept = stored(collector, event["id"])
    assert kept["data"]["identities"][0]["state"] == "ambiguous"
    assert kept["clientip"] == "127.0.0.0"


def test_a_beacon_of_a_page_needs_no_header(collector: Collector) -> None:
    """navigator.sendBeacon: text/plain and the key in the URL."""
    path = "/v1/events?key=the-key-of-the-web-shop"
    assert collector.post(order(), path, content_type="text/plain", origin=ORIGIN).json()["accepted"] == 1


def test_an_event_beyond_the_key_is_rejected_alone(collector: Collector) -> None:
    """The others of its batch are kept."""
    answer = collector.post([order(), order(source="//other.example.com")], **WEB).json()
    assert answer["accepted"] == 1
    (result,) = answer["results"]
    assert (result["status"], result["findings"][0]["rule"]) == ("rejected", "key.not_allowed")


def test_problems_can_be_read_by_the_page(collector: Collector) -> None:
    """A page of an allowed origin sees why it was refused; others see a browser's error."""
    assert collector.post(b"{", **WEB).headers["access-control-allow-origin"] == ORIGIN
    refused = collector.post(order(), **(WEB | {"origin": "https://evil.example"}))
    assert code(refused) == (403, "origin.not_allowed")
    assert "access-control-allow-origin" not in refused.headers


def test_a_preflight_is_answered(collector: Collector) -> None:
    """204 with what may be sent, for allowed origins only."""
    asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
    answer = requests.options(f"{collector.url}/v1/events", headers=asked, timeout=10)
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "POST")
    other = requests.options(f"{collector.url}/v1/events", headers={"origin": "https://evil.example"}, timeout=10)
    assert "access-control-allow-origin" not in other.headers


def test_who_has_no_key_is_told_how(collector: Collector) -> None:
    """401 with the scheme."""
    answer = collector.post(order())
    assert code(answer) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_wrong_key_is_told_before_its_body_is_read(collector: Collector) -> None:
    """401 on the headers alone: who may not send does not send megabytes first."""
    head = HEAD + b"Authorization: Bearer the-key-of-nobody-here\r\nContent-Length: 1000000\r\n\r\n"
    with closing(connect(collector)) as stranger:
        stranger.sendall(head)
        assert stranger.recv(65536).startswith(b"HTTP/1.1 401")


def test_a_rate_is_429_with_the_wait(collector: Collector) -> None:
    """Nothing of the request is kept; the header says when to come again."""
    slow = {"authorization": "Bearer the-key-of-a-slow-page"}
    assert collector.post([order(), order()], **slow).status_code == 202
    answer = collector.post([order(), order()], **slow)
    assert code(answer) == (429, "rate_limited")
    assert 1 <= int(answer.headers["retry-after"]) <= 10


def test_validate_keeps_nothing(collector: Collector) -> None:
    """The same verdicts, no trace."""
    event = order()
    answer = collector.post([event, order(time="yesterday")], "/v1/validate", **TILL).json()
    assert (answer["accepted"], answer["results"][0]["status"]) == (1, "rejected")
    assert collector.post(event, **TILL).json() == {"accepted": 1, "results": []}


def test_foreign_cloudevents_get_the_arrival(collector: Collector) -> None:
    """A missing time becomes the arrival and is marked; here only, and only for servers."""
    foreign = {"specversion": "1.0", "id": "x-1", "source": "/foreign", "type": "com.acme.thing.v1", "data": {"a": 1}}
    assert collector.post(foreign, "/v1/cloudevents", **TILL).json()["results"][0]["status"] == "accepted"
    kept = stored(collector, "x-1")
    assert kept["timesource"] == "arrival"
    assert kept["time"][:16] == kept["receivedtime"][:16]
    assert code(collector.post(foreign, "/v1/cloudevents", **WEB)) == (403, "key.kind")


def test_the_strict_route_adds_no_time(collector: Collector) -> None:
    """What a third party leaves out there stays out, and what one of our types must have is an error."""
    foreign = {"specversion": "1.0", "id": "x-0", "source": "/foreign", "type": "com.acme.thing.v1", "data": {"a": 1}}
    assert collector.post(foreign, **TILL).json()["results"][0]["status"] == "accepted"
    assert not {"time", "timesource"} & stored(collector, "x-0").keys()
    (result,) = collector.post(order(time=None), **TILL).json()["results"]
    assert (result["status"], result["findings"][0]["rule"]) == ("rejected", "envelope.time")


def test_foreign_cloudevents_come_in_binary_mode(collector: Collector) -> None:
    """Attributes in headers; text data becomes a string."""
    ce = {"ce-specversion": "1.0", "ce-id": "x-2", "ce-source": "/foreign", "ce-type": "com.acme.note.v1"}
    answer = collector.post(b"hello", "/v1/cloudevents", content_type="text/plain", **ce, **TILL)
    assert answer.status_code == 202
    assert stored(collector, "x-2")["data"] == "hello"


def test_the_webhook_handshake(collector: Collector) -> None:
    """CloudEvents webhook validation: who has a key may deliver, others may not."""
    asked = {"webhook-request-origin": "eventemitter.example.com"}
    answer = requests.options(f"{collector.url}/v1/cloudevents", headers=asked | TILL, timeout=10)
    assert (answer.status_code, answer.headers["webhook-allowed-origin"]) == (200, "eventemitter.example.com")
    assert requests.options(f"{collector.url}/v1/cloudevents", headers=asked, timeout=10).status_code == 401


def test_a_voice_reference_is_redeemed_once(collector: Collector) -> None:
    """As people say it; then it is used, others are unknown, and guessing is slowed down."""
    issued = collector.post({"form": "voice", "seconds": 60}, "/v1/handoff", **TILL)
    assert issued.status_code == 201
    reference = issued.json()["reference"]
    assert len(reference) == 10
    spoken = f"{reference[:5]}-{reference[5:]}".lower().replace("0", "o").replace("1", "l")
    redeemed = collector.post({"reference": spoken}, "/v1/handoff/redeem", **TILL)
    assert redeemed.json() == {"handoff_id": issued.json()["handoff_id"]}
    assert code(collector.post({"reference": reference}, "/v1/handoff/redeem", **TILL)) == (410, "handoff.used")
    assert code(collector.post({"reference": "0000000000"}, "/v1/handoff/redeem", **TILL)) == (404, "handoff.unknown")
    guesses = [collector.post({"reference": f"{n:010}"}, "/v1/handoff/redeem", **TILL).status_code for n in range(60)]
    assert 429 in guesses


def test_a_single_use_token_is_redeemed_once_and_in_time(collector: Collector) -> None:
    """Longer than anybody says aloud; letter by letter, for its case is part of it."""
    issued = collector.post({"form": "token", "seconds": 60}, "/v1/handoff", **SHOP).json()
    assert len(issued["reference"]) == 22
    left = datetime.fromisoformat(issued["expires"]) - datetime.now(UTC)
    assert timedelta(seconds=30) < left <= timedelta(seconds=60)
    other = {"reference": issued["reference"].swapcase()}
    assert code(collector.post(other, "/v1/handoff/redeem", **SHOP)) == (404, "handoff.unknown")
    asked = {"reference": issued["reference"]}
    assert collector.post(asked, "/v1/handoff/redeem", **SHOP).json() == {"handoff_id": issued["handoff_id"]}
    assert code(collector.post(asked, "/v1/handoff/redeem", **SHOP)) == (410, "handoff.used")
    late = collector.post({"seconds": 1}, "/v1/handoff", **SHOP).json()
    until(lambda: datetime.now(UTC) > datetime.fromisoformat(late["expires"]))
    assert code(collector.post(late, "/v1/handoff/redeem", **SHOP)) == (410, "handoff.expired")


@pytest.mark.parametrize("body", [b"[]", b"{", {"form": "smoke"}, {"seconds": 0}, {"seconds": "60"}])
def test_a_wrong_handoff_request_is_a_problem(collector: Collector, body: Any) -> None:
    """400, naming what was expected."""
    assert collector.post(body, "/v1/handoff", **TILL).status_code == 400


def test_pages_do_not_redeem(collector: Collector) -> None:
    """Hand-offs are for servers."""
    assert code(collector.post({}, "/v1/handoff/redeem", **WEB)) == (403, "key.kind")


@pytest.mark.parametrize(
    ("token", "status"), [("the-key-of-the-operator", 200), ("the-key-of-the-tills", 403), ("wrong", 401), ("", 401)]
)
def test_administration_needs_its_own_key(collector: Collector, token: str, status: int) -> None:
    """An admin key or the token of the data folder."""
    assert collector.post({}, "/v1/admin/sinks", authorization=f"Bearer {token}").status_code == status


def test_no_page_administers(collector: Collector) -> None:
    """Not even with the token."""
    answer = collector.post({}, "/v1/admin/sinks", authorization="Bearer the-key-of-the-operator", origin=ORIGIN)
    assert code(answer) == (403, "origin.not_allowed")


def test_the_control_file_is_the_owners(collector: Collector) -> None:
    """0600; its token admits."""
    path = collector.data / "control.json"
    assert path.stat().st_mode & 0o777 == 0o600
    token = json.loads(path.read_text())["token"]
    answer = collector.post({"do": "list"}, "/v1/admin/sinks", authorization=f"Bearer {token}")
    assert answer.json()["sinks"][0]["name"] == "events"
    assert code(collector.post({}, "/v1/admin/nothing", authorization=f"Bearer {token}")) == (404, "not_found")
    assert code(collector.post({"do": "x"}, "/v1/admin/sinks", authorization=f"Bearer {token}"))[0] == 400


def test_the_ledger_is_closed(collector: Collector) -> None:
    """Per sink, the states of all positions add up to the head of the log; sent is the sum of verdicts."""
    collector.post(order(), **TILL)

    def numbers() -> dict[str, float] | None:
        found = collector.metrics()
        return found if found['touchline_sink_events{sink="events",state="pending"}'] == 0 else None

    found = until(numbers)
    states = [value for name, value in found.items() if name.startswith("touchline_sink_events")]
    assert sum(states) == found["touchline_log_head"] > 0
    assert found['touchline_events_total{verdict="accepted"}'] == found["touchline_log_head"]


def test_refused_requests_are_counted_by_their_code(collector: Collector) -> None:
    """As operators' alarms ask for them; and the health of each sink."""
    collector.post(b"{", **TILL)
    collector.post(order())
    found = collector.metrics()
    assert found['touchline_problems_total{code="malformed"}'] >= 1
    assert found['touchline_problems_total{code="unauthorized"}'] >= 1
    assert found['touchline_sink_health{health="up",sink="events"}'] == 1


def test_schemas_are_served(collector: Collector) -> None:
    """Open and strict, and a problem for what there is not."""
    schema = collector.get("/schemas/order.placed/1.0")
    assert schema.headers["content-type"].startswith("application/schema+json")
    assert schema.json()["$schema"].endswith("2020-12/schema")
    assert collector.get("/schemas/order.placed/1.0.strict").json() != schema.json()
    assert code(collector.get("/schemas/order.plcaed/1.0")) == (404, "not_found")
