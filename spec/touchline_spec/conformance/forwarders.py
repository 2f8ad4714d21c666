"""Driving a forwarder: what goes through it must come out as it went in.

The protocol of `--role forwarder --command` is one JSON object a line: {"id", "input_base64"} in, {"id", "output"} out,
`output` being the event as the forwarder delivers it; {"id", "skipped": "why"} where it must not deliver it, as of a
rotating token that belongs to nobody. Each event has an id of its own, for forwarders that leave out duplicates.
Collectors may set `receivedtime` and `adjustedtime`; nothing else may change, unknown members least of all.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any

from touchline_spec.conformance.kit import Case, with_fresh_id
from touchline_spec.conformance.report import Outcome
from touchline_spec.conformance.validators import Command, CommandError
from touchline_spec.jsontext import loads

RULE = "forward.unchanged"
ADDED = frozenset({"receivedtime", "adjustedtime"})


def run(cases: Sequence[Case], command: Command) -> Iterator[Outcome]:
    """Yield the outcome of every valid case; there is nothing to forward of the others."""
    broken = ""
    for case in cases:
        if case.expect != "valid" or case.mode != "open":
            continue
        if broken:
            yield Outcome(case.id, RULE, case.level, "skipped", broken)
            continue
        try:
            raw = with_fresh_id(case)
            said = command.ask({"id": case.id, "input_base64": b64encode(raw).decode()})
        except CommandError as failure:
            broken = str(failure)
            yield Outcome(case.id, RULE, case.level, "failed", broken)
            continue
        if isinstance(reason := said.get("skipped"), str):
            yield Outcome(case.id, RULE, case.level, "skipped", reason)
            continue
        message = compare(loads(raw), said.get("output"))
        yield Outcome(case.id, RULE, case.level, "failed" if message else "passed", message)


def compare(sent: dict[str, Any], delivered: Any) -> str:
    """Return what differs, or nothing."""
    if not isinstance(delivered, dict):
        return 'expected the event as an object in "output"'
    for name in sent.keys() | delivered.keys():
        if name in ADDED and name in delivered:  # a collector's own word replaces that of the one before it
            continue
        if name not in delivered:
            return f"{name} was lost"
        if name not in sent:
            return f"{name} was added"
        if sent[name] != delivered[name]:
            return f"{name} was changed"
    return ""
