"""The collector killed in the middle of things: nothing acknowledged is missing, nothing is there twice."""

from __future__ import annotations

import threading
from pathlib import Path

import requests

import touchline
from support.collectors import Collector, order, until
from support.events_table import rows

WRITERS = 3
BEFORE_THE_KILL = 60


class Writer(threading.Thread):
    """Posts events one after the other and remembers those that were acknowledged."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(daemon=True)
        self.url = url
        self.prefix = name
        self.acknowledged: list[str] = []

    def run(self) -> None:
        with requests.Session() as session:
            for number in range(100_000):
                event = order(f"{self.prefix}-{number}")
                try:
                    answer = session.post(f"{self.url}/v1/events", json=event, timeout=10)
                except requests.RequestException:
                    return
                if answer.status_code == 202 and answer.json()["accepted"] == 1:
                    self.acknowledged.append(event["id"])


def ids(data: Path) -> list[str]:
    return [row["id"] for row in rows(data)]


def test_what_was_acknowledged_survives_sigkill(tmp_path: Path) -> None:
    """Writers at work, SIGKILL, a restart: every acknowledged id is in the table, once."""
    with Collector(tmp_path) as first:
        writers = [Writer(first.url, f"w{number}") for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        until(lambda: sum(len(each.acknowledged) for each in writers) >= BEFORE_THE_KILL)
        first.kill()
        for writer in writers:
            writer.join(20)
    acknowledged = {each for writer in writers for each in writer.acknowledged}
    with Collector(tmp_path) as second:
        until(lambda: acknowledged <= set(ids(second.data)))
        found = ids(second.data)
    assert len(found) == len(set(found))
    assert len(acknowledged) >= BEFORE_THE_KILL


def test_a_client_rides_over_the_kill(tmp_path: Path) -> None:
    """Events tracked before, during and after the outage all arrive, each once."""
    with Collector(tmp_path) as first:
        url = first.url
        with touchline.Client(url, source="//shop.example.com/web", outbox=tmp_path / "outbox") as client:
            tracked = [client.track("com.example.shop.rang.v1", {"channel": "web", "n": n}) for n in range(20)]
            assert client.flush(20)
            first.kill()
            tracked += [client.track("com.example.shop.rang.v1", {"channel": "web", "n": n}) for n in range(20)]
            with Collector(tmp_path, "--port", url.rpartition(":")[2]) as second:
                tracked += [client.track("com.example.shop.rang.v1", {"channel": "web", "n": n}) for n in range(20)]
                until(lambda: client.flush(5))
                until(lambda: len(ids(second.data)) >= len(tracked))
                found = ids(second.data)
    assert sorted(found) == sorted(each for each in tracked if each)
    assert len(found) == 60
