"""redis-py: XADD in pipelines of the same size."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import redis

from sinks.case import Case, address, unique
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.redis import fields


class Redis(Case):
    events = 60_000

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.address = address("redis", 6379)
        self.stream = unique()

    def table(self) -> dict[str, Any]:
        return {"kind": "redis", "url": f"redis://{self.address[0]}:{self.address[1]}", "stream": self.stream}

    def rows(self, events: Sequence[Event]) -> Any:
        cells = [fields(event) for event in events]
        return [dict(zip(row[::2], row[1::2], strict=True)) for row in cells]

    def raw(self, batches: Sequence[Any]) -> None:
        with redis.Redis(*self.address) as client:
            for batch in batches:
                with client.pipeline(transaction=False) as pipeline:
                    for row in batch:
                        pipeline.xadd(self.stream, row)
                    pipeline.execute()

    def close(self) -> None:
        with redis.Redis(*self.address) as client:
            client.delete(self.stream)


CASE = Redis
