"""The webhook sink: truth with a real server, misbehaviour staged with respx."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import respx
import trustme

from support.endpoint import Endpoint, endpoint
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, body, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import OK, Fatal, Ok, Refused, Retry, TooLarge, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.webhook import message_id, parts, public, retry_after

KEY = bytes(range(32))
CODES = (401, 403, 404, 301)
SECRET = "whsec_" + base64.b64encode(KEY).decode()


class WebhookHarness(Harness):
    once = "least"

    def __init__(self, folder: Path, served: Endpoint) -> None:
        super().__init__(folder)
        self.served = served
        self.address = ("127.0.0.1", served.port)

    def table(self, **changes: Any) -> dict[str, Any]:
        return self.through(self.served.port, **changes)

    def through(self, port: int, **changes: Any) -> dict[str, Any]:
        url = f"http://127.0.0.1:{port}/hook"
        return {"name": "hook", "kind": "webhook", "url": url, "allow_private": True, "secret": [SECRET], **changes}

    def stored(self) -> list[dict[str, Any]]:
        bodies = [json.loads(content) for path, _, content in self.served.requests if path == "/hook"]
        return [event for many in bodies for event in (many if isinstance(many, list) else [many])]

    def poison(self) -> Event:
        def answer(_: str, __: dict[str, str], content: bytes) -> tuple[int, dict[str, str]]:
            bad = b'"e-137"' in content
            if bad:
                self.served.requests.append(("/bad", {}, content))
            return (422 if bad else 204), {}

        self.served.answer = answer
        return make_event(137)

    def refusals(self) -> dict[str, Refusal]:
        def answer(path: str, *_: Any) -> tuple[int, dict[str, str]]:
            return (int(path[1:]), {"location": "http://127.0.0.1:1/"}) if path[1:].isdigit() else (204, {})

        self.served.answer = answer
        at = f"http://127.0.0.1:{self.served.port}"
        turned_away = {str(code): Refusal(f"answered {code}", self.table(url=f"{at}/{code}")) for code in CODES}
        private = self.table(url="https://localhost/", allow_private=False)
        return {**turned_away, "private": Refusal("private address 127.0.0.1", private)}


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[WebhookHarness]:
    with endpoint() as served:
        made = WebhookHarness(tmp_path, served)
        yield made


class TestWebhook(OutageSuite, PoisonSuite):
    """The behaviour suite."""

    turned_away = (*map(str, CODES), "private")

    def test_killed_between_write_and_settling(self, harness: Harness, tmp_path: Path) -> None:
        """What is sent again is the same batch under the same id, by which the endpoint knows it."""
        super().test_killed_between_write_and_settling(harness, tmp_path)
        assert isinstance(harness, WebhookHarness)
        sent = [(headers["webhook-id"], content) for _, headers, content in harness.served.requests]
        assert len(sent) > len(set(sent))
        assert len({id_ for id_, _ in sent}) == len(set(sent))

    def test_one_poisoned_event_in_five_hundred(self, harness: Harness, tmp_path: Path) -> None:
        """The endpoint counts only what it took."""
        assert isinstance(harness, WebhookHarness)
        taken: list[tuple[str, dict[str, str], bytes]] = []

        def answer(path: str, headers: dict[str, str], content: bytes) -> tuple[int, dict[str, str]]:
            if b'"e-137"' in content:
                return 422, {}
            taken.append((path, headers, content))
            return 204, {}

        harness.poison = lambda: make_event(137)  # type: ignore[method-assign]
        harness.served.answer = answer
        harness.stored = lambda: [e for _, _, content in taken for e in json.loads(content)]  # type: ignore[method-assign]
        super().test_one_poisoned_event_in_five_hundred(harness, tmp_path)


def test_a_batch_is_signed_as_standard_webhooks_says(harness: WebhookHarness) -> None:
    """Id, timestamp and body, under every secret; the id is the batch's token."""
    second = "whsec_" + base64.b64encode(b"x" * 24).decode()
    sink = new_sink(harness.table(secret=[SECRET, second], headers={"authorization": "Bearer t"}))
    sink.open()
    sink.write(make_batch(1, 3, "token-1"))
    sink.close()
    ((_, headers, content),) = harness.served.requests
    assert headers["content-type"] == "application/cloudevents-batch+json"
    assert headers["authorization"] == "Bearer t"
    assert headers["webhook-id"] == "token-1"
    signed = f"token-1.{headers['webhook-timestamp']}.".encode() + content
    expected = [base64.b64encode(hmac.new(k, signed, hashlib.sha256).digest()).decode() for k in (KEY, b"x" * 24)]
    assert headers["webhook-signature"] == " ".join(f"v1,{e}" for e in expected)


