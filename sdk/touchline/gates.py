"""Gates: code that sees each event before it is recorded, and may change it, leave it out, or add attributes.

    Client(..., gate=in_turn(consented("analytics"), sampled(10), scrub))

A gate is called with the type and a plain copy of `data` (JSON values, the context's groups among them) and returns
type and data, changed or not, with a third member for further attributes of the event, or None to record nothing.
One that raises records nothing either: what should have kept an event back must not let it through by failing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from touchline import jsontext
from touchline.ambient import Context, merged
from touchline.envelope import plain_object

Passed = tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], Mapping[str, Any]]
Gate = Callable[[str, dict[str, Any]], Passed | None]

# Whom a sample follows, the most lasting name first: who signs in later is still in or out as a whole.
PEOPLE = ("user", "loyalty", "anonymous", "app_instance", "device", "cookie")
_GRANTED = frozenset({"granted", "not_required"})
# What a person chose is itself recorded, above all a refusal.
_CHOICES = "touchline.consent."


class Outcome(NamedTuple):
    """What passed a gate, and what had to be replaced before the gate could see it."""

    name: str
    data: dict[str, Any]
    attributes: dict[str, Any]
    replaced: tuple[jsontext.Replaced, ...]


def through(gate: Gate, name: str, data: Any, around: Context, attributes: Mapping[str, Any] | None) -> Outcome | None:
    """Show one event to the gate; None when it is to be left out."""
    plain, notes = plain_object({} if data is None else data)
    passed = gate(name, merged(jsontext.plain_copy(around.groups)[0], plain))
    if passed is None:
        return None
    added = passed[2] if len(passed) > 2 else {}  # noqa: PLR2004  # the third member is optional
    return Outcome(passed[0], passed[1], {**(attributes or {}), **added}, notes)


def in_turn(*gates: Gate) -> Gate:
    """Return the gate that asks several, each with what the one before returned; the first None ends it."""

    def all_of_them(name: str, data: dict[str, Any]) -> Passed | None:
        attributes: dict[str, Any] = {}
        for gate in gates:
            passed = gate(name, data)
            if passed is None:
                return None
            name, data = passed[0], passed[1]
            attributes |= passed[2] if len(passed) > 2 else {}  # noqa: PLR2004
        return name, data, attributes

    return all_of_them


def consented(*purposes: str) -> Gate:
    """Return the gate that lets events through whose consent grants each of these purposes, or needs no grant.

    An absent or unknown purpose is not granted. The events of the subject `consent` pass: they record the choice.
    """
    if not purposes:
        raise ValueError("consented() names no purpose: expected some such as 'analytics'")

    def granted(name: str, data: dict[str, Any]) -> Passed | None:
        if name.startswith(_CHOICES):
            return name, data
        consent = data.get("consent")
        states = consent.get("purposes") if isinstance(consent, dict) else None
        given = isinstance(states, dict) and all(states.get(purpose) in _GRANTED for purpose in purposes)
        return (name, data) if given else None

    return granted


def sampled(one_in: int, *, by: tuple[str, ...] = PEOPLE) -> Gate:
    """Return the gate that records one person in so many, with everything they do, and marks it with `sampledrate`.

    The person is the first identity of the first type in `by` that the event has; events without one are all recorded,
    unmarked. The choice depends on the identity alone, so that every process and every day makes the same.
    """
    import hashlib  # noqa: PLC0415  # not for everyone who tracks

    if one_in < 1:
        raise ValueError(f"sampled({one_in!r}): expected a whole number of at least 1")

    def chosen(name: str, data: dict[str, Any]) -> Passed | None:
        person = _person(data.get("identities"), by)
        if person is None:
            return name, data
        digest = hashlib.sha256(person.encode()).digest()
        return (name, data, {"sampledrate": one_in}) if int.from_bytes(digest[:8]) % one_in == 0 else None

    return chosen


def _person(identities: Any, by: tuple[str, ...]) -> str | None:
    known: dict[str, str] = {}
    for identity in identities if isinstance(identities, list) else ():
        if isinstance(identity, dict) and not identity.get("shared"):
            known.setdefault(str(identity.get("type")), f"{identity.get('type')}:{identity.get('value')}")
    return next((known[kind] for kind in by if kind in known), None)
