"""A FastAPI shop: the middleware knows the visitor, `AsyncClient` delivers. Run it with uvicorn, or as a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from surroundings import collector

from touchline import AsyncClient, LineItem, Money, events
from touchline.integrations.asgi import TouchlineMiddleware
from touchline.web.facts import Facts


def consent(facts: Facts) -> dict[str, Any] | None:
    """Read what the visitor chose in the consent banner."""
    return {"purposes": {"analytics": "granted"}} if facts.cookies.get("consent") == "yes" else None


def shop(url: str) -> FastAPI:
    """Return the application."""
    tl = AsyncClient(url, source="//shop.example.com/fastapi")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tl:
            yield

    app = FastAPI(lifespan=lifespan)
    app.add_middleware(TouchlineMiddleware, client=tl, consent=consent, track_pages=True)

    @app.get("/p/{product}", response_class=HTMLResponse)
    async def show(product: str) -> str:
        return f"<h1>{product}</h1>"

    @app.post("/order/{product}")
    async def order(product: str) -> dict[str, str | None]:
        items = [LineItem(product_id=product, quantity="1")]
        return {"event": tl.track(events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), items=items))}

    return app


async def main() -> None:
    """Play one customer against the shop."""
    with collector() as url:
        app = shop(url)
        async with app.router.lifespan_context(app):
            browser = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.example.com")
            async with browser:
                browser.cookies.set("consent", "yes")
                await browser.get("/p/P-1?utm_source=search&utm_medium=cpc&gclid=EAIaIQ-Ab")
                await browser.post("/order/P-1")


if __name__ == "__main__":
    asyncio.run(main())
