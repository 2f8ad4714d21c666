"""Reference pages from the registry: one per subject, and one each for groups, shapes, types and vendor names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from registry import FAMILIES, Event, Property, Registry, Subject

NOTE = "<!-- Generated from spec/registry by `make generate`; edits here are lost. -->\n\n"
TITLES = {"segment": "Segment", "ga4": "GA4", "snowplow": "Snowplow", "rudderstack": "RudderStack"}


def pages(registry: Registry) -> dict[str, str]:
    """Return the text of each page by its file name."""
    made = {f"{subject.name}.md": _subject(subject) for subject in registry.subjects}
    made["README.md"] = _index(registry)
    made["_groups.md"] = _groups(registry)
    made["_shapes.md"] = _shapes(registry)
    made["_types.md"] = _types(registry)
    return {name: NOTE + text.rstrip() + "\n" for name, text in made.items()}


def _index(registry: Registry) -> str:
    events = list(registry.events)
    lines = ["# The vocabulary\n\n"]
    lines.append(
        f"{len(events)} event types in {len(registry.subjects)} subjects. Every event may carry the "
        "[groups](_groups.md); [shapes](_shapes.md) and [types](_types.md) are what properties are made of. The names "
        "that other vocabularies have for the same things are in [the mappings](../mappings/README.md).\n\n"
    )
    for family, title in FAMILIES.items():
        rows = (
            _index_row(event) for subject in registry.subjects if subject.family == family for event in subject.events
        )
        lines.append(f"## {title}\n\n")
        lines += [*_table(("event type", "what happened", "public", "stability"), rows), "\n"]
    return "".join(lines)


def _index_row(event: Event) -> tuple[str, ...]:
    link = f"[`{event.type}`]({event.subject}.md#{_anchor(event.type)})"
    return link, event.brief, "yes" if event.public else "no", event.stability


def _subject(subject: Subject) -> str:
    parts = [f"# {subject.name}\n\n{subject.brief}\n"]
    for event in subject.events:
        parts.append(f"\n## `{event.type}`\n\n{event.brief}\n\n")
        public = "yes" if event.public else "no"
        parts.append(
            f"Schema `{event.dataschema}` · {event.stability} · may come from a browser: {public} · "
            f"priority {event.priority}\n\n"
        )
        parts += _properties(event.properties.values())
        if demands := list(_demands(event)):
            parts.append("\nGroups that this type demands or recommends:\n\n" + "".join(demands))
        parts.append("\n```json\n" + json.dumps(dict(event.example), ensure_ascii=False, indent=1) + "\n```\n")
        if event.vendors:
            parts.append("\n" + "".join(f"- {TITLES[vendor]}: {name}\n" for vendor, name in event.vendors.items()))
    return "".join(parts)


def _demands(event: Event) -> Iterator[str]:
    for each in event.groups.values():
        if each.requirement != "optional" or each.with_members:
            inside = f", with {_listed(each.with_members)}" if each.with_members else ""
            yield f"- `{each.name}`: {each.requirement}{inside}\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _properties(properties: Iterable[Property]) -> Iterator[str]:
    rows = [_property_row(each) for each in properties]
    if not rows:
        return iter(["No properties of its own.\n"])
    return _table(("property", "type", "level", "meaning", "example", "privacy", "elsewhere"), rows)


def _property_row(each: Property) -> tuple[str, ...]:
    level = each.requirement + (f": {each.when}" if each.when else "")
    meaning = each.brief
    if each.values:
        meaning += f" Known words: {_listed(each.values)}."
    if each.stability != "stable":
        meaning += f" {each.stability.capitalize()}" + (f", use `{each.renamed_to}`." if each.renamed_to else ".")
    elsewhere = "; ".join(f"{TITLES[vendor]} `{name}`" for vendor, name in each.vendors.items())
    return (
        f"`{each.name}`",
        _type_link(each),
        level,
        meaning,
        f"`{_compact(each.examples[0])}`",
        each.privacy,
        elsewhere,
    )


def _type_link(each: Property) -> str:
    return f"{each.container + ' of ' if each.container else ''}`{each.base}`"


def _groups(registry: Registry) -> str:
    lead = "# Groups\n\nNamed groups stand in `data` beside an event's own properties."
    lead += " Their names are reserved everywhere.\n\n"
    return lead + "".join(_properties(registry.groups.values()))


def _shapes(registry: Registry) -> str:
    parts = ["# Shapes\n"]
    for shape in registry.objects.values():
        parts.append(f"\n## `{shape.name}`\n\n{shape.brief}\n\n")
        parts += _properties(shape.properties.values())
        if shape.more:
            parts.append(f"\nFurther members of the producer's own naming are `{shape.more}`.\n")
    return "".join(parts)


def _types(registry: Registry) -> str:
    scalars = _table(
        ("type", "meaning", "constraint"),
        ((f"`{each.name}`", each.brief, _constraint(each.schema)) for each in registry.scalars.values()),
    )
    enums = _table(
        ("type", "meaning", "values"),
        ((f"`{each.name}`", each.brief, _listed(each.values)) for each in registry.enums.values()),
    )
    closed = "\n## Closed lists\n\nBehaviour depends on these values: an unknown one is an error.\n\n"
    return "# Types\n\n" + "".join(scalars) + closed + "".join(enums)


def _constraint(schema: Mapping[str, Any]) -> str:
    return f"`{_compact(dict(schema))}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|\n"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _anchor(heading: str) -> str:
    """Return the anchor that forges make of a heading."""
    return heading.lower().replace(".", "").replace("`", "").replace(" ", "-")
