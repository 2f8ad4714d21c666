"""Typed Python models from the registry: one class per shape, one per event type, one module per subject."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import initialisers
from naming import SPOKEN, WIDTH, camel

from registry import Event, Object, Property, Registry, Scalar, Subject

NOTE = "Generated from spec/registry by `make generate`; edits here are lost."
BASES = {"money": "MoneyModel", "identity": "IdentityModel"}


def modules(registry: Registry) -> dict[str, str]:
    """Return the text of each generated module by its name."""
    made = {"shapes": shapes(registry)}
    made |= {f"events_{subject.name}": events(registry, subject) for subject in registry.subjects}
    return made


def shapes(registry: Registry) -> str:
    """Return the module of the scalar types, closed lists and shapes."""
    parts = [f'"""The shapes that events are made of.\n\n{NOTE}\n"""\n\n', "from __future__ import annotations\n\n"]
    parts.append("from typing import TYPE_CHECKING, Annotated, Literal, TypedDict\n\n")
    parts.append("from touchline_spec import modelling as m\n\n")
    parts += [_scalar(scalar) for scalar in registry.scalars.values()]
    for enum in registry.enums.values():
        parts.append(f"{camel(enum.name)} = Literal[{', '.join(map(_quoted, enum.values))}]\n")
        parts.append(_docstring(enum.brief, ""))
    parts.append("Ext = m.Ext\n")
    for shape in registry.objects.values():
        parts.append(_class(registry, shape))
    parts.append(initialisers.groups(registry))
    names = [*registry.scalars, *registry.enums, *registry.objects, "ext"]
    parts.append("\n\n__all__ = [\n" + "".join(f'    "{camel(name)}",\n' for name in sorted(names, key=camel)) + "]\n")
    return "".join(parts)


def _scalar(scalar: Scalar) -> str:
    schema = scalar.schema
    if schema["type"] == "string":
        sizes = {"least": schema.get("minLength"), "most": schema.get("maxLength")}
        arguments = [f"{name}={value}" for name, value in sizes.items() if value is not None]
        if "pattern" in schema:
            arguments.append(f"pattern={schema['pattern']!r}")
        marks = [f"m.text({', '.join(arguments)})"]
        if scalar.name in SPOKEN:
            # Last, so that the constraints belong to the text and stay in Rust.
            marks.append(f"m.{SPOKEN[scalar.name]}")
        annotation = f"Annotated[str, {', '.join(marks)}]"
    elif schema["type"] == "boolean":
        annotation = "bool"
    else:
        limits = f"m.number(least={schema['minimum']}, most={schema['maximum']})"
        whole = schema["type"] == "integer"
        annotation = f"Annotated[int, {limits}, m.WHOLE]" if whole else f"Annotated[int | float, {limits}]"
    return f"{camel(scalar.name)} = {annotation}\n" + _docstring(scalar.brief, "")


def _class(registry: Registry, shape: Object) -> str:
    base = "OpenModel" if shape.more else BASES.get(shape.name, "Model")
    head = f"\n\nclass {camel(shape.name)}(m.{base}):\n" + _docstring(shape.brief, "    ") + "\n"
    if shape.more:
        head += f"    __pydantic_extra__: dict[str, {camel(shape.more)}]\n\n"
    return head + "".join(_fields(shape.properties.values(), prefix="")) + initialisers.of_shape(registry, shape)


def events(registry: Registry, subject: Subject) -> str:
    """Return the module of one subject's event types."""
    parts = [f'"""{subject.brief}\n\n{NOTE}\n"""\n\n', "from __future__ import annotations\n\n"]
    parts.append("from typing import TYPE_CHECKING, Annotated, ClassVar, Unpack\n\n")
    parts.append("from touchline_spec import modelling as m\nfrom touchline_spec.generated import shapes as s\n")
    parts += [_event(registry, event) for event in subject.events]
    return "".join(parts)


def _event(registry: Registry, event: Event) -> str:
    lines = [f"\n\nclass {camel(event.name)}(m.EventModel):\n", _docstring(event.brief, "    "), "\n"]
    lines.append(f'    TYPE: ClassVar[str] = "{event.type}"\n')
    lines.append(f'    DATASCHEMA: ClassVar[str] = "{event.dataschema}"\n')
    if needed := tuple(_demanded(event)):
        lines.append(f"    REQUIRED: ClassVar[tuple[str, ...]] = ({', '.join(map(_quoted, needed))},)\n")
    lines.append("\n")
    required = [each for each in event.properties.values() if each.is_required]
    others = [each for each in event.properties.values() if not each.is_required]
    lines += _fields([*required, *others], prefix="s.")
    lines += _fields(event.groups.values(), prefix="s.", optional=True)
    return "".join(lines) + initialisers.of_event(registry, event)


def _demanded(event: Event) -> Iterator[str]:
    """Yield what the finished event must have of its groups and, within its own properties, of their members."""
    for each in event.groups.values():
        if each.is_required:
            yield each.name
    for each in event.groups.values():
        yield from (f"{each.name}.{member}" for member in each.with_members)


def _fields(properties: Iterable[Property], *, prefix: str, optional: bool = False) -> Iterator[str]:
    for each in properties:
        annotation = _annotation(each, prefix)
        if optional or not each.is_required:
            annotation += " | None = None"
        yield f"    {each.name}: {annotation}\n" + _docstring(_described(each), "    ") + "\n"


def _annotation(each: Property, prefix: str) -> str:
    base = f"{prefix}{camel(each.base)}"
    if each.container == "list":
        least = f"least={each.min_items}, " if each.min_items else ""
        return f"Annotated[list[{base}], m.listed({least}most={each.max_items or 500})]"
    if each.container == "map":
        return f"Annotated[dict[str, {base}], m.listed(most=64)]"
    return base


def _described(each: Property) -> str:
    said = each.brief
    if each.values:
        said += f" One of {', '.join(each.values)}, or another word."
    if each.requirement == "conditional":
        said += f" Required when {each.when}."
    if each.requirement == "recommended":
        said += " Recommended."
    return said + f" Example: {_short(each.examples[0])}."


def _short(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False).replace("\\", "\\\\")


def _quoted(value: str) -> str:
    return f'"{value}"'


def _docstring(said: str, indent: str) -> str:
    said = said.replace('"""', "'''")
    if said.endswith('"'):
        said += " "
    lines = textwrap.wrap(said, WIDTH - len(indent) - 8, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1:
        return f'{indent}"""{lines[0]}"""\n'
    return f'{indent}"""' + f"\n{indent}".join(lines) + f'\n{indent}"""\n'


def index(registry: Registry) -> Mapping[str, str]:
    """Return the module of each event class, by class name."""
    return {camel(event.name): f"events_{event.subject}" for event in registry.events}


def stub(registry: Registry) -> str:
    """Return the names that `touchline_spec.events` shows to type checkers."""
    lines = [f"# {NOTE}\n"]
    for subject in registry.subjects:
        names = ",\n".join(f"    {camel(event.name)} as {camel(event.name)}" for event in subject.events)
        lines.append(f"from touchline_spec.generated.events_{subject.name} import (\n{names},\n)\n")
    lines.append("from touchline_spec.modelling import EventModel as EventModel\n")
    return "".join(lines)
