"""httpx posting ready bodies to an endpoint in a process of its own that only says yes; as large as the sink's."""

import subprocess
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import httpx

from sinks.case import Case
from touchline_collector.sinks.event import Event
from touchline_collector.sinks.webhook import parts

# Reads whole bodies and nothing else, so that next to all that is measured happens on our side.
ENDPOINT = """
import asyncio

async def serve(reader, writer):
    while head := await reader.readuntil(b"\\r\\n\\r\\n"):
        length = next(line for line in head.lower().split(b"\\r\\n") if line.startswith(b"content-length:"))
        await reader.readexactly(int(length[15:]))
        writer.write(b"HTTP/1.1 204 No Content\\r\\n\\r\\n")

async def quietly(reader, writer):
    try:
        await serve(reader, writer)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(quietly, "127.0.0.1", 0, limit=1 << 22)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


class Webhook(Case):
    events = 200_000
    mode = "batch"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.server = subprocess.Popen([sys.executable, "-c", ENDPOINT], stdout=subprocess.PIPE)
        assert self.server.stdout
        self.url = f"http://127.0.0.1:{int(self.server.stdout.readline())}/"

    def table(self) -> dict[str, Any]:
        return {"kind": "webhook", "url": self.url, "allow_private": True, "mode": self.mode}

    def rows(self, events: Sequence[Event]) -> Any:
        return parts(events, 1000, 1024 * 1024)

    def raw(self, batches: Sequence[Any]) -> None:
        with httpx.Client() as client:
            for request in chain.from_iterable(batches):
                client.post(self.url, content=b"[" + b",".join(request) + b"]").raise_for_status()

    def close(self) -> None:
        self.server.kill()
        self.server.wait(10)
        assert self.server.stdout
        self.server.stdout.close()


CASE = Webhook
