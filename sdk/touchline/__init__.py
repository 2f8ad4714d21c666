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
    from touchline.ambient import context as context
    from touchline.asyncclient import AsyncClient as AsyncClient
    from touchline.client import Client as Client
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
    from touchline_spec import events as events
    from touchline_spec.models import App as App
    from touchline_spec.models import Campaign as Campaign
    from touchline_spec.models import ClickId as ClickId
    from touchline_spec.models import Clock as Clock
    from touchline_spec.models import Consent as Consent
    from touchline_spec.models import Device as Device
    from touchline_spec.models import Identity as Identity
    from touchline_spec.models import LineItem as LineItem
    from touchline_spec.models import Location as Location
    from touchline_spec.models import Money as Money
    from touchline_spec.models import Page as Page
    from touchline_spec.models import Product as Product
    from touchline_spec.models import ReadPoint as ReadPoint
    from touchline_spec.models import Session as Session
    from touchline_spec.models import Store as Store
    from touchline_spec.models import Tender as Tender
    from touchline_spec.models import Zone as Zone

_SHAPES = (
    "App Campaign ClickId Clock Consent Device Identity LineItem Location Money Page Product ReadPoint Session Store "
    "Tender Zone"
)
_HOMES = {
    **dict.fromkeys(_SHAPES.split(), "touchline_spec.models"),
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
    "context": "touchline.ambient",
}

__all__ = sorted([*_HOMES, "events"])  # noqa: PLE0605  # the table is the list


def __getattr__(name: str) -> Any:
    if name == "events":
        value = import_module("touchline_spec.events")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'touchline' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
