"""The mappings to other vocabularies hold in both directions, and what is ambiguous says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support import registry_source
from touchline_spec import event_type, mappings, published

VENDORS = ("segment", "ga4", "snowplow", "rudderstack")
FOLDER = registry_source.ROOT / "spec/mappings"
MAPPED = {vendor: json.loads((FOLDER / f"{vendor}.json").read_bytes()) for vendor in VENDORS}


def test_the_package_ships_what_was_written() -> None:
    """A front door reads the same mapping as whoever opens the files."""
    assert {vendor: mappings.mapping(vendor) for vendor in mappings.VENDORS} == MAPPED
    with pytest.raises(KeyError, match="segment, ga4"):
        mappings.mapping("segmnt")


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_mapping_says_how_its_names_were_verified(vendor: str) -> None:
    """On its page and in its data."""
    said = MAPPED[vendor]["verified"]
    assert len(said.split()) > 10
    assert said in (registry_source.ROOT / f"docs/spec/mappings/{vendor}.md").read_text()


def test_every_vendor_has_its_mapping() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(VENDORS)


@pytest.mark.parametrize(
    ("vendor", "name", "ours", "where"),
    [
        ("segment", "Order Completed", "order.placed", {}),
        ("segment", "Products Searched", "search.submitted", {}),
        ("segment", "Email Machine Opened", "message.opened", {"medium": "email", "machine_open": True}),
        ("segment", "Wishlist Product Added to Cart", "cart.item_added", {}),
        ("segment", "Trial Started", "subscription.started", {"trial": True}),
        ("ga4", "add_shipping_info", "checkout.step_completed", {"step_name": "shipping"}),
        ("ga4", "view_item_list", "product_list.viewed", {}),
        ("ga4", "earn_virtual_currency", "loyalty.points_earned", {}),
        ("snowplow", "snowplow_ecommerce_action:trns_error", "payment.declined", {}),
        ("snowplow", "io.snowplow.ecomm/update_quantity", "cart.item_updated", {}),
        ("snowplow", "com.snowplowanalytics.mobile/deep_link_received", "deeplink.opened", {}),
        ("rudderstack", "Order Completed", "order.placed", {}),
        ("rudderstack", "merge", "identity.linked", {}),
    ],
)
def test_a_name_reads_as_one_type_and_is_written_from_it(
    vendor: str, name: str, ours: str, where: dict[str, Any]
) -> None:
    """What a front door reads, an adapter writes."""
    (found,) = MAPPED[vendor]["from_vendor"][name]
    assert found["type"] == f"touchline.{ours}.v1"
    assert found.get("where", {}) == where
    back = next(each for each in MAPPED[vendor]["to_vendor"][found["type"]] if each["name"] == name)
    assert back.get("where", {}) == where


@pytest.mark.parametrize(
    ("vendor", "ours", "path", "row"),
    [
        ("segment", "order.placed", "total", {"type": "money", "name": "total", "currency": "currency"}),
        ("segment", "order.placed", "items[].quantity", {"type": "decimal", "name": "products[].quantity"}),
        ("segment", "product.viewed", "product.product_id", {"type": "id", "name": "product_id"}),
        ("segment", "cart.item_added", "items[].product_id", {"type": "id", "name": "product_id"}),
        ("ga4", "order.placed", "items[].price", {"type": "money", "name": "items[].price", "currency": "currency"}),
        ("ga4", "order.placed", "order_id", {"type": "id", "name": "transaction_id"}),
        (
            "snowplow",
            "order.placed",
            "items[].price",
            {"type": "money", "name": "product[].price", "currency": "product[].currency"},
        ),
        ("snowplow", "product.viewed", "product.product_id", {"type": "id", "name": "product.id"}),
        ("rudderstack", "cart.viewed", "items[].name", {"type": "label", "name": "products[].name"}),
    ],
)
def test_a_property_has_its_path_there(vendor: str, ours: str, path: str, row: dict[str, Any]) -> None:
    """Paths lead through lists, flat members and entities."""
    rows = {each["path"]: each for each in MAPPED[vendor]["properties"][f"touchline.{ours}.v1"]}
    assert rows[path] == {"path": path, **row}


@pytest.mark.parametrize("vendor", VENDORS)
def test_both_directions_say_the_same(vendor: str) -> None:
    """No name is read that is not written, and none written that is not read."""
    mapped = MAPPED[vendor]
    written = {(each["name"], type_) for type_, listed in mapped["to_vendor"].items() for each in listed}
    read = {(name, each["type"]) for name, listed in mapped["from_vendor"].items() for each in listed}
    assert written == read
    assert [type_ for _, type_ in written if event_type(type_) is None] == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_name_of_several_types_is_listed_as_ambiguous(vendor: str) -> None:
    """Nobody translates a name by a coin's toss without having been told."""
    mapped = MAPPED[vendor]
    several = {name for name, found in mapped["from_vendor"].items() if len({each["type"] for each in found}) > 1}
    assert several == set(mapped["ambiguous"])
    assert all(len(entry["decided_by"]) > 20 for entry in mapped["ambiguous"].values())


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_path_of_ours_exists(vendor: str) -> None:
    """A mapping into a field that no schema has would lose what it carries."""
    mapped = MAPPED[vendor]
    for type_, rows in mapped["properties"].items():
        schema = published.schema_of(type_, "strict")
        missing = [row["path"] for row in (*rows, *mapped["groups"]) if not leads(schema, row["path"])]
        assert missing == [], type_


