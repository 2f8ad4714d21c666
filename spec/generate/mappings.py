"""What other vocabularies call our event types and properties, in both directions, from the names in the registry.

How a name is written is explained in spec/registry/vendors.yaml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry import Event, Property, Registry, RegistryError, Vendor

TOKEN = re.compile(r"(?P<name>[^(),][^(),]*?)(?: \((?P<where>[^()]+)\))?(?:, |$)")
WORDS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Name:
    """One name at a vendor; `where` are values of ours that it stands for."""

    name: str
    where: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, **({"where": dict(self.where)} if self.where else {})}


def names(written: str) -> list[Name]:
    """Return the names in a text of the registry."""
    found, end = [], 0
    for match in TOKEN.finditer(written):
        if match.start() == end:
            found.append(Name(match["name"], dict(_conditions(match["where"] or ""))))
            end = match.end()
    if not found or end != len(written):
        raise RegistryError(f"vendor name {written!r}: expected NAME, NAME (property: value), ...")
    return found


def _conditions(written: str) -> Iterator[tuple[str, Any]]:
    for part in filter(None, written.split(", ")):
        name, colon, value = part.partition(": ")
        if not colon:
            raise RegistryError(f"vendor name: condition {part!r}; expected property: value")
        yield name, int(value) if value.isdigit() else WORDS.get(value, value)


def mapping(registry: Registry, vendor: Vendor) -> dict[str, Any]:
    """Return everything that translates between one vendor's vocabulary and ours."""
    ours = {event.type: names(event.vendors[vendor.name]) for event in registry.events if vendor.name in event.vendors}
    theirs = _reverse(ours)
    _check(registry, vendor, ours, theirs)
    return {
        "vendor": vendor.name,
        "title": vendor.title,
        "reference": vendor.reference,
        "event_names": vendor.events,
        "verified": vendor.verified,
        "paths": {"root": vendor.root, "elsewhere": list(vendor.tops)},
        "to_vendor": {name: [each.as_dict() for each in listed] for name, listed in ours.items()},
        "from_vendor": theirs,
        "ambiguous": {
            name: {"types": sorted({each["type"] for each in theirs[name]}), "decided_by": reason}
            for name, reason in vendor.ambiguous.items()
        },
        "groups": [row for group in registry.groups.values() for row in _rows(registry, vendor, group, "", "")],
        "properties": {event.type: _own(registry, vendor, event) for event in registry.events if event.type in ours},
    }


def _reverse(ours: Mapping[str, list[Name]]) -> dict[str, list[dict[str, Any]]]:
    """Return our types by the vendor's name, the one with the most conditions first: it is tried first."""
    theirs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for type_, listed in ours.items():
        for each in listed:
            theirs[each.name].append({"type": type_, **({"where": dict(each.where)} if each.where else {})})
    return {name: sorted(theirs[name], key=lambda each: -len(each.get("where", ()))) for name in sorted(theirs)}


def _own(registry: Registry, vendor: Vendor, event: Event) -> list[dict[str, Any]]:
    absent = vendor.absent.get(event.name, ())
    known = {name for name, each in event.properties.items() if vendor.name in each.vendors}
    if idle := sorted(set(absent) - known):
        raise RegistryError(f"vendors.yaml: absent at {vendor.name}, {event.name}: {idle} have no counterpart anyway")
    present = [each for name, each in event.properties.items() if name not in absent]
    rows = [row for each in present for row in _rows(registry, vendor, each, "", "")]
    paths: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        paths[row["name"]].add(row["path"])
    return [row | {"ambiguous": True} if len(paths[row["name"]]) > 1 else row for row in rows]


def _rows(registry: Registry, vendor: Vendor, each: Property, ours: str, theirs: str) -> Iterator[dict[str, Any]]:
    """Yield what one property and the members of its shape are called."""
    path = f"{ours}{each.name}{'[]' if each.container == 'list' else ''}"
    written = each.vendors.get(vendor.name)
    if each.base == "money":
        if written:
            yield {"path": path, "type": "money", **_money(vendor, each, theirs, written)}
        return
    if each.base not in registry.objects or each.container == "map":
        if written:
            yield from _named(path, each.base, theirs, written)
        return
    members = registry.objects[each.base].properties.values()
    inside = any(vendor.name in member.vendors for member in members)
    if each.base in registry.groups and inside:  # the members of groups have full names
        prefix = ""
    elif written and inside:
        prefix = theirs if written == "." else f"{theirs}{written}."
    else:
        if written:
            yield from _named(path, each.base, theirs, written)
        return
    for member in members:
        yield from _rows(registry, vendor, member, f"{path}.", prefix)


def _named(path: str, base: str, prefix: str, written: str) -> Iterator[dict[str, Any]]:
    for found in names(written):
        yield {"path": path, "type": base, **found.as_dict(), "name": prefix + found.name}


def _money(vendor: Vendor, each: Property, prefix: str, written: str) -> dict[str, str]:
    amount, *currency = (found.name for found in names(written))
    if len(currency) > 1:
        raise RegistryError(f"{each.name}: {vendor.name} {written!r}; expected the amount and its currency")
    where = prefix + currency[0] if currency else vendor.currency
    return {"name": prefix + amount, **({"currency": where} if where else {})}


def _check(
    registry: Registry, vendor: Vendor, ours: Mapping[str, list[Name]], theirs: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Refuse a name that means several types without saying so, and conditions on what no event has."""
    several = {name for name, listed in theirs.items() if len({each["type"] for each in listed}) > 1}
    if several != set(vendor.ambiguous):
        listed = sorted(vendor.ambiguous)
        raise RegistryError(f"vendors.yaml: ambiguous at {vendor.name} are {sorted(several)}, listed are {listed}")
    for event in registry.events:
        for each in ours.get(event.type, ()):
            if unknown := set(each.where) - set(event.members):
                raise RegistryError(
                    f"{event.name}: {vendor.name} name {each.name!r} has conditions on {sorted(unknown)}"
                )
