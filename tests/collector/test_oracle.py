"""The oracle: producers, SIGKILL at random moments; then every acknowledged event exactly once in the sink."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
from pathlib import Path

import pytest
import requests

from support.collectors import Collector, order, until

LEDGER = ("delivered", "filtered", "withheld", "pending", "dead", "expired", "erased", "damaged")


class Producer(threading.Thread):
    """Sends batches until told to stop, and again what was not answered; remembers every acknowledgement."""

    def __init__(self, name: str, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.source = f"//shop.example.com/{name}"
        self.url = ""
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()
        self._chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
        self._ended = threading.Event()
        self._waiting: list[dict[str, object]] = []

    def run(self) -> None:
        """Batch after batch."""
        while not self._ended.is_set():
            if not self._waiting:
                count = self._chance.randrange(1, 30)
                self._waiting = [order(f"{self.name}-{len(self.sent) + n}", source=self.source) for n in range(count)]
                self.sent |= {str(event["id"]) for event in self._waiting}
            self._post()

    def _post(self) -> None:
        try:
            answer = requests.post(
                f"{self.url}/v1/events?results=all",
                data=json.dumps(self._waiting),
                headers={"content-type": "application/json"},
                timeout=10,
            )
        except requests.RequestException:
            self._ended.wait(0.02)  # it was killed; the next one has another port
            return
        if answer.status_code != requests.codes.accepted:
            return
        fates = {result["id"]: result["status"] for result in answer.json()["results"]}
        assert set(fates.values()) <= {"accepted", "duplicate"}
        self.acknowledged |= set(fates)
        self._waiting = []

    def stop(self) -> None:
        """End after the request under way."""
        self._ended.set()
        self.join(20)


def judge(folder: Path, rounds: int, seed: int, processes: int) -> int:
    """Play `rounds` kills, of the main process or of one that receives; returns how many events were acknowledged."""
    flags = ("--intake-processes", str(processes))
    chance = random.Random(seed)  # noqa: S311
    producers = [Producer(f"p{number}", seed * 100 + number) for number in range(4)]
    for number in range(rounds):
        with Collector(folder, *flags) as collector:
            for producer in producers:
                producer.url = collector.url
                if not number:
                    producer.start()
            goal = sum(len(p.acknowledged) for p in producers) + chance.randrange(1, 400)
            if processes:
                os.kill(chance.choice(collector.intake()), signal.SIGKILL)
            until(lambda goal=goal: sum(len(p.acknowledged) for p in producers) >= goal)
            collector.kill()
    with Collector(folder, *flags) as collector:
        for producer in producers:
            producer.url = collector.url
            producer.stop()
        return close_the_books(collector, producers)


def close_the_books(collector: Collector, producers: list[Producer]) -> int:
    """Each acknowledged event once, none that was never sent, and a ledger that adds up to the head of the log."""

    def numbers() -> dict[str, float] | None:
        found = collector.metrics()
        return None if found['touchline_sink_events{sink="events",state="pending"}'] else found

    ledger = until(numbers)
    rows = [(row["source"], row["id"]) for row in collector.rows()]
    acknowledged = {(p.source, id_) for p in producers for id_ in p.acknowledged}
    sent = {(p.source, id_) for p in producers for id_ in p.sent}
    assert len(rows) == len(set(rows))
    assert acknowledged <= set(rows) <= sent
    states = [ledger[f'touchline_sink_events{{sink="events",state="{state}"}}'] for state in LEDGER]
    assert sum(states) == ledger["touchline_log_head"] == states[0] == len(rows)
    return len(acknowledged)


@pytest.mark.parametrize("processes", [0, 2])
def test_every_acknowledged_event_arrives_once(tmp_path: Path, processes: int) -> None:
    """Two kills; with intake processes, of one of them as well."""
    assert judge(tmp_path, 2, seed=1, processes=processes) > 0


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("processes", [0, 2])
def test_every_acknowledged_event_arrives_once_at_length(tmp_path: Path, processes: int) -> None:
    """Thirty kills."""
    assert judge(tmp_path, 30, seed=2, processes=processes) > 1000
