"""Connections used against the collector: smuggling, pipelining, endless and unread. Cut or answered once."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from support.collectors import Collector, order, until
from support.raw_http import HEAD, MIB, assert_well, connect, exchange, post, received, replies, resident

# Deadlines a test can wait for.
CONFIG = "[server]\nheader_seconds = 1\nbody_seconds = 2\n"
GET = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n"
LINE = b"A: " + b"x" * 1_000 + b"\r\n"


@pytest.fixture(scope="module", params=["0", "1"])
def collector(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """With the door in the main process, and in one of its own."""
    folder = tmp_path_factory.mktemp("connections")
    (folder / "collector.toml").write_text(CONFIG)
    flags = ("--config", str(folder / "collector.toml"), "--intake-processes", request.param)
    with Collector(folder, *flags) as running:
        yield running
        assert_well(running)


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n"
AMBIGUOUS = {
    "length and chunks": CHUNKED + b"Content-Length: 6\r\n\r\n0\r\n\r\nG",
    "chunks after a length": HEAD + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]G",
    "a list of lengths": HEAD + b"Content-Length: 2, 2\r\n\r\n[]",
    "a signed length": HEAD + b"Content-Length: +2\r\n\r\n[]",
    "a hexadecimal length": HEAD + b"Content-Length: 0x2\r\n\r\n[]",
    "a length beyond 64 bits": HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n[]",
    "a coding nobody knows": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks that are not last": HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked twice": CHUNKED + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded header": HEAD + b"A: b\r\n c\r\nContent-Length: 2\r\n\r\n[]",
    "bare line feeds": (HEAD + b"Content-Length: 2\r\n\r\n[]").replace(b"\r\n", b"\n"),
    "a bare carriage return": HEAD + b"A: b\rContent-Length: 2\r\n\r\n[]",
    "a null in a header": HEAD + b"A: b\0\r\nContent-Length: 2\r\n\r\n[]",
    "an endless chunk": CHUNKED + b"\r\nffffffffffffffffff\r\n[]",
    "a negative chunk": CHUNKED + b"\r\n-2\r\n[]",
    "a chunk longer than it says": CHUNKED + b"\r\n2\r\n[]XX0\r\n\r\n",
    "two hosts": GET + b"Host: evil.example\r\n\r\n",
    "no host": b"GET /livez HTTP/1.1\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a half address": b"GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_what_a_proxy_could_read_otherwise_is_refused(collector: Collector, name: str) -> None:
    """One 400 and the end of the connection: nothing behind it is taken for a request of its own."""
    (reply,) = exchange(collector, AMBIGUOUS[name] + GET + b"\r\n")
    assert (reply.status, reply.code) == (400, "malformed_http")


def test_pipelined_requests_are_answered_in_order(collector: Collector) -> None:
    """Each by its own verdict, also when all come in one packet; the last may end the connection."""
    bodies = [json.dumps(order()).encode(), b"{", json.dumps(order()).encode()]
    sent = b"".join(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies)
    found = exchange(collector, sent + GET + b"Connection: close\r\n\r\n")
    assert [reply.status for reply in found] == [202, 400, 202, 200]


def test_garbage_behind_a_good_request_does_not_overtake_it(collector: Collector) -> None:
    """The good one has its 202 first, then comes the 400 that ends the connection."""
    body = json.dumps(order()).encode()
    found = exchange(collector, HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"garbage\r\n\r\n")
    assert [reply.status for reply in found] == [202, 400]
    assert found[1].code == "malformed_http"


@pytest.mark.parametrize("chunked", [False, True])
def test_an_offer_to_upgrade_is_ignored(collector: Collector, *, chunked: bool) -> None:
    """`Upgrade: h2c` with a body, as curl --http2 sends it: the request is answered in HTTP/1.1, and the next too."""
    body = json.dumps(order()).encode()
    sent = HEAD + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
    if chunked:
        sent += b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    else:
        sent += b"Content-Length: %d\r\n\r\n" % len(body) + body
    other = GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    found = exchange(collector, sent + other * 2 + post(json.dumps(order()).encode()))
    assert [reply.status for reply in found] == [202, 200, 200, 202]


def test_an_offer_to_upgrade_hides_nothing(collector: Collector) -> None:
    """Two lengths are refused behind it too."""
    sent = HEAD + b"Connection: Upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n"
    (reply,) = exchange(collector, sent + b"0\r\n\r\nG" + GET + b"\r\n")
    assert (reply.status, reply.code) == (400, "malformed_http")


def test_head_has_the_headers_of_get_and_no_body(collector: Collector) -> None:
    """RFC 9110, section 9.3.2; the next answer follows at once."""
    with closing(connect(collector)) as client:
        client.sendall(GET.replace(b"GET", b"HEAD") + b"\r\n" + GET + b"Connection: close\r\n\r\n")
        stream = received(client)
    head, _, rest = stream.partition(b"\r\n\r\n")
    assert (head[:12], b"content-length: 3" in head.lower()) == (b"HTTP/1.1 200", True)
    assert rest.startswith(b"HTTP/1.1 200")


def test_a_flood_of_pipelined_requests_waits_outside(collector: Collector) -> None:
    """A client that sends without reading is stopped by TCP, not kept in memory, and is cut in the end.

    The bound: two socket buffers of requests as objects, a hundred times their bytes, would be 50 MiB.
    """
    before = resident(collector)
    sent = 0
    with closing(connect(collector)) as flood:
        flood.settimeout(10)
        with suppress(OSError):
            while sent < 64 * MIB:
                sent += flood.send((GET.replace(b"livez", b"openapi.json") + b"\r\n") * 1_000)
        assert sent < 64 * MIB
    assert resident(collector) - before < 64 * MIB


EARLY = {
    "a wrong method": b"POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n",
    "a wrong method of a known route": b"PUT /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n",
    "too large": HEAD + b"Content-Length: 1048577\r\n\r\n",
    "a foreign origin": HEAD + b"Origin: https://evil.example\r\nContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("name", EARLY)
def test_deadlines_hold_after_an_early_answer(collector: Collector, name: str) -> None:
    """Answered before the body came: one answer, and a body that never comes ends the connection."""
    assert len(exchange(collector, EARLY[name])) == 1


def test_a_client_may_go_on_after_an_early_answer(collector: Collector) -> None:
    """Once it has sent what it announced."""
    found = exchange(collector, EARLY["a wrong method"] + b"hello" + post(json.dumps(order()).encode()))
    assert [reply.status for reply in found] == [405, 202]


def test_bounds_hold_after_an_early_answer(collector: Collector) -> None:
    """The next head on the connection has its deadline and its size as any other."""
    with closing(connect(collector)) as drip:
        drip.sendall(EARLY["a wrong method"])
        assert drip.recv(65536).startswith(b"HTTP/1.1 405")
        drip.sendall(b"hello" + GET)
        (reply,) = replies(received(drip))
        assert (reply.status, reply.code) == (408, "timeout")
    with closing(connect(collector)) as flood:
        flood.sendall(EARLY["a wrong method"])
        assert flood.recv(65536).startswith(b"HTTP/1.1 405")
        flood.sendall(b"hello" + GET)
        with pytest.raises(ConnectionError):
            flood.sendall(LINE * 64_000)


@pytest.mark.parametrize("begin", [CHUNKED + b"\r\n2\r\n[]\r\n0\r\n", CHUNKED + b"\r\n"])
@pytest.mark.parametrize("more", [LINE * 50, b"1;" + b"x" * 9_000 + b"\r\n \r\n"])
def test_trailers_and_chunk_extensions_are_no_way_around(collector: Collector, begin: bytes, more: bytes) -> None:
    """Sixteen megabytes of them leave nothing behind."""
    before = resident(collector)
    with closing(connect(collector)) as flood, suppress(OSError):
        flood.sendall(begin)
        for _ in range(16 * MIB // len(more)):
            flood.sendall(more)
    assert resident(collector) - before < 16 * MIB


def test_what_is_declared_too_large_is_not_waited_for(collector: Collector) -> None:
    """`Expect: 100-continue` hears 413 instead of an invitation."""
    with closing(connect(collector)) as polite:
        polite.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n")
        assert polite.recv(65536).startswith(b"HTTP/1.1 413")


def test_a_length_that_lies(collector: Collector) -> None:
    """More announced than sent is a timeout or a hang-up, and nothing is kept; less is the next one's fault."""
    event = json.dumps(order()).encode()
    found = exchange(collector, HEAD + b"Content-Length: %d\r\n\r\n" % (len(event) + 1) + event)
    assert [reply.status for reply in found] == [408]
    short = exchange(collector, HEAD + b"Content-Length: %d\r\n\r\n" % (len(event) - 1) + event)
    assert [reply.code for reply in short] == ["malformed", "malformed_http"]
    with closing(connect(collector)) as gone:
        gone.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (len(event) + 1) + event)
        gone.shutdown(socket.SHUT_WR)
        assert not [reply for reply in replies(received(gone)) if reply.status == 202]


