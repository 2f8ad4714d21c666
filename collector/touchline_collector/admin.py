"""The orders of an operator: the same functions behind `/v1/admin/...` and the command line.

Each takes the opened collector and a decoded JSON object, and returns what JSON can carry. Errors are CollectorError,
whose message is for the operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias, TypeGuard

from touchline_collector import jsontext
from touchline_collector.core import Core
from touchline_collector.errors import CollectorError
from touchline_collector.eventlog import cursors, rejects
from touchline_collector.eventlog.deadletters import DeadLetter
from touchline_collector.eventlog.rejects import StoredReject
from touchline_collector.resolver import parse as parse_members
from touchline_collector.sinks.base import Person

Arguments: TypeAlias = Mapping[str, Any]
Command: TypeAlias = Callable[[Core, Arguments], Any]

_ROW = re.compile(r"[0-9]{1,18}\Z")
# One answer's worth; a longer list is asked for from the last number on.
_PAGE = 100


class Misused(CollectorError):  # noqa: N818 - named for what happened
    """An argument is missing or not what it must be."""


def person(text: object) -> Person:
    """`user:u-1` as a person; raises Misused."""
    type_, colon, value = text.partition(":") if isinstance(text, str) else ("", "", "")
    if not colon or not type_ or not value:
        raise Misused(f"an identity is written type:value, as user:u-1, not {text!r}")
    return Person(type_, value)


def erase(core: Core, arguments: Arguments) -> dict[str, Any]:
    """`{"identities": ["user:u-1", ...]}`: the receipt."""
    wanted = arguments.get("identities")
    if not isinstance(wanted, list) or not wanted:
        raise Misused("identities must be a list of type:value")
    persons = [person(text) for text in wanted]
    return core.erase(persons, datetime.now(UTC))


def seen_with(core: Core, arguments: Arguments) -> Any:
    """`{"identity": "user:u-1"}`: the other identities that stand in one event with it."""
    found = core.identities_seen_with(person(arguments.get("identity")))
    return {"identities": sorted(f"{one.type}:{one.value}" for one in found)}


def sinks(core: Core, arguments: Arguments) -> Any:
    """`{"do": "list" | "pause" | "resume" | "forget", "name"?}`."""
    do = arguments.get("do", "list")
    if do == "list":
        stats = [one.as_dict() for one in core.forwarding.stats()]
        known = {one["name"] for one in stats}
        gone = [name for name in core.log.query(_cursor_names) if name not in known]
        return {"sinks": stats, "gone": gone}
    orders = {"pause": core.forwarding.pause, "resume": core.forwarding.resume, "forget": core.forwarding.forget}
    order = orders.get(str(do))
    if order is None:
        raise Misused(f"do is {do!r}; expected list, {', '.join(orders)}")
    order(_text(arguments, "name"))
    return {"done": do, "name": arguments["name"]}


def _cursor_names(connection: Any) -> list[str]:
    return cursors.names(connection)


def list_rejects(core: Core, arguments: Arguments) -> Any:
    """`{"do": "list" | "show" | "repair" | "replay", ...}` for the reject stream."""
    do = arguments.get("do", "list")
    if do == "list":
        after = _number(arguments, "after", 0)
        found = core.log.query(partial(rejects.read, after=after, limit=_PAGE))
        return {"rejects": [shown_reject(one) for one in found]}
    if do == "show":
        number = _number(arguments, "number")
        stored = core.log.query(partial(rejects.get, number=number))
        if stored is None:
            raise Misused(f"there is no reject {number}")
        return shown_reject(stored, whole=True)
    if do == "repair":
        number = _number(arguments, "number")
        core.repair_reject(number, jsontext.dumps(arguments.get("event")), datetime.now(UTC))
        return {"done": do, "number": number}
    if do == "replay":
        fates = core.replay_rejects(_numbers(arguments), _repaired(arguments), datetime.now(UTC))
        return {"fates": {str(number): fate for number, fate in fates.items()}}
    raise Misused(f"do is {do!r}; expected list, show, repair or replay")


def dead(core: Core, arguments: Arguments) -> Any:
    """`{"do": "list" | "show" | "repair" | "replay", ...}` for the dead letters."""
    do = arguments.get("do", "list")
    if do == "list":
        sink = None if arguments.get("sink") is None else _text(arguments, "sink")
        letters = core.forwarding.letters(sink=sink, after=_number(arguments, "after", 0), limit=_PAGE)
        return {"dead": [shown_letter(letter) for letter in letters]}
    if do == "show":
        letter = core.forwarding.letter(_number(arguments, "number"))
        if letter is None:
            raise Misused(f"there is no dead letter {arguments['number']}")
        return shown_letter(letter, whole=True)
    if do == "repair":
        core.forwarding.repair(_number(arguments, "number"), jsontext.dumps(arguments.get("event")))
        return {"done": "repair", "number": arguments["number"]}
    if do == "replay":
        fates = core.forwarding.replay(_numbers(arguments))
        return {"fates": {str(number): fate for number, fate in fates.items()}}
    raise Misused(f"do is {do!r}; expected list, show, repair or replay")


def members(core: Core, arguments: Arguments) -> Any:
    """`{"do": "add" | "remove" | "count", "programme"?, "loyalty"?}`: whose phones are recognised."""
    do = arguments.get("do", "count")
    if do == "add":
        return {"done": do, "installations": core.add_members(parse_members(arguments.get("programme"), "programme"))}
    if do == "remove":
        return {"done": do, "installations": core.remove_member(_text(arguments, "loyalty"))}
    if do == "count":
        resolver = core.rules.resolver
        return {"installations": resolver.roster.alive() if resolver else 0}
    raise Misused(f"do is {do!r}; expected add, remove or count")


COMMANDS: dict[str, Command] = {
    "erase": erase,
    "seen-with": seen_with,
    "sinks": sinks,
    "rejects": list_rejects,
    "dead": dead,
    "members": members,
}


def shown_reject(stored: StoredReject, *, whole: bool = False) -> dict[str, Any]:
    """A reject for JSON; with the redacted event when `whole`."""
    fields = asdict(stored.rejected)
    event = fields.pop("event")
    at = datetime.fromtimestamp(stored.at, UTC).isoformat(timespec="seconds")
    shown = {"number": stored.number, "at": at, **fields}
    return shown | {"event": jsontext.loads(event) if event else None} if whole else shown


def shown_letter(letter: DeadLetter, *, whole: bool = False) -> dict[str, Any]:
    """A dead letter for JSON; with its event when `whole`."""
    fields = letter._asdict()
    body = fields.pop("body")
    fields["at"] = datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="seconds")
    return fields | {"event": jsontext.loads(body)} if whole else fields


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise Misused(f"{name} must be a text")
    return value


def _number(arguments: Arguments, name: str, default: int | None = None) -> int:
    value = arguments.get(name, default)
    if not _is_number(value):
        raise Misused(f"{name} must be a whole number from 0 on")
    return value


def _numbers(arguments: Arguments) -> list[int]:
    found = arguments.get("numbers")
    if not isinstance(found, list) or not all(_is_number(one) for one in found):
        raise Misused("numbers must be a list of whole numbers from 0 on")
    return found


def _repaired(arguments: Arguments) -> dict[int, bytes]:
    """`{"17": {...}}`: the events to replay instead of those that were kept, by number."""
    found = arguments.get("repaired") or {}
    if not isinstance(found, Mapping) or not all(map(_ROW.match, found)):
        raise Misused("repaired must be an object of events by their numbers")
    return {int(text): jsontext.dumps(event) for text, event in found.items()}


def _is_number(value: object) -> TypeGuard[int]:
    """Whether it can be the number of a row: SQLite counts to 2**63."""
    return type(value) is int and 0 <= value < 1 << 63
