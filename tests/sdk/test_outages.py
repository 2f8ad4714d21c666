"""Outages of every kind, in real time against a real server: nothing lost, nothing twice, soon over."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.odd_server import OddServer, Reply, Seen, http, ok
from touchline import Client

TYPE = "com.acme.kiosk.slush_poured.v1"
RETRY_AFTER_S = 2
# Looking again takes at most `pace.QUICK_WAIT_S`; the rest is for a machine that has ten such clients and other work.
# How soon it really is, `benchmarks/sdk_peers` measures with one client.
SOON_S = 1.5 + 20.0


def junk(_: Seen) -> bytes:
    return b"\x16\x03\x01 this is not HTTP\r\n\r\n"


def reset(_: Seen) -> None:
    return None


KINDS: dict[str, tuple[Reply, float]] = {
    "503": (lambda _: http(503), 0.0),
    "429 with Retry-After": (lambda _: http(429, Retry_After=str(RETRY_AFTER_S)), RETRY_AFTER_S),
    "junk": (junk, 0.0),
    "reset": (reset, 0.0),
    "refused": (ok, 0.0),
}


def outage(kind: str, seconds: float, outbox: Path | None) -> str | None:
    """Track before, during and after one outage; return what went wrong."""
    reply, asked = KINDS[kind]
    with OddServer(reply, listen=kind != "refused") as server:
        client = Client(server.url, source="//s", outbox=outbox, linger=0.05)
        begin, ids = time.monotonic(), []
        while time.monotonic() - begin < seconds:
            ids += [client.track(TYPE, {"n": n}) for n in range(20)]
            time.sleep(seconds / 50)
        mended = time.monotonic()
        server.reply = ok
        if kind == "refused":
            server.listen()
        drained = settled(server, lambda: len(server.accepted) >= len(ids), 120.0)
        took = time.monotonic() - mended
        report = client.close()
        lost, twice = set(ids) - set(server.accepted), sum(server.accepted.values()) - len(ids)
    where = "outbox" if outbox else "memory"
    print(f"{seconds:.0f} s of {kind}, {where}: drained {took:.2f} s after the mend")  # noqa: T201  # a long run's figures
    fine = drained and not lost and not twice and report and took <= SOON_S + asked
    return None if fine else f"{kind}: {len(lost)} lost, {twice} twice, drained after {took:.1f} s, {report.stats}"


def settled(server: OddServer, condition: Callable[[], bool], timeout: float) -> bool:
    with server.changed:
        return server.changed.wait_for(condition, timeout)


@pytest.mark.parametrize(
    "seconds",
    [
        1.5,
        pytest.param(10, marks=pytest.mark.long),
        pytest.param(30, marks=pytest.mark.long),
        pytest.param(600, marks=[pytest.mark.long, pytest.mark.timeout(900)]),
    ],
)
def test_an_outage_costs_nothing_and_is_over_when_it_is_over(tmp_path: Path, seconds: float) -> None:
    """503, 429, refused, junk and reset, in memory and with an outbox, all at the same time."""
    work = [(kind, place) for kind in KINDS for place in (None, tmp_path / kind)]
    with ThreadPoolExecutor(len(work)) as pool:
        wrong = list(pool.map(lambda item: outage(item[0], seconds, item[1]), work))
    assert [text for text in wrong if text] == []
