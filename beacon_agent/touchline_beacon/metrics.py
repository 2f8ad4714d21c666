"""The box's state in Prometheus' text format: counts and ages, never an address or a token."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

Sample: TypeAlias = "tuple[str, Mapping[str, str], float]"

_PREFIX = "touchline_beacon_"
# Only a request's first line matters; whoever sends more in it is no scraper.
_LINE_LIMIT = 4096
_READ_SECONDS = 5.0


def render(samples: Iterable[Sample]) -> str:
    """The samples as text."""
    lines = []
    for name, labels, value in samples:
        inner = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        lines.append(f"{_PREFIX}{name}{{{inner}}} {value:g}" if inner else f"{_PREFIX}{name} {value:g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


async def serve(host: str, port: int, samples: Callable[[], Iterable[Sample]]) -> asyncio.Server:
    """Answer every GET with the samples of that moment."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_READ_SECONDS):
                line = await reader.readline()
                while (await reader.readline()).strip():
                    pass
            good = line.startswith(b"GET ")
            body = render(samples()).encode() if good else b"only GET\n"
            status = "200 OK" if good else "405 Method Not Allowed"
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            await writer.drain()
        except (TimeoutError, OSError, ValueError):
            pass  # a scraper that went away or never was one
        finally:
            writer.close()

    return await asyncio.start_server(answer, host, port, limit=_LINE_LIMIT)
