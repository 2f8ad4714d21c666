"""Which events a sink gets, and in which form: its filters first, then its consent rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from typing import Any, Protocol

from touchline_collector.forward.consent import ConsentRule, Judgement
from touchline_collector.forward.ledger import State
from touchline_collector.sinks.event import Event, Merger


class Logged(Protocol):
    """What is read of a logged event: the received bytes and, apart, what the collector added."""

    @property
    def position(self) -> int:
        """Its place in the log, from 1."""

    @property
    def raw(self) -> bytes:
        """The event as received."""

    @property
    def overlay(self) -> Mapping[str, Any]:
        """Attributes that the collector added."""

    @property
    def source(self) -> str:
        """The producer."""

    @property
    def id(self) -> str:
        """Unique within the source."""

    @property
    def type(self) -> str:
        """The event type."""


class Gap(Protocol):
    """A run of positions that the log no longer holds."""

    @property
    def first(self) -> int:
        """Its lowest position."""

    @property
    def last(self) -> int:
        """Its highest position."""

    @property
    def reason(self) -> str:
        """Why: `erased`, `expired` or `damaged`."""


class Patterns:
    """Shell-style patterns (`touchline.order.*`); no patterns let everything through."""

    __slots__ = ("_match", "given")

    def __init__(self, given: Iterable[str] = ()) -> None:
        self.given = tuple(given)
        self._match = re.compile("|".join(translate(p) for p in self.given)).match if self.given else None

    def __call__(self, value: str | None) -> bool:
        """Whether the value matches one of them; None matches none."""
        return self._match is None or (value is not None and self._match(value) is not None)


@dataclass(frozen=True, slots=True)
class Selection:
    """A sink's filters and consent rule."""

    types: Patterns = field(default_factory=Patterns)
    channels: Patterns = field(default_factory=Patterns)
    sources: Patterns = field(default_factory=Patterns)
    consent: ConsentRule = field(default_factory=ConsentRule)
    _merge: Merger = field(default_factory=Merger, init=False, repr=False, compare=False)
    _all: bool = field(default=False, init=False, repr=False)

    def __post_init__(self) -> None:
        given = self.types.given or self.channels.given or self.sources.given or self.consent.require
        object.__setattr__(self, "_all", not given)

    def select(self, logged: Logged) -> Event | State:
        """The event as this sink gets it, or the state its position settles in without being sent."""
        body = self._merge(logged.raw, logged.overlay)
        event = Event(logged.position, logged.source, logged.id, logged.type, body)
        return event if self._all else self.apply(event)

    def apply(self, event: Event) -> Event | State:
        """The same for an event put together already, as a repaired dead letter is."""
        if self.filters(event) is not None:
            return State.FILTERED
        if not self.consent.require:
            return event
        judgement = self.consent.judge(event.type, event.data)
        if judgement is Judgement.DELIVER:
            return event
        stripped = self.consent.strip(event) if judgement is Judgement.STRIP else None
        return stripped or State.WITHHELD

    def filters(self, event: Event) -> str | None:
        """Which of the sink's filters keeps this event out; None lets it through."""
        if not self.types(event.type):
            return f"type {event.type} matches none of types = {list(self.types.given)}"
        if not self.sources(event.source):
            return f"source {event.source} matches none of sources = {list(self.sources.given)}"
        if self.channels.given and not self.channels(event.channel):
            return f"channel {event.channel} matches none of channels = {list(self.channels.given)}"
        return None

    def explain(self, event: Event) -> str:
        """In one sentence, what happens to this event at this sink, and why."""
        return self.filters(event) or self.consent.explain(event)
