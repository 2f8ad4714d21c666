"""The journey of one person as lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from reconstruct.people import Join, Key, People, key, keys
from reconstruct.table import Event
from reconstruct.words import place, stores, tell


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One event of the journey. `probable`: known to be hers only through a link that is not certain."""

    event: Event
    known_by: tuple[Key, ...]
    joins: tuple[Join, ...]
    probable: bool
    late: int
    """How many later touchpoints the collector knew before this one."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A person, and everything she did."""

    who: Key
    touchpoints: list[Touchpoint]
    identities: set[Key]
    stores: dict[str, str]
    """Names of the stores by their numbers."""
    rotations: int
    """Events that only a change of her phone's token made; they are counted, not told."""

    @property
    def channels(self) -> list[str]:
        """The channels in the order in which she first met them."""
        return list(dict.fromkeys(str(each.event.data.get("channel")) for each in self.touchpoints))


def journey(events: list[Event], people: People, who: Key) -> Journey:
    """What the person behind an identity did, in the order in which it happened."""
    hers = [event for event in events if any(people.same(who, each) for each in keys(event))]
    stated = [event for event in events if not keys(event) and _about(event, people, who)]
    joins = defaultdict(list)
    for join in people.joins:
        joins[join.link.event.source, join.link.event.id].append(join)
    touchpoints = [
        Touchpoint(
            event,
            tuple(keys(event)),
            tuple(joins[event.source, event.id]),
            not any(people.certainly_same(who, each) for each in keys(event)) and bool(keys(event)),
            sum(1 for other in hers if _overtook(other, event)),
        )
        for event in sorted(hers + stated, key=_moment)
        if not event.data.get("continued")
    ]
    rotations = sum(1 for event in hers if event.data.get("continued"))
    return Journey(who, touchpoints, people.identities(who), stores(events), rotations)


# What one moment holds is told in the order in which it makes sense: out of one zone, into the next, out of the store.
_WITHIN = {"zone.exited": 0, "visit.started": 1, "visit.ended": 3}


def _moment(event: Event) -> tuple[datetime, int, str]:
    return event.time, _WITHIN.get(event.kind, 2), event.id


def _overtook(other: Event, event: Event) -> bool:
    """Whether a later event of another producer was known first; one producer's own order is its own business."""
    return other.source != event.source and other.time > event.time and other.received < event.received


def _about(event: Event, people: People, who: Key) -> bool:
    """Whether a statement about two identities, itself nobody's, concerns the person."""
    named = (event.data.get("link_from"), event.data.get("link_to"))
    return any(people.same(who, key(each)) for each in named if each)


@dataclass(frozen=True, slots=True)
class Paint:
    """Terminal styles; all of them do nothing where colour is not wanted."""

    on: bool

    def __call__(self, style: str, text: str) -> str:
        """`text` in a style: bold, dim, red, green, yellow, cyan."""
        codes = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}
        return f"\x1b[{codes[style]}m{text}\x1b[0m" if self.on and text else text


PLAIN = Paint(on=False)
# Wide enough for "call center" and "store · Berlin Mitte".
PLACE_WIDTH = 22


def render(found: Journey, paint: Paint = PLAIN) -> Iterator[str]:
    """The lines of the timeline, in the local time of whoever reads it."""
    day = None
    known: set[Key] = set()
    for touchpoint in found.touchpoints:
        moment = touchpoint.event.time.astimezone()
        if moment.date() != day:
            day = moment.date()
            yield ""
            yield "  " + paint("bold", f"{moment:%A}, {moment.day} {moment:%B %Y}")
        yield _line(touchpoint, moment, place(touchpoint.event, found.stores), paint)
        for join in touchpoint.joins:
            yield _join(join, known, paint)
        known.update(touchpoint.known_by)


def _line(touchpoint: Touchpoint, moment: datetime, where: str, paint: Paint) -> str:
    notes = []
    if touchpoint.probable:
        notes.append("probably the same person")
    if touchpoint.late:
        notes.append(f"arrived after {touchpoint.late} later ones")
    note = paint("yellow", f"  [{'; '.join(notes)}]") if notes else ""
    return f"   {moment:%H:%M:%S}  {paint('cyan', f'{where:<{PLACE_WIDTH}}')}  {tell(touchpoint.event)}{note}"


def _join(join: Join, known: set[Key], paint: Paint) -> str:
    link = join.link
    left, right = (link.left, link.right) if link.left in known or link.right not in known else (link.right, link.left)
    sure = "certain" if link.certain else "probable"
    verb = "proves" if join.confirms else "joins"
    style = "green" if link.certain else "yellow"
    sign = "==" if link.certain else "~~"
    return f"             {paint(style, f'+ {verb} {left} {sign} {right}')}{paint('dim', f'  ({link.why}: {sure})')}"
