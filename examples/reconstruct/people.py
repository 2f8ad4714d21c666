"""Whose events belong together.

Two identities are one person when an event says so. How sure that is depends on the event:

- *certain*: one event carries both (she signed in, she showed her card), an `identity.linked` says deterministic, or a
  single-use hand-off token came back and the person confirmed it.
- *probable*: a hand-off token came back without proof (e-mails get forwarded), or an `identity.linked` says so.

Three rules keep strangers apart. An identity marked `shared` (a till, a kiosk, an associate's tablet) joins nobody.
A person has one user id per issuer: a link that would give somebody two is refused and reported. And
`identity.unlinked` takes the link between its two identities back.

Union-find, once over the certain links and once over all of them; a person is a set of the second, and what is known
only through the difference between the two is marked as probable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reconstruct.table import Event


class Key(NamedTuple):
    """What makes an identity the same one again; a hash depends on its recipe, a number on who gave it."""

    type: str
    value: str
    scope: str = ""

    def __str__(self) -> str:
        """`type value`, long values shortened."""
        return f"{self.type} {self.value if len(self.value) <= LONGEST else self.value[:SHORT] + '…'}"


# A loyalty number and `a-` with eight characters stand whole; of a 64-digit hash eight tell it apart on a screen.
LONGEST = 14
SHORT = 8


class Link(NamedTuple):
    """`event` says that `left` and `right` are one person."""

    left: Key
    right: Key
    certain: bool
    why: str
    event: Event

    @property
    def pair(self) -> frozenset[Key]:
        """The two, in no order."""
        return frozenset((self.left, self.right))


def key(identity: dict[str, Any]) -> Key:
    """The key of an identity object."""
    return Key(identity["type"], identity["value"], identity.get("recipe") or identity.get("issuer") or "")


def keys(event: Event) -> list[Key]:
    """The identities of an event that may tell who it was: all but the shared ones."""
    return [key(identity) for identity in event.identities if not identity.get("shared")]


def links(events: Iterable[Event]) -> list[Link]:
    """Every link that the events state, in their order, less those that were taken back."""
    found: list[Link] = []
    issued: dict[str, Key] = {}
    for event in events:
        if event.kind == "identity.unlinked":
            pair = frozenset(_named(event))
            found = [link for link in found if link.pair != pair]
        found += _together(event)
        found += _stated(event)
        found += _handed_off(event, issued)
    return found


def _together(event: Event) -> Iterator[Link]:
    here = keys(event)
    for other in here[1:]:
        yield Link(here[0], other, True, "seen together", event)


def _stated(event: Event) -> Iterator[Link]:
    if event.kind == "identity.linked":
        left, right = _named(event)
        certain = event.data.get("certainty") == "deterministic"
        yield Link(left, right, certain, f"linked by {event.data.get('link_method', 'statement')}", event)


def _named(event: Event) -> tuple[Key, Key]:
    return key(event.data["link_from"]), key(event.data["link_to"])


def _handed_off(event: Event, issued: dict[str, Key]) -> Iterator[Link]:
    reference = event.data.get("handoff_ref", "")
    here = keys(event)
    if not here:
        return
    if event.kind == "handoff.issued":
        issued.setdefault(reference, here[0])
    elif event.kind == "handoff.redeemed" and reference in issued and issued[reference] not in here:
        certain = bool(event.data.get("single_use") and event.data.get("confirmed"))
        why = f"hand-off by {event.data.get('carrier', 'token')}"
        yield Link(issued[reference], here[0], certain, why, event)


@dataclass(slots=True)
class _Sets:
    """Union-find that knows the user ids of each set."""

    parent: dict[Key, Key] = field(default_factory=dict)
    users: dict[Key, set[Key]] = field(default_factory=dict)

    def find(self, one: Key) -> Key:
        self.parent.setdefault(one, one)
        self.users.setdefault(one, {one} if one.type == "user" else set())
        while self.parent[one] != one:
            self.parent[one] = one = self.parent[self.parent[one]]
        return one

    def conflict(self, one: Key, other: Key) -> bool:
        """Whether one person would get two user ids of one issuer."""
        one, other = self.find(one), self.find(other)
        return one != other and any(a.scope == b.scope and a != b for a in self.users[one] for b in self.users[other])

    def join(self, one: Key, other: Key) -> bool:
        """Make the two one set; True when they were not."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return False
        self.parent[other] = one
        self.users[one] |= self.users[other]
        return True


class Join(NamedTuple):
    """A link that changed what is known: it joined two sets, or made a probable join `certain` afterwards."""

    link: Link
    confirms: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who is who, as far as the events tell."""

    joins: list[Join]
    refused: list[Link]
    _certain: _Sets
    _all: _Sets

    @classmethod
    def of(cls, events: Iterable[Event]) -> People:
        """Fold the links of the events, certain ones first: a guess never stands in the way of knowledge."""
        certain, everything = _Sets(), _Sets()
        found = links(events)
        sure = [link for link in found if link.certain]
        refused = [link for link in sure if not _fold(link, certain, everything)]
        likely = [link for link in found if not link.certain]
        refused += [link for link in likely if not _fold(link, everything)]
        return cls(_joins(found, refused), refused, certain, everything)

    def same(self, one: Key, other: Key) -> bool:
        """Whether both are, at least probably, one person."""
        return self._all.find(one) == self._all.find(other)

    def certainly_same(self, one: Key, other: Key) -> bool:
        """Whether both are one person for certain."""
        return self._certain.find(one) == self._certain.find(other)

    def identities(self, one: Key) -> set[Key]:
        """Every identity of the person."""
        return {other for other in list(self._all.parent) if self.same(one, other)} | {one}


def _fold(link: Link, *sets: _Sets) -> bool:
    if any(each.conflict(link.left, link.right) for each in sets):
        return False
    for each in sets:
        each.join(link.left, link.right)
    return True


def _joins(found: list[Link], refused: list[Link]) -> list[Join]:
    """The links that told something new at the moment they happened."""
    certain, everything = _Sets(), _Sets()
    told = []
    for link in found:
        if link in refused:
            continue
        new = everything.join(link.left, link.right)
        sure = link.certain and certain.join(link.left, link.right)
        if new or sure:
            told.append(Join(link, confirms=not new))
    return told
