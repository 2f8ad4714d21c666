"""The short way through a model's validation: it takes nothing that the long way would not take as it is."""

from __future__ import annotations

import copy
import itertools
import json
import math
import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError, field_validator

from touchline_spec import events, junk, modelling, models, schema_of
from touchline_spec.contacts import in_identity
from touchline_spec.junk import is_junk
from touchline_spec.modelling import Model
from touchline_spec.models import (
    Campaign,
    Consent,
    ConsentPurposes,
    EventModel,
    Identity,
    LineItem,
    ModelError,
    Money,
    Page,
    Product,
)


class Word(StrEnum):
    """Text that is more than text."""

    WEB = "web"


class Shout(str):
    """Text of a class of its own."""

    __slots__ = ()


ODD: tuple[Any, ...] = (
    *(None, True, 0, 1, -1, 2**63, 2**64, 1.0, 1.5, -0.0, math.nan, math.inf, Decimal("1.50"), Decimal("NaN")),
    *("", "1", "web", "x" * 9000, "19.99", "EUR", "a b", "A\n", "null", "jane@example.com", "+49301234567", "\ud800"),
    *(b"web", Word.WEB, Shout("web"), datetime(2026, 11, 20, tzinfo=UTC), date(2026, 11, 20)),
    *([], ["web"], ("web",), [None], {}, {"a": None}, {1: "x"}, {"com.acme.x": {"deep": [None]}}, {"web"}, object()),
    *("2026-11-20T10:00:00Z", "2026-02-30T10:00:00Z", "2026-11-20", Money("1.00", "EUR"), [Money("1.00", "EUR")]),
    *(Identity.user("u-1"), [Identity.user("u-1")], Page(url="/"), [LineItem(product_id="P-1", quantity="1")]),
)


@cache
def event_classes() -> list[type[EventModel]]:
    return [getattr(events, name) for name in dir(events) if name != "EventModel"]


def instances(value: Any) -> Iterator[Model]:
    """Every shape in an event, the event too."""
    if isinstance(value, Model):
        yield value
        for member in value.given_members.values():
            yield from instances(member)
    elif isinstance(value, list):
        for member in value:
            yield from instances(member)


@cache
def samples() -> dict[type[Model], dict[str, Any]]:
    """The members of one instance of each class, from the published examples."""
    found: dict[type[Model], dict[str, Any]] = {}
    for kind in event_classes():
        example = kind.from_data(schema_of(kind.TYPE, "open")["properties"]["data"]["examples"][0])
        for each in instances(example):
            found.setdefault(type(each), {}).update(each.given_members)
    return found


def short_way(kind: type[Model], given: dict[str, Any]) -> dict[str, Any] | None:
    if tuple(given) not in modelling._ways.get(kind, {}):
        modelling._ways.pop(kind, None)  # as many as a shape may have are soon known here
        return modelling._first_time(kind, dict(given))
    try:
        return modelling._ways[kind][tuple(given)](dict(given))
    except (ValidationError, KeyError):
        return None


