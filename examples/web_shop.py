"""A small web shop: Starlette and the Touchline SDK.

    python examples/web_shop.py --port 8000

Nothing about a visitor is recorded before they agree. From then on a cookie holds an anonymous id, every page is an
event, the campaign that brought them stays with the visit, and signing in puts the account's id beside the cookie's.
A hand-off token in the address (`?tl=...`) tells that they came from a message or a receipt of ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from chain import handoff, pages
from chain.catalogue import ARTICLES, PROGRAMME, Article, article
from chain.producer import Producer, add_options
from chain.serving import serve
from touchline import Campaign, ClickId, Consent, Identity, LineItem, Page, Session, events

SOURCE = "//shop.example.com/web"
POLICY = "2026-06"
CLICK_IDS = ("gclid", "fbclid", "msclkid", "ttclid")
NETWORKS = {"gclid": "google", "fbclid": "meta", "msclkid": "microsoft", "ttclid": "tiktok"}


@dataclass(slots=True)
class Account:
    """What the shop knows of a customer; the number of the bonus club once she has joined it."""

    user: str
    email: str
    member: str | None = None


@dataclass(slots=True)
class Visit:
    """One browser, from its cookie's first day."""

    anonymous: str
    session: str = field(default_factory=lambda: f"s-{uuid4().hex[:8]}")
    consent: Consent | None = None
    campaign: Campaign | None = None
    cart: list[Article] = field(default_factory=list)
    account: Account | None = None

    @property
    def identities(self) -> list[Identity]:
        """The cookie's id, and the account's when signed in."""
        found = [Identity.anonymous(self.anonymous)]
        if self.account:
            found.append(Identity.user(self.account.user, state="authenticated"))
        return found


