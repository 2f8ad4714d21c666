"""Sums and currencies: what an amount says about the others. Warnings only; a sale is never refused for its cents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from touchline_spec.accepted import Data
from touchline_spec.currencies import EXPONENTS
from touchline_spec.findings import Finding, pointer, warning
from touchline_spec.forms import REMEMBERED, amounts
from touchline_spec.typed import UNSET

Path = tuple[str | int, ...]

# What the schema allows; Decimal would work on a megabyte of digits, or on "1e999999", for seconds.
LONGEST_AMOUNT: Final = 23
# Prices of one litre or one kilogram have more digits than their currency; everything that is paid has not.
TOTALS: Final = ("subtotal", "tax", "shipping", "discount", "total", "value", "amount")
LISTED: Final = ("items", "tenders", "refund")
_PAID: Final = frozenset((*TOTALS, *LISTED))
ADDED: Final = ("tax", "shipping", "discount", "coupon", "subtotal")


class _UnusualError(Exception):
    """Money that only exact reckoning can judge."""


class _Usual(dict[str, float]):
    """What floating point can judge of currencies with so many decimals: the value of each amount by its text.

    Rounding a line takes half a minor unit, a whole one is a finding; `room` lies between them. What floating point
    adds to that, in five hundred lines below `largest`, is under 500 * 2**-53 * 1000 * largest: 0.06 of a minor unit.
    """

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places
        self.largest = 10.0 ** (9 - places)
        self.room = 0.75 * 10.0**-places

    def __missing__(self, text: str) -> float:
        amount = amounts[text]
        if amount is None or amount.decimals > self.places or not -self.largest < amount.value < self.largest:
            raise _UnusualError
        if len(self) >= REMEMBERED:
            self.clear()
        self[text] = amount.value
        return amount.value


_USUAL: Final = {places: _Usual(places) for places in (0, 2, 3, 4)}


def _usual_of(currency: str) -> _Usual:
    return _USUAL[EXPONENTS.get(currency, 2)]


def surely_fine(data: Data) -> bool:
    """Tell whether money of a fitting shape certainly keeps these rules; False only means: reckon exactly."""
    try:
        return _adds_up(data)
    except _UnusualError:
        return False


def _adds_up(data: Data) -> bool:
    currency, usual, paid = "", _USUAL[2], {}
    for name in data.PAID:
        money = getattr(data, name)
        if money is UNSET:
            continue
        if money.currency != currency:
            if currency:
                raise _UnusualError
            currency = money.currency
            usual = _usual_of(currency)
        paid[name] = usual[money.amount]
    if data.LISTED and not _lists_fit(data, paid, currency, usual):
        return False
    if "subtotal" not in paid or "total" not in paid:
        return True
    return abs(paid["subtotal"] + paid.get("tax", 0.0) + paid.get("shipping", 0.0) - paid["total"]) < usual.room


def _lists_fit(data: Data, paid: Mapping[str, float], currency: str, usual: _Usual) -> bool:
    """Tell whether lines and tenders agree with the total, as far as they have to."""
    if not currency:
        currency = _currency(data)
        usual = _usual_of(currency)
    total = paid.get("total")
    for name in data.LISTED:
        entries = getattr(data, name)
        if entries is UNSET:
            continue
        added = _lines_added(entries, currency, usual) if name == "items" else _tenders_added(entries, currency, usual)
        if added is None or total is None or abs(added - total) < usual.room:
            continue
        if name != "items" or _decides(data, paid):
            return False
    return True


def _decides(data: Data, paid: Mapping[str, float]) -> bool:
    """Tell whether the lines alone make the total."""
    if getattr(data, "refund", UNSET) is not UNSET or not paid.keys().isdisjoint(ADDED):
        return False
    return getattr(data, "coupon", UNSET) is UNSET


def _currency(data: Data) -> str:
    """Return the currency of the first line or tender, or nothing where it is hard to tell."""
    for name in data.LISTED:
        for entry in getattr(data, name) or ():
            money = entry.price if name == "items" else entry.amount
            return "" if money is UNSET else str(money.currency)
    return ""


def _lines_added(items: Any, currency: str, usual: _Usual) -> float | None:
    """Return what the lines cost together, or None where one does not say what it costs."""
    added, known = 0.0, bool(items)
    for item in items:
        price, cost = item.price, None
        if price is not UNSET:
            each, quantity = amounts[price.amount], amounts[item.quantity]
            if each is None or quantity is None or price.currency != currency:
                raise _UnusualError
            cost = each.value * quantity.value
            if not -usual.largest < cost < usual.largest:
                raise _UnusualError
        if not (item.tax is item.discount is item.total is UNSET):
            cost = _adjusted(item, cost, currency, usual)
        if cost is None:
            known = False
        else:
            added += cost
    return added if known else None


def _adjusted(item: Any, cost: float | None, currency: str, usual: _Usual) -> float | None:
    """Return what a line costs with discount, as it states itself where it does."""
    if item.tax is not UNSET:
        _paid_in(currency, item.tax, usual)
    if item.discount is not UNSET:
        discount = _paid_in(currency, item.discount, usual)
        cost = None if cost is None else cost - discount
    if item.total is UNSET:
        return cost
    stated = _paid_in(currency, item.total, usual)
    if cost is not None and abs(cost - stated) >= usual.room:
        raise _UnusualError
    return stated


def _paid_in(currency: str, money: Any, usual: _Usual) -> float:
    """Return the value of a decoded `money`; raise _UnusualError for another currency or an unusual amount."""
    if money.currency != currency:
        raise _UnusualError
    return usual[money.amount]


def _tenders_added(tenders: Any, currency: str, usual: _Usual) -> float | None:
    added = 0.0
    for each in tenders:
        added += _paid_in(currency, each.amount, usual)
    return added if tenders else None


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