def hold_bodies(collector: Collector, count: int, size: int) -> None:
    """`count` clients send all but the last byte of `size`; meanwhile a good one is served, and they are cut later."""
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(connect(collector))) for _ in range(count)]
        for one in slow:
            with suppress(OSError):  # may be answered 503 while sending
                one.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % size + b" " * (size - 1))
        assert collector.post(order()).json()["accepted"] == 1
        statuses = {reply.status for one in slow for reply in replies(received(one))}
    assert statuses <= {408, 503}


def test_bodies_that_never_end_keep_nobody_out(collector: Collector) -> None:
    """More of them than requests may be in flight; large ones beyond the memory for them hear 503."""
    hold_bodies(collector, 1_100, 10)
    before = resident(collector)
    hold_bodies(collector, 100, MIB)
    # 64 MiB of large bodies, the 64 KiB that each of the others got in, and the allocator's slack.
    assert resident(collector) - before < 2 * 64 * MIB


def test_who_hangs_up_on_an_order_leaves_no_trace(collector: Collector) -> None:
    """Also on the routes of operators."""
    token = collector.token().encode()
    head = b"POST /v1/admin/sinks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
    for _ in range(5):
        with closing(connect(collector)) as gone:
            gone.sendall(head + b"\r\nContent-Length: 100\r\n\r\n{")
    collector.session.close()
    until(lambda: "touchline_connections 1.0" in collector.get("/metrics").text)
    assert "Traceback" not in collector.errors()


def hold_idle(folder: Path, count: int) -> None:
    """Idle connections and a good client; each costs at most 16 KiB: two socket objects, a parser, a protocol."""
    with Collector(folder) as collector, ExitStack() as stack:
        before = resident(collector)
        for _ in range(count):
            stack.enter_context(closing(connect(collector)))
        for _ in range(20):
            assert collector.post(order()).json()["accepted"] == 1
        assert resident(collector) - before < count * 16_384 + 16 * MIB


def test_idle_connections_cost_little(tmp_path: Path) -> None:
    """Five hundred of them."""
    hold_idle(tmp_path, 500)
