"""The goods and the stores of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from touchline import LineItem, Location, Money, Product, ReadPoint, Store

CURRENCY = "EUR"
PROGRAMME = "bonus-club"


@dataclass(frozen=True, slots=True)
class Article:
    """Something on the shelf."""

    id: str
    name: str
    price: Decimal
    blurb: str

    @property
    def money(self) -> Money:
        """The price of one."""
        return Money(self.price, CURRENCY)

    def product(self) -> Product:
        """As events name it."""
        return Product(product_id=self.id, name=self.name, price=self.money, category="Home/Lighting")

    def line(self, quantity: int = 1) -> LineItem:
        """As a line of a cart or a receipt."""
        return LineItem(product_id=self.id, name=self.name, price=self.money, quantity=str(quantity))


ARTICLES = {
    article.id: article
    for article in (
        Article("P-1", "Desk lamp Arc", Decimal("79.00"), "Bends to where the work is. Brass and black."),
        Article("P-2", "Floor lamp Reed", Decimal("149.00"), "A reading light as slender as its name."),
        Article("P-3", "Table lamp Pebble", Decimal("39.50"), "Warm white, dimmable, fits on a shelf."),
        Article("P-77", "Light bulb E27", Decimal("8.90"), "806 lumen, 2700 kelvin."),
    )
}

STORES = {
    "store-0042": Store(id="store-0042", name="Berlin Mitte", country="DE", timezone="Europe/Berlin"),
    "store-0007": Store(id="store-0007", name="Hamburg Altona", country="DE", timezone="Europe/Berlin"),
}


def article(number: str) -> Article:
    """Return the article with that number; ValueError names the numbers there are."""
    if number not in ARTICLES:
        raise ValueError(f"no article {number!r}: expected one of {', '.join(ARTICLES)}")
    return ARTICLES[number]


def total(articles: list[Article]) -> Money:
    """Return what they cost together."""
    return Money(sum((each.price for each in articles), Decimal()), CURRENCY)


def at_till(store: str, workstation: str) -> Location:
    """Return where a till stands."""
    point = ReadPoint(id=f"till-{workstation}", kind="pos", workstation=workstation)
    return Location(store=STORES[store], read_point=point, method="till")
