"""Finding a person's events, for the sinks that can erase."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from touchline_collector import jsontext
from touchline_collector.sinks.base import Person


def needles(persons: Iterable[Person]) -> list[str]:
    """Texts of which at least one stands in every event of these persons, for a first, cheap selection.

    A backslash is one of them: an escaped value looks different from how we would write it.
    """
    return [jsontext.dumps(person.value).decode()[1:-1] for person in persons] + ["\\"]


def carries(event: bytes | str, persons: Collection[Person]) -> bool:
    """Whether the event names one of these persons among its identities."""
    decoded = jsontext.loads(event)
    data = decoded.get("data")
    identities = data.get("identities") if isinstance(data, dict) else None
    if not isinstance(identities, list):
        return False
    named = ((i.get("type"), i.get("value")) for i in identities if isinstance(i, dict))
    return any(Person(str(type_), str(value)) in persons for type_, value in named)


def chosen(rows: Iterable[tuple[str, str, bytes | str]], persons: Sequence[Person]) -> list[tuple[str, str]]:
    """The keys (source, id) among `rows` (source, id, event) whose events carry one of these persons."""
    wanted = set(persons)
    return [(source, id_) for source, id_, event in rows if carries(event, wanted)]
