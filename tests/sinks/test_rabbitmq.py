"""The rabbitmq sink."""

from __future__ import annotations

import json
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage

from support.proxy import Proxy
from support.services import address
from support.sink_suite import Harness, OutageSuite, PoisonSuite, Refusal, make_batch, make_event, new_sink
from touchline_collector.errors import ConfigError
from touchline_collector.sinks.base import OK, Batch, Refused, Retry, Unavailable
from touchline_collector.sinks.config import parse
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.loop import Loop


class RabbitmqHarness(Harness):
    once = "least"

    def __init__(self, folder: Path, server: tuple[str, int]) -> None:
        super().__init__(folder)
        self.address = server
        self.name = f"touchline-test-{uuid4().hex}"
        self.loop = Loop("test")
        self.connection = self.run(aio_pika.connect(f"amqp://guest:guest@{server[0]}:{server[1]}/"))

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run(work, 30)

    def table(self, **changes: Any) -> dict[str, Any]:
        return self.through(self.address[1], self.address[0]) | changes

    def through(self, port: int, host: str = "127.0.0.1") -> dict[str, Any]:
        return {
            "name": "bus",
            "kind": "rabbitmq",
            "url": f"amqp://guest:guest@{host}:{port}/",
            "exchange": self.name,
            "queue": self.name,
            "queue_type": "classic",
            "timeout": 5,
        }

    def messages(self) -> list[AbstractIncomingMessage]:
        """Everything in the queue, which keeps it: what is not acknowledged goes back."""

        async def look() -> list[AbstractIncomingMessage]:
            channel = await self.connection.channel()
            found: list[AbstractIncomingMessage] = []
            try:
                queue = await channel.get_queue(self.name)
                while (message := await queue.get(fail=False, no_ack=False)) is not None:
                    found.append(message)
            except aio_pika.exceptions.ChannelNotFoundEntity:
                return []
            await channel.close()
            return found

        return list(self.run(look()))

    def stored(self) -> list[dict[str, Any]]:
        return [json.loads(message.body) for message in self.messages()]

    def declare(self, **arguments: Any) -> None:
        """Exchange and queue, the queue bound to orders only."""

        async def make() -> None:
            async with await self.connection.channel() as channel:
                exchange = await channel.declare_exchange(self.name, aio_pika.ExchangeType.TOPIC, durable=True)
                queue = await channel.declare_queue(self.name, durable=True, arguments=arguments)
                await queue.bind(exchange, "touchline.order.#")

        self.run(make())

    def refusals(self) -> dict[str, Refusal]:
        host, port = self.address

        async def fanout() -> None:
            async with await self.connection.channel() as channel:
                await channel.declare_exchange(f"{self.name}-fanout", aio_pika.ExchangeType.FANOUT)

        self.run(fanout())
        return {
            "password": Refusal("ACCESS_REFUSED", self.table(url=f"amqp://guest:hunter2@{host}:{port}/")),
            "virtual host": Refusal("nowhere", self.table(url=f"amqp://guest:guest@{host}:{port}/nowhere")),
            "kind of exchange": Refusal("inequivalent arg", self.table(exchange=f"{self.name}-fanout")),
        }

    def clean(self) -> None:
        async def delete() -> None:
            async with await self.connection.channel() as channel:
                await channel.queue_delete(self.name)
                await channel.exchange_delete(self.name)
                await channel.exchange_delete(f"{self.name}-fanout")
            await self.connection.close()

        self.run(delete())
        self.loop.close()


class OrdersHarness(RabbitmqHarness):
    """A queue of somebody else's, which takes orders only."""

    def table(self, **changes: Any) -> dict[str, Any]:
        return super().table(queue="", **changes)

    def poison(self) -> Event:
        self.declare()
        return make_event(137, type_="touchline.cart.updated.v1")


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[RabbitmqHarness]:
    made = RabbitmqHarness(tmp_path, address("rabbitmq"))
    yield made
    made.clean()


class TestRabbitmq(OutageSuite):
    """The behaviour suite."""

    turned_away = ("password", "virtual host", "kind of exchange")


def test_an_event_that_no_queue_takes_stands_alone(tmp_path: Path) -> None:
    """RabbitMQ would confirm it and drop it; here it becomes a dead letter, and 499 others arrive."""
    orders = OrdersHarness(tmp_path, address("rabbitmq"))
    PoisonSuite().test_one_poisoned_event_in_five_hundred(orders, tmp_path)
    orders.clean()


def test_the_message_is_what_the_docs_say(harness: RabbitmqHarness) -> None:
    """Persistent, routed by type, with id and source as headers."""
    sink = new_sink(harness.table(routing_key="{store}.{type}"))
    sink.open()
    sink.write(Batch("t", (make_event(1, {"location": {"store": {"id": "a.b"}}}),)))
    sink.close()
    (message,) = harness.messages()
    assert message.routing_key == "a_b.touchline.order.placed.v1"
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert message.content_type == "application/cloudevents+json"
    assert message.headers == {"id": "e-1", "source": "//shop.example.com/web", "type": "touchline.order.placed.v1"}


def test_a_quorum_queue_by_default(harness: RabbitmqHarness) -> None:
    """Kept on a majority of a cluster, and on the disk of a single server."""
    table = harness.table()
    del table["queue_type"]
    sink = new_sink(table)
    sink.open()
    assert list(sink.write(make_batch(1, 2))) == [OK, OK]
    sink.close()
    assert len(harness.stored()) == 2


def test_a_full_queue_is_an_outage(harness: RabbitmqHarness) -> None:
    """It will be emptied; nothing is dropped meanwhile."""
    harness.declare(**{"x-max-length": 1, "x-overflow": "reject-publish"})
    sink = new_sink(harness.table(queue=""))
    sink.open()
    outcomes = list(sink.write(make_batch(1, 5)))
    sink.close()
    assert OK in outcomes
    assert any(isinstance(o, Retry) and "full" in o.reason for o in outcomes)


def test_an_exchange_deleted_under_us_comes_back(harness: RabbitmqHarness) -> None:
    """The write fails; opening again makes it anew."""
    sink = new_sink(harness.table())
    sink.open()

    async def delete() -> None:
        async with await harness.connection.channel() as channel:
            await channel.exchange_delete(harness.name)

    harness.run(delete())
    with pytest.raises((Unavailable, Refused)):
        sink.write(make_batch(1, 1))
    sink.close()
    sink.open()
    assert list(sink.write(make_batch(1, 1))) == [OK]
    sink.close()


def test_a_lost_connection_is_noticed_at_once(harness: RabbitmqHarness) -> None:
    """Not after the time-out."""
    proxy = Proxy(harness.address)
    sink = new_sink(harness.through(proxy.port) | {"timeout": 50})
    sink.open()
    proxy.stop()
    with pytest.raises(Unavailable):
        sink.write(make_batch(1, 10))
    sink.close()


@pytest.mark.parametrize("wrong", [{"url": "http://x"}, {"exchange": ""}, {"routing_key": "{who}"}])
def test_a_configuration_that_cannot_work_is_refused(wrong: dict[str, str]) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match=f"(rabbitmq|sink s): {next(iter(wrong))}"):
        parse({"name": "s", "kind": "rabbitmq", "url": "amqp://x", **wrong})
