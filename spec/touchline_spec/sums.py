"""Sums and currencies: what an amount says about the others. Warnings only; a sale is never refused for its cents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from touchline_spec.findings import Finding, pointer, warning

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
# Eleven digits and a point: sums of five hundred of them are exact to a thousandth in floating point.
LONGEST_USUAL: Final = 12
HALF_A_CENT: Final = 0.005
# Prices of one litre or one kilogram have more digits than their currency; everything that is paid has not.
TOTALS: Final = ("subtotal", "tax", "shipping", "discount", "total", "value", "amount")
LISTED: Final = ("items", "tenders", "refund")
ADDED: Final = ("tax", "shipping", "discount", "coupon", "subtotal")


def surely_fine(data: dict[str, Any]) -> bool:  # noqa: PLR0911 - one condition a line, for speed
    """Tell whether money that its schema accepts certainly keeps these rules; False only means: reckon exactly.

    Floating point with half a cent of room, amounts of two decimals in one currency: the usual sale, in a microsecond.
    """
    currency = ""
    sums = {}
    for name in TOTALS:
        if (money := data.get(name)) is not None:
            currency = currency or money["currency"]
            if money["currency"] != currency or not _usual(money["amount"]):
                return False
            sums[name] = float(money["amount"])
    if not currency:
        return "items" not in data and "refund" not in data
    if currency in EXPONENTS or "refund" in data:
        return False
    lines = _lines_added(data.get("items", ()), currency)
    if lines is None:
        return False
    tenders = data.get("tenders")
    if tenders and not _near(_added(tenders, currency), sums.get("total", 0.0)):
        return False
    if "total" not in sums:
        return True
    if "subtotal" in sums:
        return _near(sums["subtotal"] + sums.get("tax", 0.0) + sums.get("shipping", 0.0), sums["total"])
    return len(sums) > 1 or "coupon" in data or _near(lines, sums["total"])


def _usual(amount: str) -> bool:
    """Two decimals or none, and few enough digits for floating point to tell cents apart."""
    return len(amount) <= LONGEST_USUAL and ("." not in amount or amount[-3:-2] == ".")


def _near(left: float | None, right: float) -> bool:
    return left is not None and abs(left - right) < HALF_A_CENT


def _lines_added(items: Any, currency: str) -> float | None:
    """Return what the lines cost together, or None where one needs a closer look."""
    added = 0.0
    for item in items:
        price = item.get("price")
        if price is None or price["currency"] != currency or not _paid_as_usual(item, currency):
            return None
        cost = float(price["amount"]) * float(item["quantity"])
        if "discount" in item:
            cost -= float(item["discount"]["amount"])
        if (total := item.get("total")) is not None:
            stated = float(total["amount"])
            if total["currency"] != currency or not _usual(total["amount"]) or not _near(cost, stated):
                return None
            cost = stated
        added += cost
    return added


def _paid_as_usual(item: dict[str, Any], currency: str) -> bool:
    for name in ("tax", "discount"):
        if (money := item.get(name)) is not None and (money["currency"] != currency or not _usual(money["amount"])):
            return False
    return True


def _added(tenders: Any, currency: str) -> float | None:
    amounts = [tender["amount"] for tender in tenders]
    if any(money["currency"] != currency or not _usual(money["amount"]) for money in amounts):
        return None
    return sum(float(money["amount"]) for money in amounts)


def check(data: dict[str, Any]) -> Iterator[Finding]:
    """Yield what does not add up or does not fit its currency. Malformed money is the schema's business."""
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
