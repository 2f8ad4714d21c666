"""Judging members one by one: validity, skew, redaction of what is refused. Pure; `now` is passed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from touchline_collector import jsontext
from touchline_collector.eventlog import NewEvent, Rejected
from touchline_collector.eventlog.records import Completion
from touchline_collector.intake.decode import Member
from touchline_collector.intake.verdicts import Status, Verdict
from touchline_spec import Finding, Validator, redact, times


@dataclass(slots=True)
class Judged:
    """A member with what is known of it by now."""

    raw: bytes
    event: dict[str, Any] | None
    verdict: Verdict
    overlay: Mapping[str, Any]
    complete: Completion | None = None

    def refuse(self, rule: str, pointer: str, message: str) -> None:
        """Reject the event with one more finding."""
        self.verdict.status = "rejected"
        self.note("error", rule, pointer, message)

    def suppress(self, rule: str, pointer: str, message: str) -> None:
        """Keep nothing of the event but the count, and say why."""
        self.verdict.status = "suppressed"
        self.note("info", rule, pointer, message)

    def note(self, level: str, rule: str, pointer: str, message: str) -> None:
        """Add a finding."""
        self.verdict.findings.append({"level": level, "rule": rule, "pointer": pointer, "message": message})

    def replace(self, event: dict[str, Any]) -> None:
        """Another event stands for this one from here on."""
        self.event = event
        self.raw = jsontext.dumps(event)

    def new_event(self) -> NewEvent:
        """The event for the log; only for accepted ones, which have decoded."""
        event = self.event
        assert event is not None  # noqa: S101 - an accepted event has decoded
        data = event.get("data")
        return NewEvent(
            self.raw,
            event["source"],
            event["id"],
            event["type"],
            self.overlay,
            _text_of(event, "time"),
            _text_of(event, "subject"),
            _text_of(data, "channel") if isinstance(data, dict) else None,
            self.complete,
        )


def _text_of(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None


class Judge:
    """Judges events by the specification in open mode."""

    def __init__(self, validator: Validator) -> None:
        self._validator = validator
        self.accept = validator.accept
        """The fast way in: the event, where nothing at all can be found in it, else None."""

    def judge(
        self,
        members: Sequence[Member],
        *,
        now: datetime,
        skew: timedelta | None = None,
        overlay: Mapping[str, Any] | None = None,
    ) -> list[Judged]:
        """A verdict on each member by its content alone.

        `skew` is what to add to the sender's times; the future is judged after that correction. `overlay` is what the
        collector adds to each, the received time where nothing is given.
        """
        # One dict for all events of a request: whoever adds to one event's overlay replaces it.
        overlay = overlay if overlay is not None else added(now)
        theirs = now - skew if skew else now
        judged = [self._one(member, overlay, theirs) for member in members]
        if skew:
            for one in judged:
                if one.verdict.status == "accepted" and one.event:
                    adjusted = times.format_utc(times.parse(one.event["time"]) + skew)
                    one.overlay = {**overlay, "adjustedtime": adjusted}
        return judged

    def _one(self, member: Member, overlay: Mapping[str, Any], now: datetime) -> Judged:
        raw, event, _ = member
        if isinstance(event, dict):
            findings: Sequence[Finding] = self._validator.check_decoded(event, raw, now=now)
        else:
            checked = self._validator.check_bytes(raw, now=now)
            event, findings = checked.event, checked.findings
        verdict = _verdict(event, findings) if findings else Verdict("accepted", event["id"])
        return Judged(raw, event, verdict, overlay)


def added(now: datetime) -> dict[str, Any]:
    """What the collector adds to every event."""
    return {"receivedtime": times.format_utc(now)}


def _verdict(event: dict[str, Any] | None, findings: Sequence[Finding]) -> Verdict:
    id_ = event.get("id") if event else None
    status: Status = "rejected" if any(finding.level == "error" for finding in findings) else "accepted"
    return Verdict(status, id_ if isinstance(id_, str) else None, [finding.as_dict() for finding in findings])


def rejected(judged: Judged, *, key: str | None) -> Rejected:
    """What the reject stream keeps: redacted when it decoded, else only size, hash and findings."""
    event, text = _redacted(judged.event)
    return Rejected(
        findings=judged.verdict.findings,
        size=len(judged.raw),
        sha256=sha256(judged.raw).hexdigest(),
        event=text,
        source=_text(event, "source"),
        id=_text(event, "id"),
        type=_text(event, "type"),
        key=key,
    )


def _redacted(event: object) -> tuple[dict[str, Any] | None, bytes | None]:
    """An event fit to be kept, decoded and as text; neither where it did not decode or is too deep to be written."""
    if not isinstance(event, dict):
        return None, None
    try:
        redacted = redact(event)
        return redacted, jsontext.dumps(redacted)
    except (RecursionError, jsontext.NotWritable):
        return None, None


# The longest a source may be; what is longer is no name to search a reject by.
_NAME = 512


def _text(event: dict[str, Any] | None, name: str) -> str | None:
    value = event.get(name) if event else None
    return value if isinstance(value, str) and len(value) <= _NAME else None
