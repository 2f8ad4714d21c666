"""The registry as Python objects: read from YAML, checked for everything that would make a generated file wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml

Requirement = Literal["required", "conditional", "recommended", "optional"]
Privacy = Literal["operational", "contextual", "pseudonymous", "personal"]

REQUIREMENTS = ("required", "conditional", "recommended", "optional")
PRIVACY = ("operational", "contextual", "pseudonymous", "personal")
STABILITY = ("experimental", "stable", "deprecated")
# The parts of a journey, in the order a customer meets them; every subject belongs to one.
FAMILIES = {
    "advertising": "Advertising and promotion",
    "browsing": "Pages, screens and products",
    "commerce": "Basket, checkout and order",
    "fulfilment": "Fulfilment and returns",
    "store": "In the store",
    "loyalty": "Loyalty, coupons and offers",
    "messaging": "Messages",
    "service": "Service and opinion",
    "identity": "Identity and consent",
}
VENDORS = ("segment", "ga4", "snowplow", "rudderstack")
# libyaml where PyYAML was built with it: ten times faster.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KINDS = re.compile(r"(?:(list|map) of )?([a-z_0-9]+)")


class RegistryError(ValueError):
    """The registry contradicts itself; the message names file, entry and rule."""


@dataclass(frozen=True, slots=True)
class Property:
    """One named fact: what it means, what it may be, who may see it, what others call it."""

    name: str
    type: str
    brief: str
    privacy: Privacy
    examples: tuple[Any, ...]
    requirement: Requirement = "optional"
    when: str = ""
    values: tuple[str, ...] = ()
    stability: str = "stable"
    renamed_to: str = ""
    min_items: int | None = None
    max_items: int | None = None
    with_members: tuple[str, ...] = ()
    vendors: Mapping[str, str] = field(default_factory=dict)

    @property
    def container(self) -> str:
        """What holds the values: list, map or nothing."""
        return self._kind.group(1) or ""

    @property
    def base(self) -> str:
        """The type of one value."""
        return self._kind.group(2)

    @property
    def _kind(self) -> re.Match[str]:
        match = KINDS.fullmatch(self.type)
        if match is None:
            raise RegistryError(f"{self.name}: type {self.type!r}; expected T, list of T or map of T")
        return match

    @property
    def is_required(self) -> bool:
        return self.requirement == "required"


@dataclass(frozen=True, slots=True)
class Scalar:
    name: str
    brief: str
    schema: Mapping[str, Any]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Enum:
    name: str
    brief: str
    values: tuple[str, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Object:
    """A shape with named members; `more` is the type of further members of the producer's own naming."""

    name: str
    brief: str
    properties: Mapping[str, Property]
    rule: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of the envelope."""

    name: str
    origin: str
    requirement: Requirement
    brief: str
    schema: Mapping[str, Any]
    rule: str
    examples: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event type. `properties` are its own; `groups` the named groups with what this type demands of them."""

    subject: str
    predicate: str
    version: str
    brief: str
    stability: str
    public: bool
    priority: int
    properties: Mapping[str, Property]
    groups: Mapping[str, Property]
    example: Mapping[str, Any]
    vendors: Mapping[str, str]
    renamed_to: str = ""

    @property
    def name(self) -> str:
        return f"{self.subject}.{self.predicate}"

    @property
    def type(self) -> str:
        return f"touchline.{self.name}.v{self.version.split('.')[0]}"

    @property
    def dataschema(self) -> str:
        return f"urn:touchline:schema:{self.name}:{self.version}"

    @property
    def members(self) -> dict[str, Property]:
        """Everything that may stand in `data`, groups first."""
        return {**self.groups, **self.properties}


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    brief: str
    family: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Vendor:
    """Another vocabulary: where its paths begin, which names mean several things, how its names were verified."""

    name: str
    title: str
    reference: str
    events: str
    verified: str
    root: str
    tops: tuple[str, ...] = ()
    currency: str = ""
    ambiguous: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registry:
    scalars: Mapping[str, Scalar]
    enums: Mapping[str, Enum]
    objects: Mapping[str, Object]
    groups: Mapping[str, Property]
    properties: Mapping[str, Property]
    attributes: Mapping[str, Attribute]
    subjects: tuple[Subject, ...]
    vendors: tuple[Vendor, ...]

    @property
    def events(self) -> Iterator[Event]:
        for subject in self.subjects:
            yield from subject.events

    def event(self, name: str) -> Event:
        return next(event for event in self.events if event.name == name)


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506  (LOADER is a safe one)


