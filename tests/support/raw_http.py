"""A client that may do anything to a running collector: bytes over a socket, and what the process then is."""

from __future__ import annotations

import json
import socket
from contextlib import closing, suppress
from dataclasses import dataclass, field

from support.collectors import DEADLINE, Collector, order

HEAD = b"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer from the wire."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The problem's code; fails where the answer is no problem document."""
        assert self.headers["content-type"] == "application/problem+json", self
        problem = json.loads(self.body)
        assert problem["status"] == self.status
        return str(problem["code"])


def connect(collector: Collector) -> socket.socket:
    """A plain connection."""
    host, port = collector.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=DEADLINE)


def received(connection: socket.socket) -> bytes:
    """What arrives until the other side closes or cuts."""
    found = b""
    try:
        while part := connection.recv(65536):
            found += part
    except ConnectionError:
        pass
    return found


def replies(stream: bytes) -> list[Reply]:
    """The answers in a stream; interim ones (100) left out."""
    found = []
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        size = int(headers.get("content-length", "0"))
        status = int(first.split(" ")[1])
        if status >= 200:
            found.append(Reply(status, rest[:size], headers))
        stream = rest[size:]
    return found


def exchange(collector: Collector, sent: bytes) -> list[Reply]:
    """Send bytes, then read until the collector closes; it must, by itself. Each answer names the encodings."""
    with closing(connect(collector)) as connection:
        with suppress(ConnectionError):  # cut while still sending
            connection.sendall(sent)
        found = replies(received(connection))
        assert all(reply.headers["accept-encoding"] == "zstd, gzip" for reply in found)
        return found


def post(body: bytes, *headers: bytes, target: bytes = b"/v1/events", ends: bool = True) -> bytes:
    """A request that `ends` its connection."""
    head = HEAD.replace(b"/v1/events", target) + b"".join(line + b"\r\n" for line in headers)
    closing = b"Connection: close\r\n" if ends else b""
    return head + closing + b"Content-Length: %d\r\n\r\n" % len(body) + body


def resident(collector: Collector) -> int:
    """Bytes of the collector in memory."""
    return collector.resident()


def assert_well(collector: Collector) -> None:
    """It takes a good event, its journal has no traceback, and nothing is left in its books."""
    answer = collector.post(order())
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1, "results": []})
    books = collector.metrics()
    assert books["touchline_requests_in_flight"] == books["touchline_body_bytes"] == 0
    assert "Traceback" not in collector.errors()
