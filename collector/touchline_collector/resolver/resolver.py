"""The resolver: rotating tokens in, members out."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from touchline_collector import jsontext
from touchline_collector.eventlog import visits as store
from touchline_collector.eventlog.records import Completion
from touchline_collector.resolver import visits
from touchline_collector.resolver.filters import Filters
from touchline_collector.resolver.members import Member
from touchline_collector.resolver.outcome import Later, Outcome, Resolved, Unresolved
from touchline_collector.resolver.roster import Roster
from touchline_collector.resolver.tables import Building, Tables
from touchline_collector.sqlite import Connection
from touchline_spec import times, tokens

KIND = "ble_ephemeral"
# A box offline for longer has lost its visits to us: keys of the day could be derived for ever, but should not be.
MAX_AGE_SECONDS = 7 * 86_400
# Visits of boxes that were offline for as long as their tokens resolve must still be joined.
RETENTION_SECONDS = MAX_AGE_SECONDS + visits.KEEP_SECONDS
_POINTER = "/data/identities"


class Resolver:
    """Puts members in the place of tokens. Safe from one thread; the tables build in another."""

    def __init__(self, roster: Roster, tables: Tables | None = None) -> None:
        self.roster = roster
        self.tables = tables or Tables(roster)
        self.filters = Filters(self.tables)
        self.counts = {"resolved": 0, "unresolved": 0, "retry": 0}
        self.flagged = 0
        """Events marked as a suspected replay."""

    def resolve(self, event: Mapping[str, Any], *, adjusted: str | None, now: datetime) -> Outcome | None:
        """What to do with a valid event; None for one without tokens. `adjusted`: its corrected time."""
        identities = _identities(event)
        if not any(identity.get("type") == KIND for identity in identities):
            return None
        moment = times.parse(adjusted or event["time"]).timestamp()
        outcome = self._outcome(event, identities, moment, now.timestamp())
        self.counts[_NAMES[type(outcome)]] += 1
        return outcome

    def prepare(self, now: float) -> None:
        """Have the tables around now and two windows ahead built; `now` in seconds since 1970. Call now and then."""
        self.tables.ahead(tokens.window_of(now))

    def _outcome(self, event: Mapping[str, Any], identities: list[Any], moment: float, now: float) -> Outcome:
        if now - moment > MAX_AGE_SECONDS:
            return Unresolved("/time", "the token is more than 7 days old; its keys are not derived any more")
        resolved: list[Any] = []
        member, token = None, ""
        for index, identity in enumerate(identities):
            if identity.get("type") != KIND:
                resolved.append(identity)
                continue
            try:
                member = self._member(identity, moment)
            except Building:
                return Later("the tokens of that time are being derived; try again")
            if member is None:
                return Unresolved(
                    f"{_POINTER}/{index}", "the token belongs to no member of this programme at that time"
                )
            token = identity["value"]
            resolved.append({"type": "loyalty", "value": member.loyalty, "issuer": self.roster.programme})
        if member is None:
            raise AssertionError("an event without tokens")
        given = event["data"]
        if "presence_proof" in given and not self._proven(given["presence_proof"], member, moment):
            return Unresolved("/data/presence_proof", "the answer to the box's challenge is not this member's")
        data = {**given, "identities": resolved, "consent": _consent(given.get("consent"), member)}
        if data.pop("presence_proof", None) is not None:
            data["proven"] = True
        thresholds = data.pop("thresholds_ms", ())
        changed = {**event, "data": data}
        return Resolved(changed, self._completion(changed, member, token, moment, thresholds))

    def _member(self, identity: Mapping[str, Any], moment: float) -> Member | None:
        if identity.get("issuer", self.roster.programme) != self.roster.programme:
            return None
        eid = _eid(identity.get("value"))
        if eid is None:
            return None
        number = self.tables.find(eid, tokens.window_of(moment))
        return None if number is None else self.roster.member(number)

    def _proven(self, answer: Any, member: Member, moment: float) -> bool:
        """Whether the phone itself answered the box's challenge, in this window or beside it; tags answer nothing."""
        if member.tag is not None:
            return False
        try:
            challenge, proof = bytes.fromhex(answer["challenge"]), bytes.fromhex(answer["proof"])
        except (KeyError, TypeError, ValueError):
            return False
        roster = self.roster
        for window in range(tokens.window_of(moment) - 1, tokens.window_of(moment) + 2):
            day = tokens.day_of(window)
            key = tokens.day_key(member.key, programme=roster.programme, day=day, chain=roster.chain)
            if hmac.compare_digest(tokens.proof(key, window, challenge), proof):
                return True
        return False

    def _completion(
        self, event: dict[str, Any], member: Member, token: str, moment: float, thresholds: Iterable[int]
    ) -> Completion | None:
        """How the event gets its visit in the writer's transaction; None for events that belong to none."""
        fact = _fact(event, token, moment, tuple(thresholds))
        place = event["data"].get("location", {}).get("store", {}).get("id")
        if fact is None or not isinstance(place, str):
            return None

        def complete(connection: Connection) -> bytes:
            states = store.of_member(connection, member.loyalty)
            state, edits = visits.decide(states.pop(place, None), fact, states)
            store.save(connection, member.loyalty, place, state, touched=moment)
            self.flagged += "suspected_replay" in edits
            return jsontext.dumps({**event, "data": {**event["data"], **edits}})

        return complete


_NAMES = {Resolved: "resolved", Unresolved: "unresolved", Later: "retry"}


def _identities(event: Mapping[str, Any]) -> list[Any]:
    data = event.get("data")
    found = data.get("identities") if isinstance(data, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _eid(value: Any) -> bytes | None:
    if not isinstance(value, str) or len(value) != 2 * tokens.EID_BYTES:
        return None
    try:
        return bytes.fromhex(value)
    except ValueError:
        return None


def _consent(given: Any, member: Member) -> dict[str, Any]:
    """The event's consent with what the member gave at opt-in: presence, and the evidence of it."""
    base = given if isinstance(given, dict) else {}
    purposes = {**base.get("purposes", {}), "presence": "granted"}
    return {**base, **member.consent, "purposes": purposes}


def _fact(event: Mapping[str, Any], token: str, moment: float, thresholds: tuple[int, ...]) -> visits.Fact | None:
    prefix, _, rest = event["type"].partition(".")
    kind = rest.rpartition(".v")[0]
    if prefix != "touchline" or kind.split(".")[0] not in ("visit", "zone"):
        return None
    data = event["data"]
    location = data.get("location", {})
    read_point = location.get("read_point", {}).get("id", "")
    return visits.Fact(
        kind,
        moment,
        token,
        box=read_point.partition("/")[0] if data.get("partial") is True else "",
        zone=location.get("zone", {}).get("id", ""),
        threshold_ms=data.get("threshold_ms", 0),
        thresholds_ms=thresholds,
        id=f"{event['source']}\n{event['id']}",
    )