def load(folder: Path) -> Registry:
    """Return the checked registry of a folder; raise RegistryError for the first contradiction."""
    scalars = {name: Scalar(name=name, **entry) for name, entry in read(folder / "types.yaml")["types"].items()}
    shapes = read(folder / "objects.yaml")
    grouping = read(folder / "groups.yaml")
    enums = {
        name: Enum(name=name, **(entry | {"values": tuple(entry["values"])})) for name, entry in shapes["enums"].items()
    }
    objects = {name: _object(name, entry) for name, entry in (shapes["objects"] | grouping["objects"]).items()}
    groups = {name: _property(name, entry) for name, entry in grouping["groups"].items()}
    files = [read(path) for path in sorted((folder / "subjects").glob("*.yaml"))]
    properties = _properties(files, groups)
    attributes = {
        name: Attribute(name=name, **(entry | {"examples": tuple(entry["examples"])}))
        for name, entry in read(folder / "envelope.yaml")["attributes"].items()
    }
    subjects = tuple(_subject(file, groups, properties) for file in files)
    registry = Registry(scalars, enums, objects, groups, properties, attributes, subjects, _vendors(folder))
    _check(registry)
    return registry


def _vendors(folder: Path) -> tuple[Vendor, ...]:
    known = read(folder / "vendors.yaml")
    if tuple(known["vendors"]) != VENDORS:
        raise RegistryError(f"vendors.yaml: describes {list(known['vendors'])}; expected {list(VENDORS)}")
    return tuple(
        Vendor(
            name,
            **(entry | {"tops": tuple(entry["tops"])}),
            ambiguous=known["ambiguous"].get(name, {}),
            absent=known["absent"].get(name, {}),
        )
        for name, entry in known["vendors"].items()
    )


def _properties(files: list[Any], groups: Mapping[str, Property]) -> dict[str, Property]:
    """Return every property by name: one name has one meaning in the whole vocabulary."""
    found: dict[str, Property] = {}
    for file in files:
        for name, entry in (file.get("properties") or {}).items():
            if name in found or name in groups:
                raise RegistryError(f"{file['subject']}: property {name} is already defined; one name, one meaning")
            found[name] = _property(name, entry)
    return found


def _property(name: str, entry: Mapping[str, Any]) -> Property:
    known = dict(entry)
    if "with" in known:
        known["with_members"] = tuple(known.pop("with"))
    for listed in ("examples", "values"):
        known[listed] = tuple(known.get(listed, ()))
    try:
        return Property(name=name, **known)
    except TypeError as failure:
        raise RegistryError(f"property {name}: {failure}") from None


def _object(name: str, entry: Mapping[str, Any]) -> Object:
    members = {member: _property(member, described) for member, described in entry["properties"].items()}
    return Object(name, entry["brief"], members, entry.get("rule", ""), entry.get("more", ""))


def _subject(file: Mapping[str, Any], groups: Mapping[str, Property], properties: Mapping[str, Property]) -> Subject:
    events = tuple(_event(file["subject"], name, entry, groups, properties) for name, entry in file["events"].items())
    if file.get("family") not in FAMILIES:
        raise RegistryError(f"{file['subject']}: family {file.get('family')!r}; expected one of {list(FAMILIES)}")
    return Subject(file["subject"], file["brief"], file["family"], events)


def _event(
    subject: str,
    predicate: str,
    entry: Mapping[str, Any],
    groups: Mapping[str, Property],
    properties: Mapping[str, Property],
) -> Event:
    used = {
        name: _used(f"{subject}.{predicate}", name, how, {**groups, **properties})
        for name, how in entry["properties"].items()
    }
    return Event(
        subject=subject,
        predicate=predicate,
        version=entry.get("version", "1.0"),
        brief=entry["brief"],
        stability=entry.get("stability", "stable"),
        public=entry["public"],
        priority=entry["priority"],
        properties={name: used[name] for name in used if name not in groups},
        groups={name: used.get(name, group) for name, group in groups.items()},
        example=entry["example"],
        vendors=entry.get("vendors", {}),
        renamed_to=entry.get("renamed_to", ""),
    )


