"""Kafka: one record an event, as CloudEvents' Kafka binding says, from an idempotent producer.

The producer (librdkafka) numbers its records, so that its own retries neither double nor reorder them. A batch that is
sent again after a crash comes from another producer, and is there twice.
"""

# ruff: noqa: SLF001 - the names of librdkafka's own error codes begin with an underscore

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from confluent_kafka import KafkaError, KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic  # type: ignore[attr-defined] # its documented home

from touchline_collector import jsontext
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import (
    OK,
    Batch,
    Fatal,
    Limits,
    Outcome,
    Refused,
    Retry,
    Sink,
    SinkError,
    TooLarge,
    Unavailable,
)
from touchline_collector.sinks.certificates import tells_of_distrust
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.options import option


class Mode(StrEnum):
    """Where the attributes of an event stand, in the terms of CloudEvents."""

    STRUCTURED = "structured"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a kafka sink."""

    brokers: str = option("host:port of some brokers, separated by commas")
    topic: str = option("the topic", "touchline")
    create: bool = option("make the topic where it is missing, with the broker's own defaults", default=False)
    mode: Mode = option("the whole event in the value, or attributes in headers and data in the value", Mode.STRUCTURED)
    compression: str = option("zstd, lz4, snappy, gzip or none", "zstd")
    username: str | None = option("for SASL", None)
    password: str | None = option("for SASL", None, secret=True)
    mechanism: str = option("PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512", "SCRAM-SHA-512")
    tls: bool = option("encrypt the connection", default=False)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    settings: dict[str, str] = option("any other property of librdkafka, as strings", {}, secret=True)
    timeout: float = option("seconds for finding the topic, and for one write", 30.0, least=1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        if not self.brokers.strip():
            raise ConfigError("kafka: brokers must not be empty")
        if (self.username is None) != (self.password is None):
            raise ConfigError("kafka: username and password belong together")
        owned = next((name for name in self.settings if name in OWNED), None)
        if owned:
            raise ConfigError(f"kafka: settings must not hold {owned}: {OWNED[owned]}")


# What the guarantee rests on, or another setting says.
OWNED = {
    "enable.idempotence": "without it retries may double or reorder records",
    "acks": "without all replicas an acknowledged record may be lost",
    "request.required.acks": "without all replicas an acknowledged record may be lost",
    "transactional.id": "this sink writes outside transactions",
    "bootstrap.servers": "brokers says it",
    "metadata.broker.list": "brokers says it",
    "message.timeout.ms": "timeout says it",
    "delivery.timeout.ms": "timeout says it",
}
REFUSED = frozenset(
    {
        KafkaError.UNKNOWN_TOPIC_OR_PART,
        KafkaError._UNKNOWN_TOPIC,
        KafkaError._UNKNOWN_PARTITION,
        KafkaError.TOPIC_EXCEPTION,
        KafkaError.TOPIC_AUTHORIZATION_FAILED,
        KafkaError.CLUSTER_AUTHORIZATION_FAILED,
        KafkaError.SASL_AUTHENTICATION_FAILED,
        KafkaError.UNSUPPORTED_SASL_MECHANISM,
        KafkaError.POLICY_VIOLATION,
        KafkaError._AUTHENTICATION,
        KafkaError._SSL,
        KafkaError._UNSUPPORTED_FEATURE,
    }
)
INVALID = frozenset({KafkaError.INVALID_RECORD, KafkaError.INVALID_MSG, KafkaError.INVALID_TIMESTAMP})
# How long to listen at a time while waiting for a broker: an error told meanwhile ends the wait.
SLICE = 0.25


class KafkaSink(Sink):
    """Produces a batch and waits until every record is on all in-sync replicas."""

    guarantee: ClassVar[str] = "at least once; ce_source and ce_id are headers of the record"
    limits: ClassVar[Limits] = Limits(events=5000, bytes=4 * 1024 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._record = structured if options.mode is Mode.STRUCTURED else binary
        self._producer: Producer | None = None
        self._problem: KafkaError | None = None  # told beside the calls: nobody answers, wrong password

    def open(self) -> None:
        """Connect, and find the topic or make it."""
        self.close()
        self._problem = None
        try:
            self._producer = Producer(self._configuration())
        except KafkaException as error:
            raise Refused(f"kafka: {error.args[0].str()}") from error
        found = self._find_topic(self._producer)
        if found is not None and found.code() == KafkaError.UNKNOWN_TOPIC_OR_PART and self.options.create:
            self._create_topic()
        elif found is not None:
            raise self._trouble(found)

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Produce all, then wait for the last report."""
        producer = self._producer
        if producer is None:
            raise Unavailable("kafka is not open")
        reports: list[KafkaError | None] = [PENDING] * len(batch.events)
        for number, event in enumerate(batch.events):
            self._produce(producer, event, partial(reports.__setitem__, number))
        producer.flush(self.options.timeout)
        if any(report is PENDING for report in reports):
            producer.purge()
            raise self._trouble(self._problem) if self._problem else self._silent()
        return self._outcomes(reports)

    def close(self) -> None:
        """Drop what is under way: it will be sent again."""
        producer, self._producer = self._producer, None
        if producer is not None:
            producer.purge()
            producer.flush(SLICE)

    def _produce(self, producer: Producer, event: Event, report: Callable[[KafkaError | None], None]) -> None:
        value, headers = self._record(event)
        try:
            producer.produce(
                self.options.topic, value, key_of(event), headers=headers, on_delivery=lambda error, _: report(error)
            )
        except BufferError:
            report(KafkaError(KafkaError._QUEUE_FULL))
        except KafkaException as error:
            report(error.args[0])

    def _outcomes(self, reports: Sequence[KafkaError | None]) -> list[Outcome]:
        refused = next((report for report in reports if report is not None and report.code() in REFUSED), None)
        if refused is not None:
            raise self._trouble(refused)
        outcomes = [outcome(report) for report in reports]
        if self._problem is not None and all(isinstance(found, Retry) for found in outcomes):
            raise self._trouble(self._problem)
        fatal = next((report for report in reports if report is not None and report.fatal()), None)
        if fatal is not None:  # a producer that lost count of its records takes nothing more
            raise Unavailable(f"kafka: {fatal.str()}")
        return outcomes

    def _configuration(self) -> dict[str, Any]:
        options = self.options
        milliseconds = int(options.timeout * 1000)
        found: dict[str, Any] = {
            "client.id": "touchline-collector",
            "linger.ms": 0,
            "log_level": 0,  # it would write to standard error; what matters comes through error_cb
            "allow.auto.create.topics": False,
            **options.settings,
            "bootstrap.servers": options.brokers,
            "enable.idempotence": True,
            "acks": "all",
            "compression.type": options.compression,
            "message.timeout.ms": milliseconds,
            "socket.timeout.ms": max(milliseconds, 1000),
            "security.protocol": ("SASL_" if options.username else "") + ("SSL" if options.tls else "PLAINTEXT"),
            "error_cb": self._on_error,
        }
        if options.username is not None:
            found |= {"sasl.username": options.username, "sasl.password": options.password}
            found["sasl.mechanism"] = options.mechanism
        if options.ca_file is not None:
            found["ssl.ca.location"] = str(options.ca_file)
        return found

    def _on_error(self, error: KafkaError) -> None:
        """Reasons are kept, and not overwritten by their consequence: all brokers down."""
        if self._problem is None or error.code() != KafkaError._ALL_BROKERS_DOWN:
            self._problem = error

    def _find_topic(self, producer: Producer) -> KafkaError | None:
        """The topic's error, None where there is none. Raises as soon as somebody says why it cannot be asked."""
        deadline = time.monotonic() + self.options.timeout
        while time.monotonic() < deadline:
            try:
                found = producer.list_topics(self.options.topic, timeout=SLICE)
                wrong: KafkaError | None = found.topics[self.options.topic].error
            except KafkaException as error:
                producer.poll(0)
                if error.args[0].code() not in (KafkaError._TRANSPORT, KafkaError._TIMED_OUT):
                    raise self._trouble(error.args[0]) from error
                if self._problem is not None:
                    raise self._trouble(self._problem) from error
            else:
                return wrong
        raise self._silent()

    def _create_topic(self) -> None:
        admin = AdminClient({k: v for k, v in self._configuration().items() if k not in PRODUCER_ONLY})
        made = admin.create_topics([NewTopic(self.options.topic)], request_timeout=self.options.timeout)
        try:
            made[self.options.topic].result(self.options.timeout)
        except KafkaException as error:
            if error.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:
                raise self._trouble(error.args[0]) from error
        except TimeoutError as error:
            raise self._silent() from error

    def _silent(self) -> Unavailable:
        return Unavailable(f"kafka did not answer in {self.options.timeout:g} s")

    def _trouble(self, error: KafkaError) -> SinkError:
        unknown = error.code() in (KafkaError.UNKNOWN_TOPIC_OR_PART, KafkaError._UNKNOWN_TOPIC)
        if unknown:
            return Refused(f"kafka: there is no topic {self.options.topic}; make it, or set create = true")
        if error.code() == KafkaError._ALL_BROKERS_DOWN:  # its own text counts brokers, and gives no reason
            return Unavailable("kafka: no broker answers, or stays connected: it may ask for a username, or for TLS")
        text = " ".join(error.str().split())
        refused = error.code() in REFUSED or tells_of_distrust(text)
        return (Refused if refused else Unavailable)(f"kafka: {text}")


