"""httpx posting each event by itself, as many requests at a time as the sink has under way."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx

from sinks.webhook import Webhook
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.webhook import STREAMS


class WebhookSingle(Webhook):
    events = 4_000
    mode = "single"

    def rows(self, events: Sequence[Event]) -> Any:
        return [event.body for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        async def post() -> None:
            gate = asyncio.Semaphore(STREAMS)

            async def one(body: bytes) -> None:
                async with gate:
                    (await client.post(self.url, content=body)).raise_for_status()

            async with httpx.AsyncClient() as client:
                for batch in batches:
                    await asyncio.gather(*(one(body) for body in batch))

        asyncio.run(post())


CASE = WebhookSingle
