"""What type checkers are told of a model's initialiser: everything that it takes, not only what it keeps.

A field is read as the text it became; it may be given as a `datetime`, a `Decimal`, or a dictionary for a shape. The
initialisers exist for type checkers alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from naming import SPOKEN, WIDTH, camel

from registry import Event, Object, Property, Registry

# Names of touchline_spec.modelling, by what SPOKEN calls the text they become.
TAKEN = {"MOMENT": "m.Moment", "DAY": "m.Day", "DECIMAL": "m.Exact"}
# Arguments that may be given by position.
POSITIONAL = {"money"}


def of_shape(registry: Registry, shape: Object) -> str:
    """Return the initialiser of a shape."""
    star = [] if shape.name in POSITIONAL else ["*"]
    more = [f"**more: {camel(shape.more)}"] if shape.more else []
    return _written([*star, *_arguments(registry, shape.properties.values(), ""), *more])


def of_event(registry: Registry, event: Event) -> str:
    """Return the initialiser of an event type; the named groups are everywhere the same, and optional."""
    required = [each for each in event.properties.values() if each.is_required]
    others = [each for each in event.properties.values() if not each.is_required]
    arguments = [*_arguments(registry, [*required, *others], "s.")]
    return _written([*(["*"] if arguments else []), *arguments, "**groups: Unpack[s.Groups]"])


def groups(registry: Registry) -> str:
    """Return the named groups as arguments."""
    lines = ["\n\nif TYPE_CHECKING:\n\n    class Groups(TypedDict, total=False):\n"]
    lines.append('        """The named groups, as every event type takes them."""\n\n')
    lines += [f"        {each.name}: {taken(registry, each, '')} | None\n" for each in registry.groups.values()]
    return "".join(lines)


def _written(arguments: Iterable[str]) -> str:
    """Return the initialiser, broken between arguments where it is long."""
    glued = " ".join(f"{each},".replace(" ", "\0") for each in ["self", *arguments]).removesuffix(",")
    if len(glued) > WIDTH - len("        def __init__() -> None: ..."):
        lines = textwrap.wrap(glued, WIDTH - 12, break_long_words=False, break_on_hyphens=False)
        glued = "\n            " + "\n            ".join(lines) + "\n        "
    return f"    if TYPE_CHECKING:\n\n        def __init__({glued}) -> None: ...\n".replace("\0", " ")


def _arguments(registry: Registry, properties: Iterable[Property], prefix: str) -> Iterator[str]:
    for each in sorted(properties, key=lambda each: not each.is_required):
        kind = taken(registry, each, prefix)
        yield f"{each.name}: {kind}" if each.is_required else f"{each.name}: {kind} | None = ..."


def taken(registry: Registry, each: Property, prefix: str) -> str:
    """Return the annotation of what may be given for a property."""
    forms = list(_forms(registry, each.base, prefix))
    match each.container:
        case "list":
            forms = [f"list[{form}]" for form in forms]
        case "map":
            forms = [f"dict[str, {form}]" for form in forms]
    return " | ".join(forms)


def _forms(registry: Registry, base: str, prefix: str) -> Iterator[str]:
    if base in SPOKEN:
        yield TAKEN[SPOKEN[base]]
        return
    yield f"{prefix}{camel(base)}"
    if base in registry.objects:
        yield "m.Plain"
