"""aio-pika: a batch published at once, every confirmation waited for."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aio_pika

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.rabbitmq import message


class Rabbitmq(Case):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        host, port = address("rabbitmq", 5672)
        self.url, self.name = f"amqp://guest:guest@{host}:{port}/", unique()

    def table(self) -> dict[str, Any]:
        place = {"exchange": self.name, "queue": self.name, "queue_type": "classic"}
        return {"kind": "rabbitmq", "url": self.url, **place}

    def rows(self, events: Sequence[Event]) -> Any:
        return [(event.type, message(event)) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        async def publish() -> None:
            async with await aio_pika.connect(self.url) as connection:
                channel = await connection.channel(publisher_confirms=True)
                exchange = await channel.declare_exchange(self.name, aio_pika.ExchangeType.TOPIC, durable=True)
                queue = await channel.declare_queue(self.name, durable=True)
                await queue.bind(exchange, "#")
                for batch in batches:
                    await asyncio.gather(*(exchange.publish(body, key, mandatory=True) for key, body in batch))

        asyncio.run(publish())

    def close(self) -> None:
        async def delete() -> None:
            async with await aio_pika.connect(self.url) as connection:
                channel = await connection.channel()
                await channel.queue_delete(self.name)
                await channel.exchange_delete(self.name)

        asyncio.run(delete())


CASE = Rabbitmq
