"""Which events a sink gets, and in which form: its filters first, then its consent rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from itertools import compress, repeat
from operator import not_
from typing import Any, NamedTuple, Protocol

from touchline_collector.forward.consent import ConsentRule, Judgement
from touchline_collector.forward.ledger import State
from touchline_collector.forward.snapshot import purposes
from touchline_collector.overlay import Merger
from touchline_collector.sinks.event import Event, Facts


class Columns(Protocol):
    """What is read of the events of a run: one list a field, the received bytes apart from what the collector added."""

    @property
    def raw(self) -> Sequence[bytes]:
        """The events as received."""

    @property
    def overlay(self) -> Sequence[Mapping[str, Any]]:
        """Attributes that the collector added."""

    @property
    def source(self) -> Sequence[str]:
        """The producers."""

    @property
    def id(self) -> Sequence[str]:
        """Unique within the source."""

    @property
    def type(self) -> Sequence[str]:
        """The event types."""

    @property
    def time(self) -> Sequence[str | None]:
        """When they happened, as they say. Where this, subject and channel are None, the body has to be read."""

    @property
    def subject(self) -> Sequence[str | None]:
        """Their subjects."""

    @property
    def channel(self) -> Sequence[str | None]:
        """Their channels."""


class Run(Protocol):
    """Events that came together."""

    @property
    def columns(self) -> Columns:
        """What is known of them."""

    @property
    def plain(self) -> bool:
        """Whether none of them uses a name that the collector adds."""


class Stretch(Protocol):
    """A run of the log in its place."""

    @property
    def run(self) -> Run:
        """What is in it."""

    @property
    def positions(self) -> Sequence[int]:
        """The events' positions, rising."""


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


class Selected(NamedTuple):
    """What a sink gets of a stretch that ends at `last`, and the positions that settle unsent, by their state."""

    last: int
    events: Sequence[Event]
    unsent: Mapping[State, Sequence[int]]


# Types are some hundreds, sources as many as there are producers; the newest are remembered.
_REMEMBERED = 4096


class Patterns:
    """Shell-style patterns (`touchline.order.*`); no patterns let everything through."""

    __slots__ = ("_match", "given")

    def __init__(self, given: Iterable[str] = ()) -> None:
        self.given = tuple(given)
        match = re.compile("|".join(translate(p) for p in self.given)).match
        self._match = lru_cache(_REMEMBERED)(lambda value: match(value) is not None) if self.given else None

    def __call__(self, value: str | None) -> bool:
        """Whether the value matches one of them; None matches none."""
        return self._match is None or (value is not None and self._match(value))

    def column(self, values: Sequence[str | None]) -> list[bool]:
        """The same for each value of a column, which often has but one."""
        if not self.given or not values:
            return [True] * len(values)
        if values.count(values[0]) == len(values):
            return [self(values[0])] * len(values)
        return list(map(self, values))


@dataclass(frozen=True, slots=True)
class Selection:
    """A sink's filters and consent rule."""

    types: Patterns = field(default_factory=Patterns)
    channels: Patterns = field(default_factory=Patterns)
    sources: Patterns = field(default_factory=Patterns)
    consent: ConsentRule = field(default_factory=ConsentRule)
    _merge: Merger = field(default_factory=Merger, init=False, repr=False, compare=False)

    def select(self, stretch: Stretch) -> tuple[list[Event], dict[State, list[int]]]:
        """The events as this sink gets them, and the positions that settle unsent, by the state they settle in."""
        run, positions = stretch.run, stretch.positions
        known = run.plain and None not in run.columns.time
        wanted = self._wanted(run.columns, known=known)
        if wanted is None:
            events, unsent = self._events(positions, run, None), {}
        else:
            events = self._events(positions, run, wanted)
            filtered = list(compress(positions, map(not_, wanted)))
            unsent = {State.FILTERED: filtered} if filtered else {}
        if self.consent.require or (self.channels.given and not known):
            return self._applied(events, unsent), unsent
        return events, unsent

    def selected(self, stretch: Stretch) -> Selected:
        """The same with where it ends."""
        return Selected(stretch.positions[-1], *self.select(stretch))

    def _wanted(self, columns: Columns, *, known: bool) -> list[bool] | None:
        """What the filters say of each event as far as its columns tell; None where there are no filters."""
        by_channel = self.channels.given and known
        if not (self.types.given or self.sources.given or by_channel):
            return None
        judged = [self.types.column(columns.type), self.sources.column(columns.source)]
        judged += [self.channels.column(columns.channel)] if by_channel else []
        return list(map(all, zip(*judged, strict=True)))

    def _applied(self, events: list[Event], unsent: dict[State, list[int]]) -> list[Event]:
        """What of the events remains when each was looked at."""
        selected: list[Event] = []
        for event in events:
            applied = self.apply(event)
            if isinstance(applied, Event):
                selected.append(applied)
            else:
                unsent.setdefault(applied, []).append(event.position)
        return selected

    def _events(self, positions: Sequence[int], run: Run, wanted: Sequence[bool] | None) -> list[Event]:
        """The events of a run, those not wanted left out."""
        columns, plain = run.columns, run.plain
        if wanted is not None and not any(wanted):
            return []
        kept: Callable[[Sequence[Any]], Sequence[Any]] = (
            (lambda column: column)
            if wanted is None or all(wanted)
            else (lambda column: list(compress(column, wanted)))
        )
        overlay = kept(columns.overlay)
        bodies = self._merge.all(kept(columns.raw), overlay, plain=plain)
        # An event that uses one of the collector's names may state other times than the log knows.
        facts = (
            _facts(kept(columns.time), kept(columns.subject), kept(columns.channel), overlay) if plain else repeat(None)
        )
        names = map(kept, (columns.source, columns.id, columns.type))
        return list(map(Event, kept(positions), *names, bodies, facts))

    def apply(self, event: Event) -> Event | State:
        """The same for an event put together already, as a repaired dead letter is."""
        if self.filters(event) is not None:
            return State.FILTERED
        if not self.consent.require:
            return event
        judgement = self.consent.weigh(event.type, purposes(event.body))
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


def _facts(
    time: Sequence[str | None],
    subject: Sequence[str | None],
    channel: Sequence[str | None],
    overlay: Sequence[Mapping[str, Any]],
) -> Iterable[Facts | None]:
    known = zip(time, subject, channel, overlay, strict=True)
    if None not in time:
        return known
    return [facts if any(field is not None for field in facts[:3]) else None for facts in known]