def test_a_large_batch_is_several_requests(harness: WebhookHarness) -> None:
    """In order, each under an id of its own, which is the same when the batch comes again after an outage midway."""
    said = iter([204, 204, 503, *[204] * 3])
    harness.served.answer = lambda *_: (next(said), {})
    sink = new_sink(harness.table(request_events=4))
    sink.open()
    with pytest.raises(Unavailable, match="503"):
        sink.write(make_batch(1, 10, "token"))
    sink.close()
    sink.open()
    assert list(sink.write(make_batch(1, 10, "token"))) == [OK] * 10
    sink.close()
    sent = [(headers["webhook-id"], content) for _, headers, content in harness.served.requests]
    assert sent[:3] == sent[3:]
    assert [id_ for id_, _ in sent[:3]] == ["token", "token-1", "token-2"]
    assert [len(json.loads(content)) for _, content in sent[:3]] == [4, 4, 2]


def test_each_request_is_judged_by_its_own_answer(harness: WebhookHarness) -> None:
    """What one is refused for is nothing to the others."""
    harness.served.answer = lambda _, __, content: (422 if b'"e-5"' in content else 204, {})
    sink = new_sink(harness.table(request_events=4))
    sink.open()
    outcomes = [type(outcome) for outcome in sink.write(make_batch(1, 10))]
    sink.close()
    assert outcomes == [Ok] * 4 + [Fatal] * 4 + [Ok] * 2


def test_requests_are_cut_by_number_and_bytes() -> None:
    """An event larger than a request stands alone."""
    events = [Event(n, "//s", str(n), "t", b"x" * size) for n, size in enumerate([10, 10, 50, 10, 10, 10])]
    assert [list(map(len, part)) for part in parts(events, 2, 30)] == [[10, 10], [50], [10, 10], [10]]
    assert parts([], 2, 30) == []


def test_single_mode_posts_each_event(harness: WebhookHarness) -> None:
    """With an id that is the same on every attempt; one put off holds up no other."""
    harness.served.answer = lambda _, __, content: (503 if b"e-2" in content else 204, {"retry-after": "7"})
    sink = new_sink(harness.table(mode="single"))
    sink.open()
    batch = make_batch(1, 40)
    outcomes = sink.write(batch)
    sink.close()
    assert all(
        o == Retry("the endpoint answered 503", 7.0)
        for e, o in zip(batch.events, outcomes, strict=True)
        if b"e-2" in e.body
    )
    assert sum(o == OK for o in outcomes) == 29
    headers = {json.loads(c)["id"]: h for _, h, c in harness.served.requests}
    assert headers["e-1"]["webhook-id"] == message_id(make_event(1))
    assert headers["e-1"]["content-type"] == "application/cloudevents+json"


def test_http2_over_tls_to_the_checked_address(tmp_path: Path) -> None:
    """The certificate is verified for the name although the connection goes to an address."""
    authority = trustme.CA()
    certificate = tmp_path / "server.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(certificate)
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    with endpoint(certificate) as served:
        table = {"name": "h", "kind": "webhook", "url": f"https://localhost:{served.port}/", "allow_private": True}
        sink = new_sink({**table, "ca_file": str(ca_file)})
        sink.open()
        sink.write(make_batch(1, 3))
        sink.close()
        single = new_sink({**table, "ca_file": str(ca_file), "mode": "single"})
        single.open()
        assert set(single.write(make_batch(1, 40))) == {OK}
        single.close()
        assert served.versions == {"2"}
        assert len(served.callers) == 2  # one connection for the batch, one for all forty
        assert served.requests[0][1]["host" if "host" in served.requests[0][1] else ":authority"]
        for wrong in (table, {**table, "url": f"https://127.0.0.1:{served.port}/", "ca_file": str(ca_file)}):
            sink = new_sink(wrong)
            sink.open()
            with pytest.raises(Refused, match="certificate does not verify"):
                sink.write(make_batch(1, 1))
            sink.close()


@pytest.mark.parametrize("text", [b"", b'{"ok": true}', b"x" * 100_000], ids=["empty", "short", "long"])
def test_one_connection_serves_many_batches(harness: WebhookHarness, text: bytes) -> None:
    """Unless an answer is so long that another connection is cheaper."""
    harness.served.text = text
    harness.served.answer = lambda *_: (200, {})
    sink = new_sink(harness.table())
    sink.open()
    for first in (1, 4, 7):
        assert set(sink.write(make_batch(first, first + 2))) == {OK}
    sink.close()
    assert len(harness.served.requests) == 3
    assert len(harness.served.callers) == (3 if len(text) > 65_536 else 1)


def test_an_answer_that_does_not_end_has_been_given() -> None:
    """The status says what became of the batch; whoever drips a body after it holds nothing up for long."""
    with socket.socket() as listener, ThreadPoolExecutor(1) as pool:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nx")
                connection.recv(1)  # until the other side gives up

        dripping = pool.submit(drip)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        sink = new_sink({"name": "h", "kind": "webhook", "url": url, "allow_private": True})
        sink.open()
        assert set(sink.write(make_batch(1, 1))) == {OK}
        sink.close()
        dripping.result(10)


