"""What every example here needs around it: a collector to send to, and a look at what arrived."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from touchline.testing import LocalCollector


@contextmanager
def collector() -> Iterator[str]:
    """Yield the URL of the collector: yours from TOUCHLINE_URL, or one in this process that prints what it got."""
    if url := os.environ.get("TOUCHLINE_URL"):
        yield url
        print(f"sent to {url}")
        return
    with LocalCollector() as local:
        yield local.url
    for event in sorted(local.accepted, key=lambda event: str(event["time"])):
        print(f"{event['time']}  {event['type']:<40} {_gist(event['data'])}")
    for event, findings in local.rejected:
        print("rejected:", event and event.get("type"), *map(str, findings))


def _gist(data: dict[str, Any]) -> str:
    who = ", ".join(f"{identity['type']}:{identity['value'][:12]}" for identity in data.get("identities", ()))
    return f"{data.get('channel', '-'):<6} {who}"
