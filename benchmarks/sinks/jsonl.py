"""A file of lines, written and synced batch by batch."""

import os
from collections.abc import Sequence
from typing import Any

from sinks.case import Case
from touchline_collector.sinks.event import Event


class Jsonl(Case):
    events = 200_000

    def table(self) -> dict[str, Any]:
        return {"kind": "jsonl", "path": str(self.folder / "files")}

    def rows(self, events: Sequence[Event]) -> Any:
        return [event.body for event in events]

    def raw(self, batches: Sequence[Any]) -> None:
        with (self.folder / "raw.jsonl").open("wb") as file:
            for batch in batches:
                file.write(b"\n".join([*batch, b""]))
                file.flush()
                os.fsync(file.fileno())


CASE = Jsonl