def _used(event: str, name: str, how: Any, known: Mapping[str, Property]) -> Property:
    """Return the property as this event uses it: a requirement level, or a mapping of what differs."""
    if name not in known:
        raise RegistryError(f"{event}: property {name} is nowhere defined")
    changes = {"requirement": how} if isinstance(how, str) else dict(how)
    if "with" in changes:
        changes["with_members"] = tuple(changes.pop("with"))
    for listed in ("examples", "values"):
        if listed in changes:
            changes[listed] = tuple(changes[listed])
    return replace(known[name], **changes)


def _check(registry: Registry) -> None:
    """Hold the rules of the registry that no single entry can hold."""
    types = {*registry.scalars, *registry.enums, *registry.objects, "ext"}
    placed = [(f"object {shape.name}", shape.properties) for shape in registry.objects.values()]
    placed += [("groups", registry.groups), ("properties", registry.properties)]
    placed += [(event.name, event.members) for event in registry.events]
    for where, properties in placed:
        for each in properties.values():
            _check_property(where, each, types)
    for event in registry.events:
        if event.stability not in STABILITY or not NAME.fullmatch(event.subject) or not NAME.fullmatch(event.predicate):
            raise RegistryError(f"{event.name}: stability {event.stability!r} or name outside the rules")
        if unknown := set(event.vendors) - set(VENDORS):
            raise RegistryError(f"{event.name}: unknown vendors {sorted(unknown)}; expected some of {VENDORS}")
        _check_lookups(registry, event)
    if misplaced := [each.name for each in registry.properties.values() if each.with_members]:
        raise RegistryError(f"`with` narrows groups only; not {misplaced}")
    used = {name for event in registry.events for name in event.properties}
    if idle := set(registry.properties) - used:
        raise RegistryError(f"properties that no event uses: {sorted(idle)}")


def _check_property(where: str, each: Property, types: set[str]) -> None:
    named = f"{where}: {each.name}"
    if not NAME.fullmatch(each.name):
        raise RegistryError(f"{named}: expected lower case with underscores")
    if each.base not in types:
        raise RegistryError(f"{named}: unknown type {each.type!r}")
    if each.requirement not in REQUIREMENTS or each.privacy not in PRIVACY or each.stability not in STABILITY:
        raise RegistryError(
            f"{named}: requirement, privacy or stability outside {REQUIREMENTS}, {PRIVACY}, {STABILITY}"
        )
    if not each.examples or not each.brief.endswith("."):
        raise RegistryError(f"{named}: needs examples and a brief that is a sentence")
    if (each.requirement == "conditional") != bool(each.when):
        raise RegistryError(f"{named}: `when` belongs to conditional, and conditional needs it")
    if each.values and each.base != "word":
        raise RegistryError(f"{named}: `values` lists words of an open list; make a closed one under enums")
    if (each.stability == "deprecated") != bool(each.renamed_to):
        raise RegistryError(f"{named}: deprecated needs renamed_to, and only deprecated has it")
    if unknown := set(each.vendors) - set(VENDORS):
        raise RegistryError(f"{named}: unknown vendors {sorted(unknown)}")


def _check_lookups(registry: Registry, event: Event) -> None:
    for each in event.members.values():
        members = registry.objects[each.base].properties if each.base in registry.objects else {}
        if missing := [name for name in each.with_members if name not in members]:
            raise RegistryError(f"{event.name}: {each.name} has no members {missing}")
    if missing := [each.name for each in event.members.values() if each.is_required and each.name not in event.example]:
        raise RegistryError(f"{event.name}: its example lacks the required {missing}")
    if extra := set(event.example) - set(event.members):
        raise RegistryError(f"{event.name}: its example has the unknown {sorted(extra)}")
