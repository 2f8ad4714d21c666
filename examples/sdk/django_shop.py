"""A Django shop in one file: the middleware, its settings, and two views."""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client as Browser
from django.urls import path
from surroundings import collector

from touchline import Client, LineItem, Money, events
from touchline.web.facts import Facts


def consent(facts: Facts) -> dict[str, Any] | None:
    """Read what the visitor chose in the consent banner."""
    return {"purposes": {"analytics": "granted"}} if facts.cookies.get("consent") == "yes" else None


def show(_: HttpRequest, product: str) -> HttpResponse:
    """A product's page."""
    return HttpResponse(f"<h1>{product}</h1>")


def order(_: HttpRequest, product: str) -> HttpResponse:
    """Buy one."""
    tl: Client = settings.TOUCHLINE["client"]
    items = [LineItem(product_id=product, quantity="1")]
    return JsonResponse(
        {"event": tl.track(events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), items=items))}
    )


urlpatterns = [path("p/<product>", show), path("order/<product>", order)]


def main() -> None:
    """Play one customer against the shop."""
    with collector() as url, Client(url, source="//shop.example.com/django") as tl:
        settings.configure(
            SECRET_KEY="example",
            ALLOWED_HOSTS=["*"],
            ROOT_URLCONF=__name__,
            MIDDLEWARE=["touchline.integrations.django.TouchlineMiddleware"],
            TOUCHLINE={"client": tl, "consent": consent, "track_pages": True},
        )
        django.setup()
        browser = Browser()
        browser.cookies["consent"] = "yes"
        browser.get("/p/P-1?utm_source=newsletter&utm_medium=email")
        browser.post("/order/P-1")


if __name__ == "__main__":
    main()
