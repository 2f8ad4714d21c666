"""Hostile input over real sockets: slow, endless, malformed, explosive, many. Answered or cut, memory bounded."""

from __future__ import annotations

import contextlib
import gzip
import json
import resource
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import schemathesis
import zstandard
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from support.collectors import Collector, order, until
from touchline_collector.intake.decode import decode
from touchline_collector.intake.inflate import inflate
from touchline_collector.intake.limits import Limits
from touchline_collector.intake.problems import Problem
from touchline_collector.server.connections import Guard

# Deadlines a test can wait for.
CONFIG = "[server]\nheader_seconds = 0.5\nbody_seconds = 0.5\nconnections = 60\n"
MIB = 1 << 20


@pytest.fixture(scope="module", params=["0", "1"])
def collector(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collector]:
    """With the door in the main process, and in one of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "collector.toml").write_text(CONFIG)
    flags = ("--config", str(folder / "collector.toml"), "--intake-processes", request.param)
    with Collector(folder, *flags) as running:
        yield running
        assert running.post(order()).json()["accepted"] == 1  # after everything it still works
        assert "Traceback" not in running.errors()


def connect(collector: Collector) -> socket.socket:
    host, port = collector.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def everything(connection: socket.socket) -> bytes:
    """What arrives until the other side closes."""
    found = b""
    try:
        while part := connection.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def memory(collector: Collector) -> int:
    """Bytes of the collector in memory."""
    return collector.resident()


HEAD = b"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "begin",
    [
        HEAD,
        b"P",
        HEAD + b"Content-Length: 1000\r\n\r\n[",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n[",
    ],
)
def test_a_slow_request_is_ended(collector: Collector, begin: bytes) -> None:
    """Headers or body that do not come: 408 and a closed connection."""
    with connect(collector) as slow:
        slow.sendall(begin)
        answer = everything(slow)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"code":"timeout"' in answer


def test_a_drip_of_headers_is_ended(collector: Collector) -> None:
    """A byte now and then does not move the deadline."""
    with connect(collector) as slow:
        begun = time.monotonic()
        slow.settimeout(0.05)
        answer = b""
        while not answer and time.monotonic() - begun < 20:
            try:
                slow.sendall(b"G")
                answer = slow.recv(1000)
            except TimeoutError:
                continue
            except OSError:
                break
    assert time.monotonic() - begun < 10


def test_a_silent_connection_is_closed_without_a_word(collector: Collector) -> None:
    """Nobody asked anything."""
    with connect(collector) as silent:
        assert everything(silent) == b""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (HEAD + b"Content-Length: x\r\n\r\n", b"400"),
        (HEAD + b"Content-Length: -1\r\n\r\n", b"400"),
        (b"GET /livez HTTP/1.1\r\nHost: localhost\r\nA: " + b"b" * 40_000 + b"\r\n\r\n", b"431"),
        (b"GET /livez HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"A%d: b\r\n" % n for n in range(9000)), b"431"),
        (b"GET /" + b"a" * 40_000, b"431"),
        (HEAD + b"Content-Length: 99999999\r\n\r\n" + b" " * (MIB + 1), b"413"),
    ],
)
def test_what_is_no_request_is_refused_as_a_problem(collector: Collector, sent: bytes, status: bytes) -> None:
    """Broken HTTP, floods of headers, endless lines and bodies: a problem, and the connection ends."""
    with connect(collector) as hostile:
        try:
            hostile.sendall(sent)
        except OSError:
            return  # cut while still sending: as good an answer
        hostile.shutdown(socket.SHUT_WR)
        answer = everything(hostile)
    assert not answer or answer.split(b" ")[1] == status
    assert not answer or b"application/problem+json" in answer


def test_a_half_closed_socket_gets_its_answer(collector: Collector) -> None:
    """Who closes its sending side after the request still reads."""
    body = json.dumps(order()).encode()
    with connect(collector) as half:
        half.sendall(HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        half.shutdown(socket.SHUT_WR)
        assert everything(half).startswith(b"HTTP/1.1 202")


def test_who_hangs_up_early_leaves_nothing_behind(collector: Collector) -> None:
    """A hundred broken-off requests, and the books of admission are even."""
    for _ in range(100):
        with connect(collector) as gone:
            gone.sendall(HEAD + b"Content-Length: 1000\r\n\r\n[")
    until(lambda: collector.metrics()["touchline_requests_in_flight"] == 0)


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_bombs_do_not_explode(collector: Collector, encoding: str) -> None:
    """A kilobyte of a gigabyte costs a refusal, not memory."""
    bomb = zstandard.compress(bytes(1 << 30), level=3) if encoding == "zstd" else gzip.compress(bytes(200 * MIB), 9)
    before = memory(collector)
    for _ in range(5):
        answer = collector.post(bomb, content_encoding=encoding)
        assert answer.status_code == 413
    assert memory(collector) - before < 60 * MIB


def hold_open(collector: Collector, count: int) -> int:
    """Open idle connections while another client works; returns by how many bytes the collector grew."""
    before = memory(collector)
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(connect(collector))
        assert collector.post(order()).json()["accepted"] == 1
        return memory(collector) - before


def test_idle_connections_make_room(collector: Collector) -> None:
    """Five times as many as allowed: newcomers are served, the oldest idle ones go."""
    collector.session.close()
    assert hold_open(collector, 300) < 50 * MIB
    assert collector.metrics()["touchline_connections_dropped_total"] > 100


@pytest.mark.long
@pytest.mark.timeout(300)
def test_ten_thousand_idle_connections_are_bounded(tmp_path: Path) -> None:
    """With the default bound, in 200 MB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 11_000:
        pytest.skip(f"this machine allows {hard} files; 11,000 are needed (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        with Collector(tmp_path) as collector:
            assert hold_open(collector, 10_000) < 200 * MIB
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_client_that_speaks_tls_is_told(collector: Collector) -> None:
    """An https URL by mistake ends at once, not in a time-out."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with connect(collector) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain)


FUZZ = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@FUZZ
@given(
    body=st.binary(max_size=300) | st.text('[]{},:"\\ue\n0123456789truefalsnl', max_size=200).map(str.encode),
    kind=st.sampled_from(["application/json", "application/x-ndjson", "application/cloudevents-batch+json", "x/y", ""]),
    encoding=st.sampled_from(["", "gzip", "zstd"]),
)
def test_decoders_survive_anything(body: bytes, kind: str, encoding: str) -> None:
    """Members or a problem; nothing else ever leaves them."""
    with contextlib.suppress(Problem):
        members = decode(inflate(body, encoding, Limits()), kind, {}, Limits())
        assert all(isinstance(member.raw, bytes) for member in members)


@pytest.mark.parametrize("phase", ["fresh", "headers", "body"])
def test_the_guard_judges_by_phase(phase: str) -> None:
    """Only what waits for the client expires; the limits are each phase's own."""

    class Stub:
        phase = "fresh"
        since = 0.0
        fate = ""

        def expire(self) -> None:
            self.fate = "expired"

        def drop(self) -> None:
            self.fate = "dropped"

    guard = Guard(header_seconds=1, body_seconds=5, most=2)
    one, busy = Stub(), Stub()
    for each in (one, busy):
        guard.opened(each, 0.0)  # type: ignore[arg-type]
    guard.enter(one, phase, 0.0)  # type: ignore[arg-type]
    guard.enter(busy, "busy", 0.0)  # type: ignore[arg-type]
    guard.sweep(3.0)
    assert one.fate == ("" if phase == "body" else "expired")
    guard.sweep(6.0)
    assert (one.fate, busy.fate) == ("expired", "")


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def fuzz(collector: Collector, examples: int) -> None:
    """Requests made from the published description: every answer is one that it allows, none is a 500."""
    schema = schemathesis.openapi.from_url(f"{collector.url}/openapi.json")
    collector.post(order(time="nonsense"))  # a reject, so that there is one to show
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode if operation.body else [GenerationMode.POSITIVE]:  # no body, nothing to get wrong
            fuzz_one(collector, operation.as_strategy(generation_mode=mode), examples)


def fuzz_one(collector: Collector, cases: st.SearchStrategy[schemathesis.Case], examples: int) -> None:
    """One operation; the orders of an operator with the token that admits to them."""

    @settings(FUZZ, max_examples=examples, database=None, phases=[Phase.generate])
    @given(case=cases)
    def check(case: schemathesis.Case) -> None:
        admitted = {"authorization": f"Bearer {collector.token()}"} if "/admin/" in case.path else None
        case.call_and_validate(checks=CHECKS, session=collector.session, headers=admitted)

    check()


def test_the_description_is_kept(collector: Collector) -> None:
    """A few requests for every operation."""
    fuzz(collector, 3)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_description_is_kept_at_length(tmp_path: Path) -> None:
    """Hundreds for every operation."""
    with Collector(tmp_path) as collector:
        fuzz(collector, 400)
        assert "Traceback" not in collector.errors()
