"""A small web shop: Starlette and the Touchline SDK.

    python examples/web_shop.py --port 8000

The cart works for everybody, but nothing about a visitor is recorded before they agree. From then on they have an
anonymous id, every page is an event, the campaign that brought them stays with the visit, and signing in puts the
account's id beside the anonymous one.
A hand-off token in the address (`?tl=...`) tells that they came from a message or a receipt of ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
from touchline import Campaign, ClickId, Consent, Identity, Page, Session, events

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
    """One browser. `anonymous` and `consent` are there once it agreed to be measured; the cart needs neither."""

    cookie: str = field(default_factory=lambda: uuid4().hex)
    session: str = field(default_factory=lambda: f"s-{uuid4().hex[:8]}")
    asked: bool = False
    anonymous: str | None = None
    consent: Consent | None = None
    campaign: Campaign | None = None
    cart: list[Article] = field(default_factory=list)
    account: Account | None = None

    @property
    def identities(self) -> list[Identity]:
        """The anonymous id, and the account's when signed in."""
        found = [Identity.anonymous(self.anonymous)] if self.anonymous else []
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
        return self._page(request, "Your cart", pages.cart(self._visit(request).cart))

    async def sign_in_page(self, request: Request) -> Response:
        """The form to sign in, or up."""
        return self._page(request, "Sign in", pages.sign_in())

    async def club_page(self, request: Request) -> Response:
        """The form to join the bonus club."""
        return self._page(request, "Bonus club", pages.club())

    # -- actions ---------------------------------------------------------------------------------------------------

    async def consent(self, request: Request) -> Response:
        """Remember what the visitor allowed; only then is there something to record."""
        form = await _form(request)
        visit = self._visit(request)
        visit.asked = True
        if form.get("analytics") == "granted":
            visit.anonymous = f"a-{uuid4().hex[:8]}"
            visit.consent = Consent(
                purposes={"analytics": "granted", "advertising": form.get("advertising", "denied")},
                basis="consent",
                captured_at=self._producer.clock.now(),
                policy_version=POLICY,
            )
            self._track(visit, request, events.ConsentUpdated())
        return self._to(visit, _local(form.get("back", "/")))

    async def add_to_cart(self, request: Request) -> Response:
        """Put an article into the cart."""
        form = await _form(request)
        visit = self._visit(request)
        try:
            wanted = article(form.get("article", ""))
        except ValueError as error:
            return HTMLResponse(pages.layout("Not found", pages.message(str(error))), 400)
        visit.cart.append(wanted)
        added = events.CartItemAdded(cart_id=f"c-{visit.session}", items=[wanted.line()], value=wanted.money)
        self._track(visit, request, added)
        return self._to(visit, "/cart")

    async def sign_in(self, request: Request) -> Response:
        """Sign in by a one-time code (this shop believes everybody); the first time makes the account."""
        email = (await _form(request)).get("email", "").strip().lower()
        visit = self._visit(request)
        try:
            address = Identity.email(email)
        except ValueError as error:
            return HTMLResponse(pages.layout("Sign in", pages.message(str(error))), 400)
        happened = events.IdentitySignedIn if email in self._accounts else events.IdentitySignedUp
        visit.account = self._accounts.setdefault(email, Account(f"u-{uuid4().hex[:8]}", email))
        known = [*visit.identities, address]
        self._track(visit, request, happened(identities=known, auth_method="one_time_code"))
        return self._to(visit, "/cart" if visit.cart else "/")

    async def join_club(self, request: Request) -> Response:
        """Join the bonus club: the account gets a member's number and a telephone number."""
        form = await _form(request)
        visit = self._visit(request)
        if visit.account is None:
            return self._to(visit, "/sign-in")
        try:
            phone = Identity.phone(form.get("phone", ""))
        except ValueError as error:
            return HTMLResponse(pages.layout("Bonus club", pages.message(str(error))), 400)
        visit.account.member = form.get("member") or f"40{uuid4().int % 10**6:06}"
        known = [*visit.identities, Identity.loyalty(visit.account.member, PROGRAMME), phone]
        self._track(visit, request, events.LoyaltyEnrolled(identities=known, program_id=PROGRAMME))
        return self._to(visit, "/")

    # -- inside ----------------------------------------------------------------------------------------------------

    def _page(self, request: Request, title: str, body: str, event: object | None = None) -> Response:
        """Show a page, and record that it was."""
        visit = self._visit(request)
        if visit.consent:
            self._arrive(visit, request)
        self._track(visit, request, event or events.PageViewed(), title)
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        banner = "" if visit.asked else pages.banner(back)
        name = visit.account.email if visit.account else None
        answer = HTMLResponse(pages.layout(title, body, name=name, things=len(visit.cart), banner=banner))
        return self._known(visit, answer)

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
        if clicked:
            advert = events.AdClicked(network=NETWORKS[clicked[0]], landing_url=str(request.url))
            self._track(visit, request, advert)
        if query.get("tl"):
            self._redeem(visit, request, query["tl"])

    def _redeem(self, visit: Visit, request: Request, token: str) -> None:
        """Note a hand-off. Whoever holds a forwarded e-mail has its token too, so it proves nobody's identity."""
        try:
            found = handoff.read(token, now=self._producer.clock.now())
        except ValueError:
            return  # forged, mangled or out of date: then it is an ordinary visit
        self._track(visit, request, events.HandoffRedeemed(**handoff.facts(found, "url"), confirmed=False))

    def _visit(self, request: Request) -> Visit:
        """Return what is known of the browser; a new one is remembered once it does something."""
        return self._visits.get(request.cookies.get("visit", "")) or Visit()

    def _track(self, visit: Visit, request: Request, event: object, title: str | None = None) -> None:
        """Record an event, from a visitor who agreed to it."""
        if visit.consent is None:
            return
        with self._producer.context(
            identities=visit.identities,
            consent=visit.consent,
            session=Session(id=visit.session),
            page=Page(url=_public(request), title=title),
            **({"campaign": visit.campaign} if visit.campaign else {}),
        ):
            self._producer.track(event)

    def _to(self, visit: Visit, path: str) -> Response:
        """Go on to a page after an action, and remember the browser from now on."""
        self._visits[visit.cookie] = visit
        return self._known(visit, RedirectResponse(path, 303))

    def _known(self, visit: Visit, answer: Response) -> Response:
        if visit.cookie in self._visits:
            answer.set_cookie("visit", visit.cookie, httponly=True, samesite="lax")
        return answer

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
