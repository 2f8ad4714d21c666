"""One behaviour for every transport, against a real server that misbehaves."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from support.odd_server import OddServer, Reply, http, ok, slowly
from touchline import AsyncClient, Client, TransportError
from touchline.delivery import Answer
from touchline.testing.collector import LocalCollector
from touchline.transport.contract import MAX_ANSWER_BYTES, AsyncTransport, Request
from touchline.transport.in_memory import AsyncInMemoryTransport, InMemoryTransport
from touchline.transport.over_aiohttp import AiohttpTransport
from touchline.transport.over_requests import RequestsTransport

Send = Callable[[Request], Answer]


class Blocking:
    """An asyncio transport, called like the others."""

    def __init__(self, timeout: float, transport: AsyncTransport | None = None) -> None:
        self._loop = asyncio.new_event_loop()
        self._transport = transport or AiohttpTransport(timeout=timeout)

    def send(self, request: Request) -> Answer:
        return self._loop.run_until_complete(self._transport.send(request))

    def close(self) -> None:
        self._loop.run_until_complete(self._transport.close())
        self._loop.run_until_complete(self._transport.close())
        self._loop.close()


@pytest.fixture(params=[RequestsTransport, Blocking])
def transport(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = request.param(timeout=1.0)
    yield made
    made.close()


EVERY: dict[str, Callable[[LocalCollector], Any]] = {
    "requests": lambda _: RequestsTransport(timeout=5.0),
    "aiohttp": lambda _: Blocking(5.0),
    "in memory": lambda collector: InMemoryTransport(collector.answer),
    "in memory, asyncio": lambda collector: Blocking(5.0, AsyncInMemoryTransport(collector.answer)),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_transport_brings_the_collectors_answer(name: str) -> None:
    """Whatever its status, header names lower-case; closed twice and after a fork it goes on."""
    with LocalCollector(port=None if "memory" in name else 0) as collector:
        transport = EVERY[name](collector)
        good = b'{"specversion":"1.0","id":"%d","source":"//till","type":"com.acme.x"}'
        ndjson = {"Content-Type": "application/x-ndjson"}
        statuses = []
        for path, body in (("events", good % 1), ("events", b"{}"), ("events", b"["), ("nothing", good % 2)):
            answer = transport.send(Request(f"{collector.url}/v1/{path}", ndjson, bytearray(body)))
            statuses.append((answer.status, answer.headers["content-type"]))
        problem, verdicts = "application/problem+json", "application/json"
        assert statuses == [(202, verdicts), (400, verdicts), (400, verdicts), (404, problem)]
        getattr(transport, "forked", list)()
        packed = Request(f"{collector.url}/v1/events", {**ndjson, "Content-Encoding": "gzip"}, gzip.compress(good % 3))
        assert [one["status"] for one in json.loads(transport.send(packed).body)["results"]] == ["accepted"]
        assert [event["id"] for event in collector.accepted] == ["1", "3"]
        transport.close()


@pytest.mark.parametrize("name", ["in memory", "in memory, asyncio"])
def test_without_a_network_an_error_of_the_far_side_is_the_transports(name: str) -> None:
    """As a network that fails would be told of."""

    class Away(LocalCollector):
        def answer(self, request: Request) -> Answer:  # noqa: ARG002 - what it overrides
            raise TransportError("connect", "nobody there")

    with Away(port=None) as collector:
        transport = EVERY[name](collector)
        with pytest.raises(TransportError, match="nobody there"):
            transport.send(Request("http://localhost/v1/events", {}, BODY))
        transport.close()


def test_both_clients_deliver_without_a_network() -> None:
    """All of delivery, no socket: batches, encoding, verdicts."""
    with LocalCollector(port=None) as collector:
        with Client(collector.url, source="//till", transport=InMemoryTransport(collector.answer)) as client:
            ids = [client.track("com.acme.x", {"n": n}) for n in range(1200)]
            assert client.flush(10)

        async def main() -> None:
            transport = AsyncInMemoryTransport(collector.answer)
            async with AsyncClient(collector.url, source="//till", transport=transport) as client:
                ids.append(client.track("com.acme.x", {"n": 1200}))
                assert await client.flush(10)

        asyncio.run(main())
        assert [event["id"] for event in collector.accepted] == ids


BODY = b'{"specversion":"1.0","id":"a"}\n'


def post(server: OddServer, body: bytes | bytearray = BODY, **headers: str) -> Request:
    return Request(server.url + "/v1/events", {"Content-Type": "application/x-ndjson", **headers}, body)


@pytest.mark.parametrize("body", [BODY, bytearray(BODY)], ids=["bytes", "bytearray"])
def test_a_request_arrives_as_given(transport: Any, body: bytes) -> None:
    """Body and headers reach the server; status, headers (lower-case) and body come back."""
    with OddServer() as server:
        answer = transport.send(post(server, body, Authorization="Bearer k"))
        assert answer.status == 202
        assert answer.headers["content-type"] == "application/json"
        assert answer.body == b'{"accepted": 1, "results": []}'
        assert server.seen[0].wire == body
        assert server.seen[0].headers["authorization"] == "Bearer k"


def test_the_connection_is_kept(transport: Any) -> None:
    """Ten requests, one connection."""
    ports = set()
    with OddServer() as server:
        server.reply = lambda seen: (ports.update(c.getpeername()[1] for c in server._connections), ok(seen))[1]
        for _ in range(10):
            transport.send(post(server))
    assert len(ports) == 1


def test_a_redirect_is_returned_not_followed(transport: Any) -> None:
    """A login page elsewhere must not get our events."""
    with OddServer(lambda _: http(302, Location="http://127.0.0.1:1/elsewhere")) as server:
        assert transport.send(post(server)).status == 302
        assert len(server.seen) == 1


def hang_after_headers(_: Any) -> bytes:
    return b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\r\n"


def half_closed(_: Any) -> bytes:
    return b"HTTP/1.0 202 Accepted\r\nContent-Length: 300\r\n\r\n{"


@pytest.mark.parametrize(
    ("reply", "kinds"),
    [
        (lambda _: b"SSH-2.0-OpenSSH_9.6\r\n", {"junk", "reset"}),
        (lambda _: None, {"reset"}),
        (hang_after_headers, {"timeout"}),
        (half_closed, {"reset"}),
        (slowly(ok, 2.0), {"timeout"}),
        (lambda _: http(202, b"x" * (MAX_ANSWER_BYTES + 1)), {"oversize"}),
        (lambda _: http(202, b"not gzip", Content_Encoding="gzip"), {"junk", "reset"}),
    ],
    ids=["garbage", "closed", "hanging after headers", "half closed", "slow", "endless", "broken gzip"],
)
def test_no_usable_answer_is_a_transport_error(transport: Any, reply: Reply, kinds: set[str]) -> None:
    """Whatever comes instead of HTTP ends in one error of ours, within the timeout, and the transport works on."""
    with OddServer(reply) as server:
        begin = time.monotonic()
        with pytest.raises(TransportError) as error:
            transport.send(post(server))
        assert error.value.kind in kinds
        assert time.monotonic() - begin < 4
        server.reply = ok
        assert transport.send(post(server)).status == 202


def test_a_trickling_answer_ends_at_the_deadline(transport: Any) -> None:
    """A byte now and then is not an answer."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def trickle() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 100000\r\n\r\n")
            while not stop.wait(0.05):
                try:
                    connection.sendall(b"x" * 1000)
                except OSError:
                    return

    thread = threading.Thread(target=trickle, daemon=True)
    thread.start()
    begin = time.monotonic()
    with pytest.raises(TransportError) as error:
        transport.send(Request(f"http://127.0.0.1:{listener.getsockname()[1]}/", {}, BODY))
    stop.set()
    thread.join()
    listener.close()
    assert error.value.kind == "timeout"
    assert time.monotonic() - begin < 4


def test_nobody_listening_is_a_connect_error(transport: Any) -> None:
    """Refused connections and unknown hosts are told apart from answers."""
    with OddServer(listen=False) as server, pytest.raises(TransportError) as error:
        transport.send(post(server))
    assert error.value.kind == "connect"
    with pytest.raises(TransportError) as error:
        transport.send(Request("http://nowhere.invalid/v1/events", {}, BODY))
    assert error.value.kind == "connect"
