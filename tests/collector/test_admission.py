"""What is let in at once, forced beyond its bounds: 503 with the reason and Retry-After, and it passes."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from support.collectors import Collector, order, until
from support.logged import held
from support.raw_http import HEAD, MIB, Reply, assert_well, connect, post, received, replies
from touchline_collector.intake.admission import BODY_BYTES, REQUESTS, SMALL_BODY
from touchline_collector.intake.problems import RETRY_AFTER


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    with Collector(tmp_path_factory.mktemp("admission")) as running:
        yield running
        assert_well(running)


def refused(reply: Reply, code: str) -> None:
    """A 503 problem that says why and when to come again."""
    assert (reply.status, reply.code) == (503, code)
    assert reply.headers["retry-after"] == str(RETRY_AFTER[code])
    assert reply.headers["accept-encoding"] == "zstd, gzip"


def reading(connection: socket.socket) -> Reply:
    (reply,) = replies(received(connection))
    return reply


def test_too_many_large_bodies_at_once_are_refused(collector: Collector) -> None:
    """Bodies that never end hold the room: another large one is 503, a small one is served; they go, it passes."""
    large = post(json.dumps([order() for _ in range(200)]).encode())
    assert len(large) > SMALL_BODY
    with ExitStack() as stack:
        for _ in range(BODY_BYTES // MIB):
            endless = stack.enter_context(connect(collector))
            endless.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % MIB + b" " * (MIB - 1))
        until(lambda: collector.metrics()["touchline_body_bytes"] == BODY_BYTES - BODY_BYTES // MIB)
        with connect(collector) as one:
            one.sendall(large)
            refused(reading(one), "overloaded")
        assert collector.post(order()).json() == {"accepted": 1, "results": []}
    until(lambda: collector.post([order() for _ in range(200)]).status_code == 202)


def test_too_many_requests_at_once_are_refused(collector: Collector) -> None:
    """While the disk hangs every place is taken; the next is 503 at once, those inside are answered when it moves."""
    with ExitStack() as stack:
        waiting = []
        with held(collector.data / "log" / "log.db"):
            for _ in range(REQUESTS):
                one = stack.enter_context(connect(collector))
                one.sendall(post(json.dumps(order()).encode()))
                waiting.append(one)
            until(lambda: collector.metrics()["touchline_requests_in_flight"] == REQUESTS)
            with connect(collector) as late:
                late.sendall(post(json.dumps(order()).encode()))
                refused(reading(late), "overloaded")
        assert {reading(one).status for one in waiting} == {202}


def test_who_is_halfway_in_at_the_stop_is_told(tmp_path: Path) -> None:
    """A body that ends after SIGTERM: 503 `draining`, nothing of it kept, and the collector still ends with 0."""
    with Collector(tmp_path) as collector, closing(connect(collector)) as halfway:
        body = json.dumps(order()).encode()
        halfway.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[:-1])
        until(lambda: collector.metrics()["touchline_body_bytes"] == len(body) - 1)
        collector.process.terminate()

        def gone() -> bool:
            try:
                connect(collector).close()
            except ConnectionError:
                return True
            return False

        until(gone)  # no newcomer is heard any more
        halfway.sendall(body[-1:])
        refused(reading(halfway), "draining")
        assert collector.process.wait(30) == 0
