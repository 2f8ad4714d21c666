"""A sink's consent rule: which purposes an event must carry a grant for, and what happens when it does not.

An event speaks for itself: its own snapshot in `data.consent.purposes` decides, nothing is looked up. Absent and
unknown are not granted. A denial always withholds the event; a missing grant withholds it or, with
`on_missing = "strip_identities"`, leaves only what says nothing about a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from touchline_collector import jsontext
from touchline_collector.forward.snapshot import purposes_of
from touchline_collector.forward.stripping import Classifier, strip
from touchline_collector.sinks.event import Event

# A sink must learn that a grant ended, also when the event that says so carries no grant.
EXEMPT = ("touchline.consent.", "touchline.identity.unlinked.", "touchline.identity.erasure_requested.")
# `not_required`: the purpose rests on no consent under the event's jurisdiction.
GRANTS = frozenset({"granted", "not_required"})


class OnMissing(StrEnum):
    """What becomes of an event without the grant that a sink requires."""

    DROP = "drop"
    STRIP = "strip_identities"


class Judgement(Enum):
    """What the rule says to one event."""

    DELIVER = "deliver"
    STRIP = "strip"
    WITHHOLD = "withhold"


def unclassified(type_: str) -> None:
    """No type is classified: whatever lacks a grant is withheld."""
    del type_


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """`require` names purposes; every one of them must be granted."""

    require: tuple[str, ...] = ()
    on_missing: OnMissing = OnMissing.DROP
    classes: Classifier = unclassified

    def judge(self, type_: str, data: Mapping[str, Any]) -> Judgement:
        """What the event's own snapshot permits."""
        return self.weigh(type_, purposes_of(data))

    def weigh(self, type_: str, purposes: Mapping[str, Any]) -> Judgement:
        """The same, the snapshot's purposes being at hand."""
        if not self.require or type_.startswith(EXEMPT):
            return Judgement.DELIVER
        stated = [str(purposes.get(purpose)) for purpose in self.require]
        if all(state in GRANTS for state in stated):
            return Judgement.DELIVER
        if "denied" in stated or self.on_missing is OnMissing.DROP:
            return Judgement.WITHHOLD
        return Judgement.STRIP

    def grants(self, type_: str, purposes: Mapping[str, Any]) -> bool:
        """Whether `judge` delivers an event of this type with these purposes."""
        return type_.startswith(EXEMPT) or all(purposes.get(purpose) in GRANTS for purpose in self.require)

    def strip(self, event: Event) -> Event | None:
        """The event with only what says nothing about a person; None where nobody classified its fields."""
        allowed = self.classes(event.type)
        if allowed is None:
            return None
        body = jsontext.dumps(strip(event.decoded, allowed))
        return Event(event.position, event.source, event.id, event.type, body)

    def explain(self, event: Event) -> str:
        """In one sentence, what the rule does to this event."""
        judgement = self.judge(event.type, event.data)
        if judgement is Judgement.DELIVER:
            exempt = self.require and event.type.startswith(EXEMPT)
            return "delivered: this type is never withheld" if exempt else "delivered"
        stated = purposes_of(event.data)
        wanting = ", ".join(f"{p} is {stated.get(p, 'absent')}" for p in self.require if stated.get(p) not in GRANTS)
        if judgement is Judgement.WITHHOLD:
            return f"withheld: {wanting}"
        if self.classes(event.type) is None:
            return f"withheld: {wanting}, and no schema classifies the fields of {event.type}"
        return f"delivered without identities: {wanting}"
