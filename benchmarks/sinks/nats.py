"""nats-py: a batch published at once, every acknowledgement waited for."""

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nats
from nats.js.errors import NotFoundError

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.nats import headers


class Nats(Case):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        host, port = address("nats", 4222)
        self.url, self.stream = f"nats://{host}:{port}", unique()

    def table(self) -> dict[str, Any]:
        return {"kind": "nats", "url": self.url, "stream": self.stream, "subject": f"{self.stream}.{{type}}"}

    def rows(self, events: Sequence[Event]) -> Any:
        return [(f"{self.stream}.{event.type}", event.body, headers(event)) for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        async def publish() -> None:
            client = await nats.connect(self.url)
            stream = client.jetstream()
            await stream.add_stream(name=self.stream, subjects=[f"{self.stream}.>"])
            for batch in batches:
                await asyncio.gather(*(stream.publish(subject, body, headers=head) for subject, body, head in batch))
            await client.close()

        asyncio.run(publish())

    def close(self) -> None:
        async def delete() -> None:
            client = await nats.connect(self.url)
            with contextlib.suppress(NotFoundError):
                await client.jetstream().delete_stream(self.stream)
            await client.close()

        asyncio.run(delete())


CASE = Nats
