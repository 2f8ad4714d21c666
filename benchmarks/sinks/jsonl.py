"""A file of lines, synced after each batch."""

import os
from collections.abc import Sequence
from typing import Any

from sinks.case import Case
from touchline_collector.sinks.event import Event


class Jsonl(Case):
    def table(self) -> dict[str, Any]:
        return {"kind": "jsonl", "path": str(self.folder / "files")}

    def rows(self, events: Sequence[Event]) -> Any:
        return b"".join(event.body + b"\n" for event in events)

    def raw(self, batches: Sequence[Any]) -> None:
        with (self.folder / "raw.jsonl").open("wb") as file:
            for batch in batches:
                file.write(batch)
                file.flush()
                os.fsync(file.fileno())


CASE = Jsonl