def leads(schema: dict[str, Any], path: str) -> bool:
    here = schema["properties"]["data"]
    for step in path.split("."):
        here = resolved(schema, here).get("properties", {}).get(step.removesuffix("[]"))
        if here is None:
            return False
        here = here["items"] if step.endswith("[]") else here
    return True


def resolved(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    return schema["$defs"][here["$ref"].rpartition("/")[2]] if "$ref" in here else here


@pytest.mark.parametrize("vendor", VENDORS)
def test_no_two_properties_of_a_type_share_a_name_there(vendor: str) -> None:
    """Every row can be read back; only the currency is shared by the amounts of one event."""
    shared = [
        (type_, row) for type_, rows in MAPPED[vendor]["properties"].items() for row in rows if "ambiguous" in row
    ]
    assert shared == []


def test_rudderstack_has_segments_names_in_commerce() -> None:
    """RudderStack's commerce vocabulary is Segment's; a difference would be a slip of ours."""
    for type_, listed in MAPPED["rudderstack"]["to_vendor"].items():
        theirs = [each["name"] for each in MAPPED["segment"]["to_vendor"][type_]]
        assert {each["name"] for each in listed} <= {*theirs, "merge", "group"}, type_


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Order Completed", [("Order Completed", {})]),
        ("a, b", [("a", {}), ("b", {})]),
        ("snowplow_ecommerce_action:refund", [("snowplow_ecommerce_action:refund", {})]),
        ("A (medium: sms), B", [("A", {"medium": "sms"}), ("B", {})]),
        (
            "A (medium: email, machine_open: true, step: 1)",
            [("A", {"medium": "email", "machine_open": True, "step": 1})],
        ),
    ],
)
def test_names_are_read_with_what_they_stand_for(written: str, read: list[tuple[str, dict[str, Any]]]) -> None:
    found = registry_source.module("mappings").names(written)
    assert [(each.name, dict(each.where)) for each in found] == read


@pytest.mark.parametrize("written", ["", "A (", "A (medium)", "A ()", "A,, B", ", A", "A (x: y) B"])
def test_a_name_that_cannot_be_read_is_refused(written: str) -> None:
    """A slip in the registry ends in a sentence, not in half a mapping."""
    with pytest.raises(registry_source.module("registry").RegistryError, match="vendor name"):
        registry_source.module("mappings").names(written)


def spoil_ambiguous(draft: registry_source.Draft) -> None:
    vendors = draft.read("vendors.yaml")
    del vendors["ambiguous"]["ga4"]["share"]
    draft.write("vendors.yaml", vendors)


def spoil_idle(draft: registry_source.Draft) -> None:
    vendors = draft.read("vendors.yaml")
    vendors["ambiguous"]["ga4"]["login"] = "signed in, or was it"
    draft.write("vendors.yaml", vendors)


def spoil_condition(draft: registry_source.Draft) -> None:
    subject = draft.read("subjects/page.yaml")
    subject["events"]["viewed"]["vendors"]["ga4"] = "page_view (colour: red)"
    draft.write("subjects/page.yaml", subject)


def spoil_money(draft: registry_source.Draft) -> None:
    subject = draft.read("subjects/order.yaml")
    subject["properties"]["total"]["vendors"]["ga4"] = "value, currency, exponent"
    draft.write("subjects/order.yaml", subject)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_ambiguous, r"vendors.yaml: ambiguous at ga4 are \['purchase', 'share'\], listed are \['purchase'\]"),
        (spoil_idle, r"listed are \['login', 'purchase', 'share'\]"),
        (spoil_condition, r"page.viewed: ga4 name 'page_view' has conditions on \['colour'\]"),
        (spoil_money, r"total: ga4 'value, currency, exponent'; expected the amount and its currency"),
    ],
)
def test_the_generator_refuses_a_mapping_that_lies(tmp_path: Path, spoil: Any, said: str) -> None:
    """The message names the place, the value and what was expected."""
    draft = registry_source.Draft(tmp_path)
    spoil(draft)
    with pytest.raises(registry_source.module("registry").RegistryError, match=said):
        draft.mapping("ga4")