class Shop:
    """The pages, and the events they are."""

    def __init__(self, producer: Producer) -> None:
        self._producer = producer
        self._visits: dict[str, Visit] = {}
        self._accounts: dict[str, Account] = {}

    def app(self) -> Starlette:
        """Return the ASGI application; stopping it delivers what waits."""
        routes = [
            Route("/", self.home),
            Route("/p/{number}", self.product),
            Route("/consent", self.consent, methods=["POST"]),
            Route("/cart", self.cart),
            Route("/cart", self.add_to_cart, methods=["POST"]),
            Route("/sign-in", self.sign_in_page),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/club", self.club_page),
            Route("/club", self.join_club, methods=["POST"]),
        ]
        return Starlette(routes=routes, lifespan=self._lifespan)

    # -- pages -----------------------------------------------------------------------------------------------------

    async def home(self, request: Request) -> Response:
        """The shop window."""
        return self._page(request, "Lamps", pages.home(list(ARTICLES.values())))

    async def product(self, request: Request) -> Response:
        """One lamp's own page."""
        try:
            shown = article(request.path_params["number"])
        except ValueError as error:
            return HTMLResponse(pages.layout("Not found", pages.message(str(error))), 404)
        return self._page(request, shown.name, pages.product(shown), events.ProductViewed(product=shown.product()))

    async def cart(self, request: Request) -> Response:
        """What is in the cart."""
        visit = self._visit(request)
        return self._page(request, "Your cart", pages.cart(visit.cart if visit else []))

    async def sign_in_page(self, request: Request) -> Response:
        """The form to sign in, or up."""
        return self._page(request, "Sign in", pages.sign_in())

    async def club_page(self, request: Request) -> Response:
        """The form to join the bonus club."""
        return self._page(request, "Bonus club", pages.club())

    # -- actions ---------------------------------------------------------------------------------------------------

    async def consent(self, request: Request) -> Response:
        """Remember what the visitor allowed; only then is there a cookie, and something to record."""
        form = await _form(request)
        answer = RedirectResponse(_local(form.get("back", "/")), 303)
        if form.get("analytics") != "granted":
            return answer
        visit = Visit(f"a-{uuid4().hex[:8]}")
        visit.consent = Consent(
            purposes={"analytics": "granted", "advertising": form.get("advertising", "denied")},
            basis="consent",
            captured_at=self._producer.clock.now(),
            policy_version=POLICY,
        )
        self._visits[visit.anonymous] = visit
        with self._context(visit, request):
            self._producer.track(events.ConsentUpdated())
        answer.set_cookie("visitor", visit.anonymous, httponly=True, samesite="lax")
        return answer

    async def add_to_cart(self, request: Request) -> Response:
        """Put an article into the cart."""
        form = await _form(request)
        visit = self._visit(request)
        try:
            wanted = article(form.get("article", ""))
        except ValueError as error:
            return HTMLResponse(pages.layout("Not found", pages.message(str(error))), 400)
        if visit:
            visit.cart.append(wanted)
            with self._context(visit, request):
                line: LineItem = wanted.line()
                self._producer.track(
                    events.CartItemAdded(cart_id=f"c-{visit.anonymous}", items=[line], value=wanted.money)
                )
        return RedirectResponse("/cart", 303)

    async def sign_in(self, request: Request) -> Response:
        """Sign in by a one-time code (this shop believes everybody); the first time makes the account."""
        email = (await _form(request)).get("email", "").strip().lower()
        visit = self._visit(request)
        if "@" not in email:
            return HTMLResponse(pages.layout("Sign in", pages.message("Please give your e-mail address.")), 400)
        new = email not in self._accounts
        account = self._accounts.setdefault(email, Account(f"u-{uuid4().hex[:8]}", email))
        if visit:
            visit.account = account
            with self._context(visit, request):
                known = [*visit.identities, Identity.email(email)]
                happened = events.IdentitySignedUp if new else events.IdentitySignedIn
                self._producer.track(happened(identities=known, auth_method="one_time_code"))
        return RedirectResponse("/cart" if visit and visit.cart else "/", 303)

    async def join_club(self, request: Request) -> Response:
        """Join the bonus club: the account gets a member's number and a telephone number."""
        form = await _form(request)
        visit = self._visit(request)
        if visit is None or visit.account is None:
            return RedirectResponse("/sign-in", 303)
        try:
            phone = Identity.phone(form.get("phone", ""))
        except ValueError as error:
            return HTMLResponse(pages.layout("Bonus club", pages.message(str(error))), 400)
        visit.account.member = form.get("member") or f"40{uuid4().int % 10**6:06}"
        card = Identity.loyalty(visit.account.member, PROGRAMME)
        with self._context(visit, request):
            known = [*visit.identities, card, phone]
            self._producer.track(events.LoyaltyEnrolled(identities=known, program_id=PROGRAMME))
        return RedirectResponse("/", 303)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _page(self, request: Request, title: str, body: str, event: object | None = None) -> Response:
        """Show a page, and record that it was: only where the visitor agreed."""
        visit = self._visit(request)
        if visit is None:
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return HTMLResponse(pages.layout(title, body, banner=pages.banner(back)))
        self._arrive(visit, request)
        with self._context(visit, request, title):
            self._producer.track(event or events.PageViewed())
        name = visit.account.email if visit.account else None
        return HTMLResponse(pages.layout(title, body, name=name, things=len(visit.cart)))

    def _arrive(self, visit: Visit, request: Request) -> None:
        """Take from the address what the visitor brought along: a campaign, a hand-off token."""
        query = request.query_params
        clicked = [name for name in CLICK_IDS if query.get(name)]
        if query.get("utm_source"):
            now = self._producer.clock.now()
            visit.campaign = Campaign(
                source=query["utm_source"],
                medium=query.get("utm_medium"),
                name=query.get("utm_campaign"),
                content=query.get("utm_content"),
                click_ids={name: ClickId(value=query[name], captured_at=now) for name in clicked} or None,
            )
        with self._context(visit, request):
            if clicked:
                self._producer.track(events.AdClicked(network=NETWORKS[clicked[0]], landing_url=str(request.url)))
            if query.get("tl"):
                self._redeem(query["tl"])

    def _redeem(self, token: str) -> None:
        """Note a hand-off. Whoever holds a forwarded e-mail has its token too, so it proves nobody's identity."""
        try:
            found = handoff.read(token, now=self._producer.clock.now())
        except ValueError:
            return  # forged, mangled or out of date: then it is an ordinary visit
        self._producer.track(events.HandoffRedeemed(**handoff.facts(found, "url"), confirmed=False))

    def _visit(self, request: Request) -> Visit | None:
        return self._visits.get(request.cookies.get("visitor", ""))

    def _context(self, visit: Visit, request: Request, title: str | None = None) -> AbstractContextManager[None]:
        return self._producer.context(
            identities=visit.identities,
            consent=visit.consent,
            session=Session(id=visit.session),
            page=Page(url=_public(request), title=title),
            **({"campaign": visit.campaign} if visit.campaign else {}),
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._producer.close()


async def _form(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}


def _local(path: str) -> str:
    """Only back to a page of ours: `//elsewhere` would leave."""
    return path if path.startswith("/") and not path.startswith("//") else "/"


def _public(request: Request) -> str:
    """The address without the hand-off token, which is nobody else's business."""
    return str(request.url.remove_query_params("tl"))


def main() -> int:
    """Run the shop until stopped."""
    parser = argparse.ArgumentParser(description="A small web shop that records its customers' touchpoints.")
    parser.add_argument("--port", type=int, default=8000, help="port; 0 picks a free one (default: %(default)s)")
    add_options(parser)
    args = parser.parse_args()
    shop = Shop(Producer(args, SOURCE, channel="web"))
    return serve("web shop", shop.app(), args.port)


if __name__ == "__main__":
    sys.exit(main())
