"""What users write, over the whole public surface: type checkers read it, nobody runs it."""

# ruff: noqa: T201

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import touchline
from touchline import (
    AsyncClient,
    Campaign,
    ClickId,
    Client,
    Consent,
    Device,
    Identity,
    LineItem,
    Location,
    Money,
    Page,
    Problem,
    Product,
    ReadPoint,
    Refusal,
    Report,
    Session,
    Stats,
    Store,
    Tender,
    Zone,
    events,
)
from touchline.email import EmailLinks, machine_open, sent
from touchline.gates import consented, in_turn, sampled
from touchline.handoff import Handoffs, qr_svg
from touchline.integrations.asgi import TouchlineMiddleware
from touchline.integrations.wsgi import TouchlineMiddleware as Wsgi
from touchline.pos import Till, card, cash
from touchline.testing import LocalCollector, RecordingClient
from touchline.web.facts import Facts
from touchline.web.visitor import Cookies
from touchline_spec.keyring import Keyring


def heard(problem: Problem) -> None:
    print(problem.reason, problem.count, problem.ids[:3])


def refused(refusal: Refusal, event: dict[str, Any]) -> None:
    print(refusal.id, refusal.reason, event["type"])


def scrub(name: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    return (name, data) if data else None


def shop() -> None:
    lamp = Product(product_id="P-1", name="Lamp", price=Money("19.99", "EUR"))
    line = LineItem(product_id="P-1", quantity="1", price=Money(Decimal("19.99"), "EUR"))
    with Client(
        "https://collect.example.com",
        key="k",
        source="//shop.example.com/web",
        outbox="/var/lib/shop/outbox",
        level="power",
        overflow="drop_oldest",
        strict=False,
        on_error=heard,
        on_reject=refused,
        gate=in_turn(consented("analytics"), sampled(10), scrub),
        proxies={"https": "http://proxy:3128"},
        cert=("cert.pem", "key.pem"),
        verify="roots.pem",
    ) as tl:
        consent = Consent(purposes={"analytics": "granted"}, captured_at=datetime.now(UTC))
        campaign = Campaign(source="newsletter", click_ids={"gclid": ClickId(value="x")})
        with tl.context(channel="web", consent=consent, campaign=campaign, identities=[Identity.user("u-1")]):
            order = events.OrderPlaced(
                order_id="O-1",
                total=Money("19.99", "EUR"),
                items=[line],
                identities=[Identity.user("u-1"), Identity.email("jane@example.com")],
                page=Page(url="https://shop.example.com/checkout"),
                device=Device(user_agent="x"),
                session=Session(id="s-1"),
            )
            made: str | None = tl.track(order, time=datetime.now(UTC), subject="O-1")
            tl.track(events.ProductViewed(product=lamp))
            tl.track("com.acme.kiosk.slush_poured.v1", {"size": "L"}, id="own", attributes={"correlationid": made})
        tl.identify("u-1", method="password")
        tl.link(Identity.user("u-1"), Identity.loyalty("4711"), method="card")
        tl.page("https://shop.example.com/", title="Home")
        tl.screen("basket")
        report: Report = tl.flush(timeout=5)
        stats: Stats = report.stats
        total: int = report.delivered + stats.waiting + sum(stats.dropped.values())
        print(total, bool(report), [r.findings for r in report.refused])


async def web() -> None:
    async with AsyncClient("https://collect.example.com", source="//shop.example.com/web") as tl:
        tl.track(events.PageViewed(page=Page(url="https://shop.example.com/")))
        await tl.durable()
        report = await tl.flush()
        print(report.waiting)


def store(tl: Client) -> None:
    till = Till(tl, store="0042", workstation="3", folder="/var/lib/till")
    till.sale(
        items=[LineItem(product_id="P", quantity="0.350", unit="kg")],
        total=Money("1", "EUR"),
        tenders=[cash("1", "EUR")],
    )
    print(card("1", "EUR", brand="visa"), Tender(method="cash", amount=Money("1", "EUR")))
    keyring = Keyring({1: b"x" * 32}, active=1)
    handoffs = Handoffs(tl, keyring)
    token = handoffs.issue("qr_code", order_id="O-1")
    print(qr_svg(token.token), handoffs.redeem(token.token, "qr_code").upper())
    links = EmailLinks("https://collect.example.com", keyring)
    print(links.click("https://x.example", "m-1"), links.pixel("m-1"), machine_open(None))
    tl.track(*sent("m-1"))
    where = Location(store=Store(id="0042"), zone=Zone(id="z"), read_point=ReadPoint(id="r", kind="pos"), method="till")
    tl.track("touchline.zone.entered.v1", {"location": where})


def consent_of(facts: Facts) -> dict[str, Any] | None:
    return {"purposes": {"analytics": "granted"}} if facts.cookies.get("c") else None


def asgi(app: Any, wsgi: Any, tl: Client) -> None:
    TouchlineMiddleware(app, client=tl, consent=consent_of, cookies=Cookies(domain="example.com"))
    Wsgi(wsgi, tl, track_pages=True)


def tests() -> None:
    recorder = RecordingClient()
    recorder.track(
        events.OrderPlaced(order_id="O-1", total=Money("1", "EUR"), items=[LineItem(product_id="P", quantity="1")])
    )
    recorder.assert_tracked("order.placed", {"order_id": "O-1"}, count=1)
    with LocalCollector() as collector:
        print(collector.url, collector.wait_for(1))
    try:
        shop()
    except (touchline.EventError, touchline.OutboxError, touchline.TouchlineError) as error:
        print(error)