def long_way(kind: type[Model], given: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return dict(kind.model_validate(dict(given)).given_members)
    except ValidationError:
        return None


def changed(given: dict[str, Any], kind: type[Model]) -> Iterator[dict[str, Any]]:
    yield given
    yield given | {"no_such_member": 1}
    for name in kind.model_fields:
        yield {other: value for other, value in given.items() if other != name}
        for odd in ODD:
            yield given | {name: odd}


def compare(kinds: list[type[Model]]) -> None:
    taken = 0
    for kind in kinds:
        for case in changed(samples()[kind], kind):
            short = short_way(kind, case)
            if short is not None:
                taken += 1
                assert short == case, (kind, case)
                long = long_way(kind, case)
                assert long is not None, (kind, case)
                assert repr(long) == repr(short), (kind, case)
    assert taken > len(kinds)


def test_what_the_short_way_takes_the_long_way_takes_unchanged() -> None:
    """Every shape and some events: the example, and every member of it replaced by everything odd."""
    shapes = [kind for kind in samples() if not issubclass(kind, EventModel)]
    compare([*shapes, events.OrderPlaced, events.PageViewed, events.ConsentUpdated, events.ZoneDwelled])


@pytest.mark.long
def test_what_the_short_way_takes_the_long_way_takes_for_every_event() -> None:
    """Every event class: the example, and every member of it replaced by everything odd."""
    compare([kind for kind in samples() if issubclass(kind, EventModel)])


def test_ordinary_events_go_the_short_way() -> None:
    """Only shapes with members of the producer's naming have none."""
    without = {kind for kind, given in samples().items() if short_way(kind, given) is None}
    assert without <= {models.ConsentPurposes, models.Identity}
    assert short_way(Identity, {"type": "user", "value": "u-1"})


def test_the_short_way_takes_no_identifier_that_the_check_of_identities_refuses() -> None:
    """Placeholders in any case and within any blanks, contacts and hashes go the long way; ordinary ones do not."""
    blanks = ["", " ", "\t", "\x1c", "\x85", "\u00a0", "   " * 5]
    for value in (
        *(
            f"{left}{cased}{right}"
            for word in junk.WORDS
            for cased in (word, word.upper())
            for left in blanks
            for right in blanks
        ),
        *("0", "00-00", "x:0", "jane1@example.com", "+4930123456", "tel:+4930123456", "tel:4930123456"),
    ):
        refused = is_junk(value) or in_identity("user", value) is not None
        assert not (refused and short_way(Identity, {"type": "user", "value": value})), repr(value)
    for kind in ("email_hash", "phone_hash"):
        assert short_way(Identity, {"type": kind, "value": "8c87b489"}) is None
    for value in ("u-1", "4711", "000471", "0193f3a2-1111-7abc-8def-0123456789ab", "abcdefghijklmnopq"):
        assert short_way(Identity, {"type": "user", "value": value}), value


@given(
    st.text(alphabet=st.sampled_from("0123456789abntux-_ .:+@/\t\x1c\u00a0"), min_size=1, max_size=18),
    st.sampled_from(["user", "email_hash", "my_id"]),
)
def test_whatever_identifier_the_short_way_takes_the_long_way_takes(value: str, kind: str) -> None:
    """Any text that looks like the edges of the rules."""
    given_members = {"type": kind, "value": value}
    if short_way(Identity, given_members) is not None:
        assert long_way(Identity, given_members) == given_members


def test_a_shape_has_a_bounded_number_of_short_ways() -> None:
    """Names in ever new orders are still checked, and nothing grows without end."""
    members = {"product_id": "P-1", "name": "Lamp", "brand": "Lumen", "variant": "white", "sku": "L-1"}
    for names in itertools.permutations(members):
        assert Product(**{name: members[name] for name in names}) == Product(**members)
        with pytest.raises(ModelError):
            Product(**{name: members[name] for name in names} | {"sku": 1})
    assert len(modelling._ways[Product]) <= modelling._MAX_WAYS


def test_a_sum_that_was_checked_before_is_the_same_sum() -> None:
    """Remembered sums share nothing, and what was never checked is checked."""
    first, second = Money("19.99", "EUR"), Money("19.99", "EUR")
    assert first == second == Money(Decimal("19.99"), "EUR")
    assert first.given_members is not second.given_members
    assert type(Money(Shout("19.99"), Shout("EUR")).amount) is str
    for wrong in (("19.999", "EURO"), (19.99, "EUR"), ("19.99", None), (["19.99"], "EUR")):
        with pytest.raises(ModelError):
            Money(*wrong)
    with pytest.raises(ModelError, match="rate"):
        Money("19.99", "EUR", rate=1)
    for number in range(3 * modelling._MAX_SUMS):
        Money(f"{number}.00", "EUR")
    assert len(modelling._sums) <= modelling._MAX_SUMS


def test_an_instance_is_the_same_whichever_way_it_came() -> None:
    """Equal, of equal hash and text, with absent members reading as None."""
    short = LineItem(product_id="P-1", quantity="1", price=Money("19.99", "EUR"))
    long = LineItem(product_id="P-1", quantity=Decimal(1), price=Money(Decimal("19.99"), "EUR"), sku=None)
    read = LineItem.model_validate({"product_id": "P-1", "quantity": "1", "price": Money("19.99", "EUR")})
    assert short == long == read
    assert hash(short) == hash(long) == hash(read)
    assert repr(short) == repr(long) == repr(read)
    assert short.sku is None
    assert short.model_copy(update={"price": None}) == LineItem(product_id="P-1", quantity="1")
    assert short.model_dump() == short.to_data()
    assert short.model_fields_set == {"product_id", "quantity", "price"}
    pickled = pickle.loads(pickle.dumps(short))  # noqa: S301  # our own
    for again in (copy.copy(short), copy.deepcopy(short), pickled, short.model_copy()):
        assert again == short
        assert again.model_fields_set == short.model_fields_set
    assert short.model_copy(update={"sku": "S-1"}).model_fields_set == {"product_id", "quantity", "price", "sku"}
    assert short.model_dump(exclude_unset=True) == short.to_data()
    assert short.model_extra is None
    assert json.loads(short.model_dump_json()) == short.to_data()
    with pytest.raises(AttributeError):
        short.skuu  # type: ignore[attr-defined]  # noqa: B018


def test_a_given_list_is_the_hosts_to_change() -> None:
    """An event keeps what it was made of."""
    items = [LineItem(product_id="P-1", quantity="1")]
    event = events.OrderPlaced(order_id="O-1", total=Money("19.99", "EUR"), items=items)
    items.clear()
    assert len(event.items) == 1


def test_a_class_of_the_hosts_own_keeps_its_own_rules() -> None:
    """A validator that a subclass adds is never left out."""

    class Ours(events.OrderPlaced):
        @field_validator("order_id")
        @classmethod
        def _ours(cls, value: str) -> str:
            if not value.startswith("O-"):
                raise ValueError("expected O- before the number")
            return value

    assert Ours(order_id="O-1", total=Money("1", "EUR"), items=[LineItem(product_id="P", quantity="1")]).order_id
    with pytest.raises(ModelError, match="expected O- before"):
        Ours(order_id="1", total=Money("1", "EUR"), items=[LineItem(product_id="P", quantity="1")])


def test_names_of_the_producers_own_are_known_by_their_place() -> None:
    """What may hold names that no registry knows is named, so that somebody can look there."""
    assert LineItem.free_members() == frozenset()
    assert Campaign.free_members() == {"click_ids"}
    assert Consent.free_members() == frozenset(), "its further purposes hold words of a closed list"
    assert events.OrderPlaced.free_members() == {"ext", "campaign"}
    assert dict(ConsentPurposes(analytics="granted", fun="denied").given_members) == {
        "analytics": "granted",
        "fun": "denied",
    }
