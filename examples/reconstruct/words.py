"""What happened, in one line for a person; an event type that has no words yet is told by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from reconstruct.table import Event

Data = dict[str, Any]


def tell(event: Event) -> str:
    """One line on the event."""
    say = _WORDS.get(event.kind)
    return say(event.data) if say else event.kind.replace("_", " ").replace(".", " ")


def stores(events: Iterable[Event]) -> dict[str, str]:
    """The stores' names by number, as far as any event tells them."""
    found = (event.data.get("location", {}).get("store", {}) for event in events)
    return {store["id"]: store["name"] for store in found if "name" in store}


def place(event: Event, names: Mapping[str, str]) -> str:
    """Where it happened: the channel, and the store where there is one."""
    store = event.data.get("location", {}).get("store", {})
    name = names.get(store.get("id"), store.get("id"))
    channel = str(event.data.get("channel", "?")).replace("_", " ")
    return f"{channel} · {name}" if name else channel


def money(value: Data | None) -> str:
    """`79.00 EUR`, or nothing."""
    return f"{value['amount']} {value['currency']}" if value else ""


def _things(data: Data) -> str:
    return ", ".join(
        ("" if item.get("quantity", "1") == "1" else f"{item['quantity']} x ") + item.get("name", item["product_id"])
        for item in data.get("items", ())
    )


def _for(value: Data | None) -> str:
    return f", {money(value)}" if value else ""


def _advert(data: Data) -> str:
    campaign = data.get("campaign", {})
    clicks = ", ".join(f"{name} {click['value']}" for name, click in campaign.get("click_ids", {}).items())
    return f"clicked the advert “{campaign.get('name', '?')}” on {data.get('network', '?')}" + (
        f" ({clicks})" if clicks else ""
    )


def _page(data: Data) -> str:
    page = data["page"]
    return f"opened the page “{page.get('title') or urlsplit(page['url']).path}”"


def _product(data: Data) -> str:
    product = data["product"]
    return f"looked at {product.get('name', product['product_id'])}" + _for(product.get("price"))


def _consent(data: Data) -> str:
    purposes = data["consent"]["purposes"]
    return "consented: " + ", ".join(f"{name} {state}" for name, state in purposes.items())


def _zone(data: Data) -> str:
    zone = data["location"]["zone"]
    return str(zone.get("name") or zone["id"])


def _minutes(data: Data, name: str) -> str:
    seconds = data.get(name, 0) / 1000
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"  # noqa: PLR2004  # reads better so


def _sale(data: Data) -> str:
    tender = ", ".join(each["method"] for each in data.get("tenders", ()))
    return f"bought {_things(data)}{_for(data['total'])}" + (f", paid by {tender}" if tender else "")


def _how(data: Data) -> str:
    return str(data.get("auth_method", "unknown means")).replace("_", "-")


def _link(data: Data) -> str:
    return f"{data['link_from']['type']} and {data['link_to']['type']} linked ({data.get('link_method', '?')})"


_WORDS: dict[str, Callable[[Data], str]] = {
    "ad.clicked": _advert,
    "page.viewed": _page,
    "product.viewed": _product,
    "cart.item_added": lambda data: f"put {_things(data)} into the cart",
    "checkout.started": lambda data: f"began to check out{_for(data.get('value'))}",
    "order.placed": lambda data: f"ordered {_things(data)}{_for(data['total'])}",
    "consent.updated": _consent,
    "identity.signed_up": lambda data: f"made an account, by {_how(data)}",
    "loyalty.enrolled": lambda data: f"joined the {data['program_id'].replace('-', ' ')}",
    "loyalty.points_earned": lambda data: f"earned {data['points']} points",
    "identity.signed_in": lambda data: f"signed in by {_how(data)}",
    "identity.linked": _link,
    "identity.unlinked": lambda data: f"no longer linked: {data.get('reason', '?')}",
    "message.sent": lambda data: f"was sent “{data.get('message_title') or data['message_id']}”",
    "message.opened": lambda data: f"opened “{data.get('message_title') or data['message_id']}”",
    "message.clicked": lambda data: f"clicked “{data.get('link_id', 'a link')}” in the {data['medium']}",
    "handoff.issued": lambda data: f"was given a hand-off token ({data['carrier']})",
    "handoff.redeemed": lambda data: f"brought a hand-off token back ({data['carrier']})",
    "visit.started": lambda _: "walked into the store",
    "visit.ended": lambda data: f"left the store after {_minutes(data, 'duration_ms')}",
    "zone.entered": lambda data: f"came to {_zone(data)}",
    "zone.exited": lambda data: f"left {_zone(data)} after {_minutes(data, 'dwell_ms')}",
    "zone.dwelled": lambda data: f"stayed at {_zone(data)} for {_minutes(data, 'dwell_ms')}",
    "pos.customer_identified": lambda data: f"was recognised at the till by {data['identification']}",
    "pos.transaction_completed": _sale,
    "receipt.issued": lambda data: f"got a {data['delivery']} receipt",
    "call.started": lambda data: f"called the call centre about {data.get('topic', 'something')}",
    "call.ended": lambda data: f"ended the call after {_minutes(data, 'duration_ms')}: {data.get('outcome', '?')}",
    "return.requested": lambda data: f"announced to return {_things(data)}",
    "return.received": lambda data: f"brought {_things(data)} back",
    "return.completed": lambda data: f"returned {_things(data)}{_for(data.get('total'))} refunded",
}
