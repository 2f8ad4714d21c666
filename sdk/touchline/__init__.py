"""The Touchline SDK: emit touchpoint events from a website, an app, an email tool or a till, and lose none.

    import touchline
    from touchline import Identity, Money, events

    tl = touchline.Client("https://collect.example.com", key="...", source="//shop.example.com/web")
    tl.track(events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), ...))

Names load on first use, so that `import touchline` costs a host nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from touchline.asyncclient import AsyncClient as AsyncClient
    from touchline.client import Client as Client
    from touchline.context import context as context
    from touchline.errors import ClosedError as ClosedError
    from touchline.errors import EventError as EventError
    from touchline.errors import MissingExtra as MissingExtra
    from touchline.errors import OutboxError as OutboxError
    from touchline.errors import TouchlineError as TouchlineError
    from touchline.errors import TransportError as TransportError
    from touchline.notifier import Problem as Problem
    from touchline.report import Refusal as Refusal
    from touchline.report import Report as Report
    from touchline.report import Stats as Stats

_HOMES = {
    "AsyncClient": "touchline.asyncclient",
    "Client": "touchline.client",
    "ClosedError": "touchline.errors",
    "EventError": "touchline.errors",
    "MissingExtra": "touchline.errors",
    "OutboxError": "touchline.errors",
    "Problem": "touchline.notifier",
    "Refusal": "touchline.report",
    "Report": "touchline.report",
    "Stats": "touchline.report",
    "TouchlineError": "touchline.errors",
    "TransportError": "touchline.errors",
    "context": "touchline.context",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  # the table is the list


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'touchline' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
