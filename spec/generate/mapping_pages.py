"""Reference pages of the mappings: one for each vendor, and one that says how to read the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

READING = """
Each page says how its names were verified.

## Reading the data

The files are in `spec/mappings`, and in the installed package:

```python
from touchline_spec import mappings

segment = mappings.mapping("segment")  # one of mappings.VENDORS
print(segment["from_vendor"]["Order Completed"])  # [{'type': 'touchline.order.placed.v1'}]
print(segment["to_vendor"]["touchline.order.placed.v1"])  # [{'name': 'Order Completed'}]
```

- `to_vendor`: their names for one of our types; `where` says for which values of ours a name is meant. Without a
  name whose `where` holds, the first without `where` is meant, and where there is none the event has no counterpart.
- `from_vendor`: our types for one of their names, in the order to try; `where` holds the values to set, or to test
  where the vendor carries them. A name with several types stands under `ambiguous` too, with what decides.
- `groups` and `properties`: `path` is ours below `data`, `name` theirs. `[]` stands for each entry of a list; where
  theirs has none, it holds one entry.
- Type `money`: their `name` holds the amount as a number and `currency` the code. Convert through decimal text; a
  number without a currency is not money and has no counterpart here.
- Types `decimal` and `count`: theirs are numbers; ours are decimal text and whole numbers.
- A row with `ambiguous` shares its name with another row of the same type: write both, and read neither without
  knowing more.
"""


def page(mapped: Mapping[str, Any]) -> str:
    """Return the reference page of one vendor."""
    return "".join((*_head(mapped), *_received(mapped), *_properties(mapped)))


def index(mapped: list[dict[str, Any]]) -> str:
    """Return the page that says what the mappings are and how to read them."""
    rows = "".join(
        f"| [{each['title']}]({each['vendor']}.md) | {len(each['from_vendor'])} | {len(each['to_vendor'])} "
        f"| {len(each['ambiguous'])} | {_data(each)} |\n"
        for each in mapped
    )
    return (
        "# What others call it\n\nNames of four widely used vocabularies for our event types and properties. A type "
        "without a name there has no counterpart that we know of; nothing is made up to fill a gap.\n\n"
        "| vocabulary | their names | our types | ambiguous names | data |\n|---|---|---|---|---|\n" + rows + READING
    )


def _head(mapped: Mapping[str, Any]) -> Iterator[str]:
    paths = mapped["paths"]
    elsewhere = ", ".join(f"`{each}`" for each in paths["elsewhere"])
    yield f"# {mapped['title']}\n\nTheir reference: <{mapped['reference']}>. {mapped['event_names']}\n"
    yield f"How the names were verified: {mapped['verified']}\n"
    yield f"Property paths begin at: {paths['root']}" + (f"; except {elsewhere}" if elsewhere else "") + ".\n"
    yield f"As data: {_data(mapped)}. How to read it: [what others call it](README.md).\n"


def _data(mapped: Mapping[str, Any]) -> str:
    return f"[`{mapped['vendor']}.json`](../../../spec/mappings/{mapped['vendor']}.json)"


def _received(mapped: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n## From {mapped['title']}\n\n| name | our type | with |\n|---|---|---|\n"
    for name, targets in mapped["from_vendor"].items():
        yield from (f"| `{name}` | {_linked(each['type'])} | {_where(each)} |\n" for each in targets)
    if mapped["ambiguous"]:
        yield "\n## Ambiguous names\n\n"
        yield from (f"- `{name}`: {entry['decided_by']}\n" for name, entry in mapped["ambiguous"].items())


def _properties(mapped: Mapping[str, Any]) -> Iterator[str]:
    yield "\n## Groups\n\n" + _table(mapped["groups"]) + "\n## Properties by event type\n"
    for type_, rows in mapped["properties"].items():
        called = ", ".join(_named(each) for each in mapped["to_vendor"][type_])
        yield f"\n### {_linked(type_)}\n\nTo {mapped['title']}: {called}.\n"
        yield "\n" + _table(rows) if rows else ""


def _named(each: Mapping[str, Any]) -> str:
    return f"`{each['name']}`" + (f" ({_where(each)})" if "where" in each else "")


def _table(rows: list[dict[str, Any]]) -> str:
    lines = "".join(
        f"| `{row['path']}` | {row['type']} | `{row['name']}`{_currency(row)} | {_where(row)} |\n" for row in rows
    )
    return "| ours | type | theirs | with |\n|---|---|---|---|\n" + lines


def _currency(row: Mapping[str, Any]) -> str:
    return f", currency `{row['currency']}`" if "currency" in row else ""


def _where(entry: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {str(value).lower()}" for name, value in entry.get("where", {}).items())


def _linked(type_: str) -> str:
    _, subject, *_ = type_.split(".")
    return f"[`{type_}`](../vocabulary/{subject}.md#{type_.replace('.', '')})"