Headers = list[tuple[str, str | bytes | None]]
PENDING = KafkaError(KafkaError._IN_PROGRESS)
PRODUCER_ONLY = frozenset({"linger.ms", "enable.idempotence", "acks", "compression.type", "message.timeout.ms"})


def outcome(report: KafkaError | None) -> Outcome:
    """What a delivery report means for its event."""
    if report is None:
        return OK
    if report.code() == KafkaError.MSG_SIZE_TOO_LARGE:
        return TooLarge(f"kafka: {report.str()}")
    if report.code() in INVALID:
        return Fatal("kafka.invalid", report.str())
    return Retry(f"kafka: {report.str()}")


def key_of(event: Event) -> str | None:
    """The event's `partitionkey`: records of one key stay in order."""
    if b'"partitionkey"' not in event.body:
        return None
    key = event.decoded.get("partitionkey")
    return key if isinstance(key, str) else None


def structured(event: Event) -> tuple[bytes, Headers]:
    """The whole event in the value; what consumers route and deduplicate by in headers too."""
    return event.body, [
        ("content-type", "application/cloudevents+json; charset=UTF-8"),
        ("ce_id", event.id),
        ("ce_source", event.source),
        ("ce_type", event.type),
    ]


def binary(event: Event) -> tuple[bytes, Headers]:
    """Every attribute in a header, data in the value."""
    attributes = dict(event.decoded)
    data = attributes.pop("data", None)
    content_type = attributes.pop("datacontenttype", "application/json")
    headers: Headers = [(f"ce_{name}", text(value)) for name, value in attributes.items() if value is not None]
    return jsontext.dumps(data), [("content-type", text(content_type)), *headers]


def text(value: object) -> str:
    """An attribute's value as CloudEvents writes it."""
    return value if isinstance(value, str) else jsontext.dumps(value).decode()


SINK = KafkaSink
