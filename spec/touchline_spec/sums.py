"""Sums and currencies: what an amount says about the others. Warnings only; a sale is never refused for its cents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from touchline_spec.accepted import Data
from touchline_spec.findings import Finding, pointer, warning
from touchline_spec.forms import Remembered, amounts
from touchline_spec.typed import UNSET

Path = tuple[str | int, ...]

# ISO 4217: the currencies that do not have two decimals.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
EXPONENTS: Final[dict[str, int]] = {
    code: exponent for exponent, codes in ((0, _NONE), (3, _THREE), (4, _FOUR)) for code in codes.split()
}
# What the schema allows; Decimal would work on a megabyte of digits, or on "1e999999", for seconds.
LONGEST_AMOUNT: Final = 23
# Prices of one litre or one kilogram have more digits than their currency; everything that is paid has not.
TOTALS: Final = ("subtotal", "tax", "shipping", "discount", "total", "value", "amount")
LISTED: Final = ("items", "tenders", "refund")
_PAID: Final = frozenset((*TOTALS, *LISTED))
ADDED: Final = ("tax", "shipping", "discount", "coupon", "subtotal")


class Usual:
    """What floating point can judge of one currency: amounts below `largest` with at most `places` decimals.

    Rounding a line takes half a minor unit, a whole one is a finding; `room` lies between them. What floating point
    adds to that, in five hundred lines below `largest`, is under 500 * 2**-53 * 500 * largest: 0.03 of a minor unit.
    """

    __slots__ = ("currency", "largest", "places", "room")

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self.places = EXPONENTS.get(currency, 2)
        self.largest = 10.0 ** (9 - self.places)
        self.room = 0.75 * 10.0**-self.places

    def amount(self, money: Any) -> float:
        """Return the value of a decoded `money`; raise _UnusualError for what only exact reckoning can judge."""
        amount = amounts[money.amount]
        if (
            amount is None
            or money.currency != self.currency
            or amount.decimals > self.places
            or not -self.largest < amount.value < self.largest
        ):
            raise _UnusualError
        return amount.value


class _UnusualError(Exception):
    """Money that only exact reckoning can judge."""


_usual: Final = Remembered(Usual)


def surely_fine(data: Data) -> bool:
    """Tell whether money of a fitting shape certainly keeps these rules; False only means: reckon exactly."""
    paid = [(name, money) for name in data.PAID if (money := getattr(data, name)) is not UNSET]
    listed = [(name, entries) for name in data.LISTED if (entries := getattr(data, name)) is not UNSET]
    usual = _usual[paid[0][1].currency if paid else _currency(listed)]
    try:
        values = {name: usual.amount(money) for name, money in paid}
        added = {name: _ADDERS[name](entries, usual) for name, entries in listed}
    except _UnusualError:
        return False
    return "total" not in values or _adds_up(data, values, added, usual.room)


def _currency(listed: list[tuple[str, Any]]) -> str:
    """Return the currency of the first line or tender, or nothing where it is hard to tell."""
    for name, entries in listed:
        for entry in entries:
            money = entry.price if name == "items" else entry.amount
            return "" if money is UNSET else str(money.currency)
    return ""


def _lines_added(items: Any, usual: Usual) -> float | None:
    """Return what the lines cost together, or None where one does not say what it costs."""
    added, known = 0.0, bool(items)
    for item in items:
        cost = _line_as_usual(item, usual)
        if item.total is not UNSET:
            stated = usual.amount(item.total)
            if cost is not None and abs(cost - stated) >= usual.room:
                raise _UnusualError
            cost = stated
        if cost is None:
            known = False
        else:
            added += cost
    return added if known else None


def _line_as_usual(item: Any, usual: Usual) -> float | None:
    if item.tax is not UNSET:
        usual.amount(item.tax)
    discount = 0.0 if item.discount is UNSET else usual.amount(item.discount)
    if item.price is UNSET:
        return None
    price, quantity = amounts[item.price.amount], amounts[item.quantity]
    if price is None or quantity is None or item.price.currency != usual.currency:
        raise _UnusualError
    cost = price.value * quantity.value - discount
    if not -usual.largest < cost < usual.largest:
        raise _UnusualError
    return cost


def _tenders_added(tenders: Any, usual: Usual) -> float | None:
    return sum([usual.amount(each.amount) for each in tenders]) if tenders else None


_ADDERS: Final[dict[str, Callable[[Any, Usual], float | None]]] = {
    "items": _lines_added,
    "tenders": _tenders_added,
    "refund": _tenders_added,
}


def _adds_up(data: Data, paid: Mapping[str, float], added: Mapping[str, float | None], room: float) -> bool:
    total = paid["total"]
    for name in ("tenders", "refund"):
        if (tendered := added.get(name)) is not None and abs(tendered - total) >= room:
            return False
    if "subtotal" in paid:
        return abs(paid["subtotal"] + paid.get("tax", 0.0) + paid.get("shipping", 0.0) - total) < room
    lines = added.get("items")
    if lines is None or "refund" in added or not paid.keys().isdisjoint(ADDED):
        return True
    return getattr(data, "coupon", UNSET) is not UNSET or abs(lines - total) < room


def check(data: dict[str, Any]) -> Iterator[Finding]:
    """Yield what does not add up or does not fit its currency. Malformed money is the schema's business."""
    if data.keys().isdisjoint(_PAID):
        return
    yield from _exponents(data)
    yield from _lines(data)
    yield from _total(data)
    yield from _tenders(data, "tenders")
    yield from _tenders(data, "refund")


