"""A till offline for a day, in virtual time: nothing lost, nothing twice, the line not flooded, soon drained."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest

from support.event_lines import line
from touchline.delivery import Answer, Failure
from touchline.notifier import Notifier
from touchline.outbox.folder import FolderStore
from touchline.outbox.keyring import keyring
from touchline.pace import Pace
from touchline.report import Counters
from touchline.sender import Outgoing, Sender

HOUR = 3600.0
ACCEPTED = b'{"accepted":%d,"results":[]}'


def accepted(step: Outgoing) -> Answer:
    return Answer(202, {"content-type": "application/json"}, ACCEPTED % step.batch.count)


def offline(now: float) -> Answer | Failure:
    """What a day without the collector looks like: refused, a portal, a dead gateway, a hint to wait."""
    kind = int(now / HOUR) % 4
    return (
        Failure("connect", "refused"),
        Answer(200, {"content-type": "text/html"}, b"<html>Sign in</html>"),
        Answer(502, {}, b""),
        Answer(503, {"retry-after": "120"}, b""),
    )[kind]


@pytest.mark.parametrize(("seed", "key"), [(1, None), (2, None), (3, None), (4, bytes(32))])
def test_a_day_offline_loses_nothing(tmp_path: Path, seed: int, key: bytes | None) -> None:
    """One event a minute for 24 hours of four kinds of outage, with a restart at noon; then the collector is back."""
    start, wall = time.monotonic(), time.time_ns()
    dice = random.Random(seed)  # noqa: S311  # jitter
    arrived: list[str] = []

    def open_sender() -> tuple[FolderStore, Sender]:
        store = FolderStore(tmp_path, told=lambda *_: None, keys=keyring(key))
        pace = Pace(("gzip", "identity"), dice.random)
        made = Sender(store, pace, Counters(), Notifier(None), url="http://x", key=None, linger=0.1)
        return store, made

    store, sender = open_sender()
    now, next_event, requests, count, restarted = 0.0, 0.0, 0, 0, False
    back_at, done_at = 24 * HOUR, None
    while done_at is None and now < 30 * HOUR:
        while next_event <= min(now, back_at - 1):
            store.put(line(count, pad=300))
            count, next_event = count + 1, next_event + 60
        if now > 12 * HOUR and not restarted:
            store.forked()  # killed, not closed
            restarted = True
            store, sender = open_sender()
        step = sender.prepare(start + now, wall + int(now * 1e9), urgent=False, hurry=False)
        if not isinstance(step, Outgoing):
            now = min(now + max(step.seconds or 1.0, 0.001), max(next_event, now + 1.0) if now < back_at else 1e9)
            continue
        requests += now < back_at
        answer: Any = accepted(step) if now >= back_at else offline(now)
        if now >= back_at:
            arrived += step.batch.ids()
        now += 0.05
        sender.conclude(step, answer, start + now, wall + int(now * 1e9))
        if len(arrived) >= count and now > back_at:
            done_at = now
    store.close()
    assert count == 1440
    assert sorted(arrived, key=int) == [str(n) for n in range(1440)]
    assert requests < 6000  # on average one small question in 15 s
    assert done_at is not None
    assert done_at - back_at < 125  # the longest hint to wait, and a moment
