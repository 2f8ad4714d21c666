"""Where in a broker an event goes: topic, subject or routing key, made from a template such as `{store}/{type}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import Formatter

from touchline_collector.errors import ConfigError
from touchline_collector.sinks.event import Event

# Addresses remembered, by type: more than any vocabulary has, and a bound on what strangers' types can take.
REMEMBERED = 10_000
# Stands where an event has no such fact, so that every topic of one template has the same number of levels.
ABSENT = "-"


def _place(event: Event, kind: str) -> str | None:
    location = event.data.get("location")
    place = location.get(kind) if isinstance(location, dict) else None
    found = place.get("id") if isinstance(place, dict) else None
    return found if isinstance(found, str) else None


FACTS: Mapping[str, Callable[[Event], str | None]] = {
    "type": lambda event: event.type,
    "channel": lambda event: event.channel,
    "store": lambda event: _place(event, "store"),
    "zone": lambda event: _place(event, "zone"),
}


class Addressing:
    """A template. `special` are the characters the broker reads in its own way: an underscore replaces them in values.

    `type` keeps its dots: it is a public name, and brokers that divide by dots divide it into its parts.
    """

    def __init__(self, template: str, special: str, where: str) -> None:
        try:
            parsed = [(text, name) for text, name, _, _ in Formatter().parse(template)]
        except ValueError as error:
            raise ConfigError(f"{where}: {template!r} is no template: {error}") from error
        unknown = next((name for _, name in parsed if name is not None and name not in FACTS), None)
        if unknown is not None:
            raise ConfigError(f"{where}: there is no {{{unknown}}}; known are {', '.join(FACTS)}")
        if not template:
            raise ConfigError(f"{where} must not be empty")
        self._parts = parsed
        self._special = re.compile(f"[\\s\\x00-\\x1f\\x7f{re.escape(special)}]")
        self._by_type: dict[str, str] | None = {} if {name for _, name in parsed} <= {"type", None} else None

    def of(self, event: Event) -> str:
        """The event's address."""
        if self._by_type is None:
            return self._make(event)
        known = self._by_type.get(event.type)
        if known is None:
            if len(self._by_type) >= REMEMBERED:
                self._by_type.clear()
            known = self._by_type[event.type] = self._make(event)
        return known

    def pattern(self, wildcards: Mapping[str, str], other: str) -> str:
        """The template with a wildcard for every value: that of `wildcards`, or else `other`."""
        return "".join(text + ("" if name is None else wildcards.get(name, other)) for text, name in self._parts)

    def _make(self, event: Event) -> str:
        return "".join(text + ("" if name is None else self._value(name, event)) for text, name in self._parts)

    def _value(self, name: str, event: Event) -> str:
        value = FACTS[name](event)
        if not value:
            return ABSENT
        if name == "type":
            return ".".join(self._special.sub("_", part) or "_" for part in value.split("."))
        return self._special.sub("_", value)