def _exponents(data: dict[str, Any]) -> Iterator[Finding]:
    for path, money in _paid(data):
        amount, currency = money.get("amount"), money.get("currency")
        if not isinstance(amount, str) or not isinstance(currency, str):
            continue
        allowed = EXPONENTS.get(currency, 2)
        if len(amount.partition(".")[2].rstrip("0")) > allowed:
            yield warning("money.exponent", pointer(("data", *path, "amount")), f"{currency} has {allowed} decimals")


def _paid(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for name in TOTALS:
        if isinstance(money := data.get(name), dict):
            yield (name,), money
    for listed in LISTED:
        if isinstance(entries := data.get(listed), list):
            for index, entry in enumerate(entries):
                if isinstance(entry, dict):
                    yield from (
                        ((listed, index, name), entry[name]) for name in TOTALS if isinstance(entry.get(name), dict)
                    )


def _lines(data: dict[str, Any]) -> Iterator[Finding]:
    for index, item in _entries(data, "items"):
        expected = _line(item)
        stated = _money(item.get("total"))
        if expected and stated and _differ(expected, stated):
            yield warning(
                "money.sum", pointer(("data", "items", index, "total")), "is not price times quantity less discount"
            )


def _total(data: dict[str, Any]) -> Iterator[Finding]:
    stated = _money(data.get("total"))
    if stated is None:
        return
    where = pointer(("data", "total"))
    subtotal = _money(data.get("subtotal"))
    if subtotal:
        parts = [subtotal, *filter(None, (_money(data.get("tax")), _money(data.get("shipping"))))]
        if (expected := _add(parts)) and _differ(expected, stated):
            yield warning("money.sum", where, "is not subtotal plus tax plus shipping")
    elif not any(name in data for name in ADDED) and "refund" not in data:
        lines = [_money(item.get("total")) or _line(item) for _, item in _entries(data, "items")]
        known = [line for line in lines if line]
        if known and len(known) == len(lines) and (expected := _add(known)) and _differ(expected, stated):
            yield warning("money.sum", where, "is not the sum of the lines")


def _tenders(data: dict[str, Any], name: str) -> Iterator[Finding]:
    stated = _money(data.get("total"))
    parts = [money for _, entry in _entries(data, name) if (money := _money(entry.get("amount")))]
    if stated and parts and (expected := _add(parts)) and _differ(expected, stated):
        yield warning("money.sum", pointer(("data", name)), "do not add up to the total")


def _entries(data: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = data.get(name)
    if isinstance(entries, list):
        yield from ((index, entry) for index, entry in enumerate(entries) if isinstance(entry, dict))


def _line(item: dict[str, Any]) -> tuple[Decimal, str] | None:
    price, quantity = _money(item.get("price")), _decimal(item.get("quantity"))
    if price is None or quantity is None:
        return None
    discount = _money(item.get("discount"))
    if discount and discount[1] != price[1]:
        return None
    return price[0] * quantity - (discount[0] if discount else 0), price[1]


def _add(parts: list[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """Return the sum, or None for several currencies, which have none."""
    currencies = {currency for _, currency in parts}
    return (sum((amount for amount, _ in parts), Decimal(0)), currencies.pop()) if len(currencies) == 1 else None


def _differ(expected: tuple[Decimal, str], stated: tuple[Decimal, str]) -> bool:
    """Tell whether two sums differ by more than one minor unit, which rounding may take."""
    minor = Decimal(1).scaleb(-EXPONENTS.get(stated[1], 2))
    return expected[1] != stated[1] or abs(expected[0] - stated[0]) > minor


def _money(value: Any) -> tuple[Decimal, str] | None:
    if not isinstance(value, dict) or not isinstance(currency := value.get("currency"), str):
        return None
    amount = _decimal(value.get("amount"))
    return None if amount is None else (amount, currency)


def _decimal(text: Any) -> Decimal | None:
    if not isinstance(text, str) or len(text) > LONGEST_AMOUNT:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST_AMOUNT else None
