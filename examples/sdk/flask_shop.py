"""A Flask shop with the extension; consent comes from the banner's cookie."""

from __future__ import annotations

from typing import Any

import flask
from surroundings import collector

from touchline import Client, LineItem, Money, events
from touchline.integrations.flask import Touchline
from touchline.web.facts import Facts


def consent(facts: Facts) -> dict[str, Any] | None:
    """Read what the visitor chose in the consent banner."""
    return {"purposes": {"analytics": "granted"}} if facts.cookies.get("consent") == "yes" else None


def shop(tl: Client) -> flask.Flask:
    """Return the application."""
    app = flask.Flask(__name__)
    Touchline(app, client=tl, consent=consent, track_pages=True)

    @app.get("/p/<product>")
    def show(product: str) -> str:
        return f"<h1>{product}</h1>"

    @app.post("/order/<product>")
    def order(product: str) -> dict[str, str | None]:
        items = [LineItem(product_id=product, quantity="1")]
        return {"event": tl.track(events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), items=items))}

    return app


def main() -> None:
    """Play one customer against the shop."""
    with collector() as url, Client(url, source="//shop.example.com/flask") as tl:
        browser = shop(tl).test_client()
        browser.set_cookie("consent", "yes")
        browser.get("/p/P-1?utm_source=newsletter&utm_medium=email")
        browser.post("/order/P-1")


if __name__ == "__main__":
    main()
