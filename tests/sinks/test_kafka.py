"""The kafka sink, against a broker that speaks the protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from confluent_kafka import Consumer, KafkaError, Message, Producer, TopicPartition
from confluent_kafka.admin import AdminClient

from support.kafka import binary as broker_binary
from support.kafka import kafka_broker
from support.proxy import Proxy
from support.services import free_port
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import Batch, Refused, SinkError, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.kafka import binary, outcome

MARK = b"mark"


class KafkaHarness(Harness):
    once = "least"

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder)
        self.port = port
        self.topic = f"touchline-test-{uuid4().hex}"
        self.behind = ExitStack()
        # A Kafka client goes on at the address that the broker tells it, so behind a proxy there is another broker.
        self.address = ("127.0.0.1", free_port())

    @property
    def client(self) -> dict[str, str]:
        return {"bootstrap.servers": f"127.0.0.1:{self.port}"}

    def table(self, **changes: Any) -> dict[str, Any]:
        place = {"brokers": self.client["bootstrap.servers"], "topic": self.topic, "create": True}
        return {"name": "bus", "kind": "kafka", **place, "timeout": 5, **changes}

    def through(self, port: int) -> dict[str, Any]:
        self.behind.enter_context(kafka_broker(self.folder, port=self.address[1], advertised=port))
        self.port = port
        return self.table()

    def records(self) -> list[Message]:
        """Everything before a mark of our own in each partition."""
        topic = AdminClient(self.client).list_topics(timeout=10).topics.get(self.topic)
        partitions = list(topic.partitions) if topic else []
        producer = Producer(self.client)
        for partition in partitions:
            producer.produce(self.topic, MARK, partition=partition)
        assert producer.flush(10) == 0
        reader = Consumer({**self.client, "group.id": "test", "enable.auto.commit": "false"})
        reader.assign([TopicPartition(self.topic, partition, 0) for partition in partitions])
        found: dict[int, list[Message]] = {partition: [] for partition in partitions}
        while not all(records and records[-1].value() == MARK for records in found.values()):
            for record in reader.consume(1000, timeout=0.1):
                found[record.partition() or 0].append(record)
        reader.close()
        records = [record for records in found.values() for record in records if record.value() != MARK]
        return sorted(records, key=lambda record: record.timestamp()[1])

    def stored(self) -> list[dict[str, Any]]:
        if self.port == self.address[1]:
            return self._stored()
        with ExitStack() as stack:
            if self.behind._exit_callbacks:  # type: ignore[attr-defined]
                again = Proxy(self.address)
                again.stop()
                again.port = self.port
                again.start()
                stack.callback(again.stop)
            return self._stored()

    def _stored(self) -> list[dict[str, Any]]:
        return [json.loads(record.value() or b"") for record in self.records()]

    def refusals(self) -> dict[str, Refusal]:
        return {
            "topic": Refusal("there is no topic", self.table(create=False)),
            "setting": Refusal("compression", self.table(compression="best")),
        }


class SmallHarness(KafkaHarness):
    """A producer that takes no record above 20,000 bytes."""

    def table(self, **changes: Any) -> dict[str, Any]:
        return super().table(settings={"message.max.bytes": "20000"}, **changes)

    def poison(self) -> Event:
        return make_event(137, {"note": "x" * 20_000})


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with kafka_broker(tmp_path_factory.mktemp("kafka")) as port:
        yield port


@pytest.fixture
def harness(tmp_path: Path, broker: int) -> Iterator[KafkaHarness]:
    made = KafkaHarness(tmp_path, broker)
    yield made
    made.behind.close()


class TestKafka(OutageSuite):
    """The behaviour suite."""

    turned_away = ("topic", "setting")


def test_an_event_larger_than_the_producer_takes_stands_alone(tmp_path: Path, broker: int) -> None:
    """499 others arrive."""
    PoisonSuite().test_one_poisoned_event_in_five_hundred(SmallHarness(tmp_path, broker), tmp_path)


def test_the_record_is_what_the_docs_say(harness: KafkaHarness) -> None:
    """Structured mode: the partition key as key, id, source and type as headers."""
    sink = new_sink(harness.table())
    sink.open()
    keyed = make_event(2)
    keyed.body = keyed.body[:-1] + b',"partitionkey":"u-1"}'
    sink.write(Batch("t", (make_event(1), keyed)))
    sink.close()
    first, second = sorted(harness.records(), key=lambda record: record.key() or b"")
    assert (first.key(), second.key()) == (None, b"u-1")
    assert dict(first.headers() or []) == {
        "content-type": b"application/cloudevents+json; charset=UTF-8",
        "ce_id": b"e-1",
        "ce_source": b"//shop.example.com/web",
        "ce_type": b"touchline.order.placed.v1",
    }


def test_binary_mode_puts_attributes_into_headers(harness: KafkaHarness) -> None:
    """And data alone into the value."""
    sink = new_sink(harness.table(mode="binary"))
    sink.open()
    sink.write(make_batch(1, 1))
    sink.close()
    (record,) = harness.records()
    headers = dict(record.headers() or [])
    assert json.loads(record.value() or b"") == {"channel": "web"}
    assert headers["content-type"] == b"application/json"
    assert headers["ce_specversion"] == b"1.0"
    assert headers["ce_time"] == b"2026-11-20T10:00:00.123+01:00"
    assert headers["ce_subject"] == b"O-1"
    assert "ce_data" not in headers


def test_attributes_that_are_no_strings() -> None:
    """As CloudEvents writes them: integers in decimal, booleans in small letters."""
    event = Event(1, "//s", "e", "t", b'{"id":"e","sampledrate":10,"flag":true,"none":null}')
    assert dict(binary(event)[1]) == {
        "content-type": "application/json",
        "ce_id": "e",
        "ce_sampledrate": "10",
        "ce_flag": "true",
    }


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    """In one line, without the password. Where none is sent, a broker hangs up: an outage, with a hint."""
    with kafka_broker(tmp_path, "--authentication") as port:
        table = {"name": "s", "kind": "kafka", "brokers": f"127.0.0.1:{port}", "timeout": 3}
        wrong = refused_by(table | {"username": "crm", "password": "hunter2"})
        silent = refused_by(table)
    assert type(wrong) is Refused
    assert not re.search(r"\n|hunter2", wrong.reason)
    assert type(silent) is Unavailable
    assert "it may ask for a username" in silent.reason


def refused_by(table: dict[str, Any]) -> SinkError:
    sink = new_sink(table)
    with pytest.raises(SinkError) as caught:
        sink.open()
    sink.close()
    return caught.value


def test_a_lost_broker_is_given_up_in_time(harness: KafkaHarness) -> None:
    """After the time-out, and what was under way is dropped, to be sent again."""
    proxy = Proxy(harness.address)
    sink = new_sink(harness.through(proxy.port) | {"timeout": 1})
    sink.open()
    proxy.stop()
    with pytest.raises(Unavailable):
        sink.write(make_batch(1, 10))
    sink.close()


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (None, "Ok"),
        (KafkaError.MSG_SIZE_TOO_LARGE, "TooLarge"),
        (KafkaError.INVALID_RECORD, "Fatal"),
        (KafkaError.NOT_ENOUGH_REPLICAS, "Retry"),
        (KafkaError._MSG_TIMED_OUT, "Retry"),
    ],
)
def test_what_a_report_means(code: int | None, word: str) -> None:
    """Too large narrows down, an outage waits."""
    assert type(outcome(None if code is None else KafkaError(code))).__name__ == word


@pytest.mark.parametrize(
    "wrong",
    [
        {"brokers": " "},
        {"username": "u"},
        {"settings": {"acks": "1"}},
        {"settings": {"enable.idempotence": "no"}},
        {"settings": {"transactional.id": "t"}},
        {"settings": {"request.required.acks": "1"}},
    ],
)
def test_a_configuration_that_cannot_work_is_refused(wrong: dict[str, Any]) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=f"kafka: {next(iter(wrong))}"):
        parse({"name": "s", "kind": "kafka", "brokers": "x", **wrong})


def test_the_broker_is_where_the_tests_think() -> None:
    """A program, not a folder."""
    assert Path(broker_binary()).is_file()
