"""What remains of an event when nothing may point to a person.

An allow-list: of the attributes a fixed few, of `data` the leaves that the registry, or a custom schema's
`x-touchline-class`, puts below pseudonymous. A field nobody classified goes, and with it whatever it held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import touchline_spec

# No subject, no key and no trace that joins the event to others of one person.
KEPT_ATTRIBUTES = (
    "specversion",
    "id",
    "source",
    "type",
    "time",
    "recordedtime",
    "receivedtime",
    "adjustedtime",
    "datacontenttype",
    "dataschema",
    "sampledrate",
)
HARMLESS = frozenset({"operational", "contextual"})

# Names of `data` to what of them remains: a tree, True for a leaf, False for one that must go. `*` stands for every
# index of a list and every name of a map that is not named itself.
Tree = dict[str, Any]
# The tree of an event type; None for a type that nobody classified.
Classifier = Callable[[str], Tree | None]


@dataclass(frozen=True, slots=True)
class Classes:
    """The registry's classes, and those of custom types by their name; equal where they say the same."""

    custom: Mapping[str, Tree]

    def __call__(self, type_: str) -> Tree | None:
        """The tree of a type; None where nobody classified it."""
        known = _registered(type_)
        return self.custom.get(type_) if known is None else known


def classifier(custom: touchline_spec.CustomTypes | None = None) -> Classes:
    """What the registry and the custom types say now."""
    return Classes({name: tree_of(custom.privacy(name)) for name in custom.types} if custom is not None else {})


@lru_cache(maxsize=4096)
def _registered(type_: str) -> Tree | None:
    known = touchline_spec.event_type(type_)
    return tree_of(known.privacy) if known is not None else None


def strip(event: Mapping[str, Any], allowed: Tree) -> dict[str, Any]:
    """A new event with only what may remain; the given one is left as it is."""
    kept = {name: event[name] for name in KEPT_ATTRIBUTES if name in event}
    data = event.get("data")
    return {**kept, "data": (_pruned(data, allowed) or {}) if isinstance(data, Mapping) else {}}


def tree_of(classes: Mapping[str, str]) -> Tree:
    """The tree of privacy classes by path (`/items/*/product_id`)."""
    tree: Tree = {}
    for path, class_ in classes.items():
        branch, *names = tree, *path.removeprefix("/").split("/")
        for name in names[:-1]:
            inner = branch.setdefault(name, {})
            branch = inner if isinstance(inner, dict) else {}
        branch[names[-1]] = class_ in HARMLESS
    return tree


def _pruned(value: Any, allowed: Any) -> Any:
    """What of `value` may remain; None where nothing does."""
    if allowed is True:
        return _leaf(value)
    if not isinstance(allowed, dict):
        return None
    if isinstance(value, list):
        pruned = [_pruned(item, allowed.get("*")) for item in value]
        return [item for item in pruned if item is not None] or None
    if not isinstance(value, Mapping):
        return None
    found = {name: _pruned(item, allowed.get(name, allowed.get("*"))) for name, item in value.items()}
    return {name: item for name, item in found.items() if item is not None} or None


def _leaf(value: Any) -> Any:
    """A leaf as classified: what hangs below it was never looked at, and a URL's query may name anybody."""
    if isinstance(value, (Mapping, list)):
        return None
    if isinstance(value, str) and "://" in value:
        return value.partition("?")[0].partition("#")[0]
    return value