STAGED = [
    (httpx.Response(200), OK),
    (httpx.Response(202), OK),
    (httpx.Response(301, headers={"location": "https://elsewhere.example"}), Refused("")),
    (httpx.Response(400), Fatal("http.400", "the endpoint answered 400")),
    (httpx.Response(401), Refused("")),
    (httpx.Response(403), Refused("")),
    (httpx.Response(404), Refused("")),
    (httpx.Response(408), Unavailable("")),
    (httpx.Response(410), Refused("")),
    (httpx.Response(413), TooLarge("the endpoint answered 413")),
    (httpx.Response(422), Fatal("http.422", "the endpoint answered 422")),
    (httpx.Response(429, headers={"retry-after": "120"}), Unavailable("", after=120.0)),
    (httpx.Response(500), Unavailable("")),
    (httpx.Response(503, headers={"retry-after": "soon"}), Unavailable("")),
    (httpx.ConnectError("no route"), Unavailable("")),
    (httpx.ReadTimeout("slow"), Unavailable("")),
    (httpx.RemoteProtocolError("nonsense"), Unavailable("")),
]


@pytest.mark.parametrize(("staged", "expected"), STAGED, ids=lambda v: str(getattr(v, "status_code", type(v).__name__)))
def test_what_each_answer_means(staged: httpx.Response | Exception, expected: Any) -> None:
    """Taken, too large, the events' fault, an outage, or turned away."""
    sink = new_sink({"name": "h", "kind": "webhook", "url": "http://127.0.0.1/", "allow_private": True})
    sink.open()
    with respx.mock() as router:
        route = router.post("http://127.0.0.1/")
        route.side_effect = staged if isinstance(staged, Exception) else [staged]
        if isinstance(expected, (Refused, Unavailable)):
            with pytest.raises(type(expected)) as caught:
                sink.write(make_batch(1, 2))
            assert getattr(caught.value, "after", None) == getattr(expected, "after", None)
        else:
            assert set(sink.write(make_batch(1, 2))) == {expected}
    sink.close()


PRIVATE = """
10.0.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.168.1.1 100.64.0.1 0.0.0.0 224.0.0.1
::1 fe80::1 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1 ::
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_private_address_passes_in_disguise(address: str) -> None:
    """Mapped, translated and tunnelled forms included."""
    assert not public(ipaddress.ip_address(address))


def test_a_public_address_passes() -> None:
    """Both families."""
    assert public(ipaddress.ip_address("93.184.216.34"))
    assert public(ipaddress.ip_address("2606:2800:220:1::1"))


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that endpoint.example has, one look-up after another."""
    addresses: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        return real(addresses.pop(0) if host == "endpoint.example" else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return addresses


def test_the_connection_goes_to_the_address_that_was_checked(harness: WebhookHarness, named: list[str]) -> None:
    """The name is asked once for each request: whoever answers otherwise a moment later gains nothing."""
    named += ["127.0.0.1", "127.0.0.1", "192.0.2.1"]
    sink = new_sink(harness.table(url=f"http://endpoint.example:{harness.served.port}/hook"))
    sink.open()
    assert set(sink.write(make_batch(1, 2))) == {OK}
    sink.close()
    assert named == ["192.0.2.1"]
    assert harness.served.requests[0][1]["host"] == f"endpoint.example:{harness.served.port}"


def test_a_name_that_turns_private_is_refused(named: list[str]) -> None:
    """Also when it was public at the start."""
    named += ["93.184.216.34", "127.0.0.1"]
    sink = new_sink({"name": "h", "kind": "webhook", "url": "https://endpoint.example/"})
    sink.open()
    with pytest.raises(Refused, match=r"private address 127\.0\.0\.1"):
        sink.write(make_batch(1, 1))
    sink.close()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"url": "ftp://example.com"}, "http or https"),
        ({"url": "http://example.com"}, "must be https"),
        ({"secret": ["whsec_c2hvcnQ="]}, "24 to 64 random bytes"),
        ({"secret": ["hunter2!"]}, "24 to 64 random bytes"),
    ],
)
def test_a_wrong_setting_is_named_and_not_quoted(changes: dict[str, Any], message: str) -> None:
    """Secrets and URLs may hold credentials."""
    with pytest.raises(ConfigError, match=message) as caught:
        parse({"name": "h", "kind": "webhook", "url": "https://example.com/", **changes})
    assert "hunter2" not in str(caught.value)


def test_retry_after_is_read_in_both_forms() -> None:
    """Seconds, a date, or nothing."""
    assert retry_after("120", 0) == 120
    assert retry_after("Thu, 01 Jan 1970 00:02:00 GMT", 60) == 60
    assert retry_after("soon", 0) is None
    assert retry_after(None, 0) is None


def test_an_endpoint_that_never_answers_is_given_up(tmp_path: Path) -> None:
    """The time-out covers everything from look-up to the last byte."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        sink = new_sink({"name": "h", "kind": "webhook", "url": url, "allow_private": True, "timeout": 0.2})
        sink.open()
        with pytest.raises(Unavailable, match="in time"):
            sink.write(make_batch(1, 1))
        sink.close()


def test_the_body_is_the_events_as_they_were_received(harness: WebhookHarness) -> None:
    """Byte for byte within the array."""
    sink = new_sink(harness.table())
    sink.open()
    sink.write(make_batch(1, 2))
    sink.close()
    assert harness.served.requests[0][2] == b"[" + body("e-1") + b"," + body("e-2") + b"]"
