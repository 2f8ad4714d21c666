"""RabbitMQ: one persistent message an event to a topic exchange, confirmed by the broker.

A broker confirms a message that no queue is bound to and drops it: every message is sent as mandatory, so that it
comes back instead.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection, AbstractExchange, SSLOptions
from aio_pika.exceptions import (
    AMQPError,
    AuthenticationError,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
    DeliveryError,
    InvalidFrameError,
    ProbableAuthenticationError,
    PublishError,
)
from aiormq.exceptions import ChannelAccessRefused  # aio-pika hands it on without naming it

from touchline_collector.errors import ConfigError
from touchline_collector.sinks.addressing import Addressing
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
    Unavailable,
)
from touchline_collector.sinks.certificates import distrusted
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.loop import Loop, answers
from touchline_collector.sinks.options import option

T = TypeVar("T")
logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/cloudevents+json"


class QueueType(StrEnum):
    """What RabbitMQ keeps a queue in."""

    QUORUM = "quorum"
    CLASSIC = "classic"
    STREAM = "stream"


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a rabbitmq sink."""

    url: str = option("amqp://user:password@host:5672/vhost, or amqps:// for TLS", secret=True)
    exchange: str = option("a durable topic exchange; made where it is missing", "touchline")
    routing_key: str = option("may hold {type}, {channel}, {store} and {zone}", "{type}")
    queue: str = option("a durable queue bound to all of it; empty for none of our own", "touchline", empty=True)
    queue_type: QueueType = option("what that queue is kept in", QueueType.QUORUM)
    ca_file: Path | None = option("certificate authorities to trust instead of the system's", None)
    cert_file: Path | None = option("our certificate, where the broker asks for one", None)
    key_file: Path | None = option("the key of that certificate", None)
    timeout: float = option("seconds for connecting, and for one write", 30.0, least=0.1)

    def __post_init__(self) -> None:
        """Find what no connection could ever work with."""
        if not self.url.startswith(("amqp://", "amqps://")):
            raise ConfigError("rabbitmq: url must begin with amqp:// or amqps://")
        Addressing(self.routing_key, SPECIAL, "rabbitmq: routing_key")


# Dots divide a routing key. It holds at most 255 bytes, as all short strings of AMQP do.
SPECIAL = "."
SHORT = 255
# The broker turns us away; a person has to look at it.
TURNED_AWAY = (
    AuthenticationError,
    ProbableAuthenticationError,
    ChannelAccessRefused,
    ChannelNotFoundEntity,
    ChannelPreconditionFailed,
    ssl.SSLCertVerificationError,
)


class RabbitmqSink(Sink):
    """Publishes a batch at once and waits for the broker's confirmation of each message."""

    guarantee: ClassVar[str] = "at least once; source and id are headers of the message"
    limits: ClassVar[Limits] = Limits(events=500, bytes=1024 * 1024)

    def __init__(self, options: Options) -> None:
        self.options = options
        self._keys = Addressing(options.routing_key, SPECIAL, "rabbitmq: routing_key")
        self._loop: Loop | None = None
        self._connection: AbstractConnection | None = None
        self._exchange: AbstractExchange | None = None
        self._lost: asyncio.Event | None = None

    def open(self) -> None:
        """Connect, and find exchange and queue or make them."""
        self.close()
        self._loop = Loop("touchline-rabbitmq")
        self._run(self._connect())

    def write(self, batch: Batch) -> Sequence[Outcome]:
        """Publish all, then wait for the last confirmation."""
        return self._run(self._publish_all(batch.events))

    def close(self) -> None:
        """Close connection and loop."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        connection, self._connection, self._exchange = self._connection, None, None
        if connection is not None:
            try:
                loop.run(connection.close(), self.options.timeout)
            except (AMQPError, OSError, TimeoutError):
                logger.debug("rabbitmq: the connection was closed by the broker already")
        loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            work.close()
            raise Unavailable("rabbitmq is not open")
        try:
            return self._loop.run(work, self.options.timeout)
        except (AMQPError, OSError, TimeoutError, RuntimeError) as error:
            raise self._trouble(error) from error

    async def _connect(self) -> None:
        options = self.options
        self._connection = await aio_pika.connect(
            options.url,
            timeout=options.timeout,
            ssl_options=self._security(),
            client_properties={"connection_name": "touchline-collector"},
        )
        self._lost = asyncio.Event()
        self._connection.close_callbacks.add(self._on_close)
        channel = await self._connection.channel(publisher_confirms=True, on_return_raises=True)
        channel.close_callbacks.add(self._on_close)
        self._exchange = await channel.declare_exchange(options.exchange, aio_pika.ExchangeType.TOPIC, durable=True)
        if options.queue:
            await self._bind(channel, self._exchange)

    def _security(self) -> SSLOptions | None:
        options, found = self.options, SSLOptions()
        if options.ca_file is not None:
            found["cafile"] = str(options.ca_file)
        if options.cert_file is not None:
            found["certfile"] = str(options.cert_file)
        if options.key_file is not None:
            found["keyfile"] = str(options.key_file)
        return found or None

    async def _bind(self, channel: AbstractChannel, exchange: AbstractExchange) -> None:
        options = self.options
        queue = await channel.declare_queue(
            options.queue, durable=True, arguments={"x-queue-type": options.queue_type.value}
        )
        await queue.bind(exchange, "#")

    def _on_close(self, *_: Any) -> None:
        if self._lost is not None:
            self._lost.set()

    async def _publish_all(self, events: Sequence[Event]) -> list[Outcome]:
        exchange, lost = self._exchange, self._lost
        if exchange is None or lost is None:
            raise Unavailable("rabbitmq is not open")
        found = await answers((self._publish(exchange, event) for event in events), lost)
        return [self._outcome(event, answer) for event, answer in zip(events, found, strict=True)]

    async def _publish(self, exchange: AbstractExchange, event: Event) -> None:
        await exchange.publish(message(event), self._key(event), mandatory=True)

    def _key(self, event: Event) -> str:
        return self._keys.of(event).encode()[:SHORT].decode(errors="ignore")

    def _outcome(self, event: Event, answer: Any) -> Outcome:
        if isinstance(answer, PublishError):
            reason = f"no queue takes {self._key(event)} from exchange {self.options.exchange}"
            return Fatal("rabbitmq.unroutable", reason, proven=True)
        if isinstance(answer, DeliveryError):
            return Retry("rabbitmq: a queue is full and refuses more")
        if isinstance(answer, BaseException):
            raise self._trouble(answer) from answer
        return OK

    def _trouble(self, error: BaseException) -> SinkError:
        if isinstance(error, TimeoutError):
            return Unavailable(f"rabbitmq did not answer in {self.options.timeout:g} s")
        if isinstance(error, InvalidFrameError) and "OpenOk" in str(error):
            return Refused(f"rabbitmq: virtual host {urlsplit(self.options.url).path!r} is missing or not open to us")
        text = " ".join(str(error).split()) or type(error).__name__
        refused = isinstance(error, TURNED_AWAY) or distrusted(error)
        return (Refused if refused else Unavailable)(f"rabbitmq: {text}")


def message(event: Event) -> aio_pika.Message:
    """CloudEvents' structured mode, with the attributes that consumers route and deduplicate by beside it."""
    return aio_pika.Message(
        event.body,
        content_type=CONTENT_TYPE,
        content_encoding="utf-8",
        delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        message_id=event.fingerprint,
        app_id="touchline",
        headers={"id": event.id, "source": event.source, "type": event.type},
    )


SINK = RabbitmqSink
