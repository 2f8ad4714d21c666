"""The rules in force: from decoded members to verdicts, all but dedup. Pure; replaced as a whole by a reload.

validate -> what the key allows -> resolve -> consent and tombstones
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from touchline_collector.forward.consent import ConsentRule, Judgement
from touchline_collector.intake import presence
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.judge import Judge, Judged
from touchline_collector.intake.keys import Key, Kind, downgraded
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.resolver import Resolver


@dataclass(slots=True)
class Rules:
    """What the configuration and past erasures say."""

    judge: Judge
    gate: Gate
    consent: ConsentRule = field(default_factory=ConsentRule)
    tombstones: Tombstones = field(default_factory=lambda: Tombstones(b"", {}))
    resolver: Resolver | None = None
    store_ip: bool = False
    trusted_proxies: tuple[str, ...] = ()

    def assess(
        self, members: Sequence[Member], key: Key, *, now: datetime, skew: timedelta | None = None
    ) -> list[Judged]:
        """A verdict on each member; `skew` is what to add to the sender's times."""
        judged = self.judge.judge(members, now=now, skew=skew)
        if not key.unrestricted:
            for one in judged:
                _apply_key(one, key)
        presence.resolve(self.resolver, judged, now)
        if self.consent.require or self.tombstones:
            for one in judged:
                self._suppress(one)
        return judged

    def _suppress(self, one: Judged) -> None:
        """Hold back what consent or an erasure forbids to keep; only the count stays."""
        event = one.event
        if one.verdict.status != "accepted" or event is None:
            return
        data = event.get("data")
        fields = data if isinstance(data, dict) else {}
        if self.consent.judge(event["type"], fields) is not Judgement.DELIVER:
            wanted = ", ".join(self.consent.require)
            message = f"this collector keeps events only with consent to: {wanted}"
            one.suppress("consent.missing", "/data/consent/purposes", message)
        elif self.tombstones.covers({**event, **one.overlay}):
            one.suppress("erasure.older", "", "older than an erasure of an identity that it carries")


def _apply_key(one: Judged, key: Key) -> None:
    """What the key forbids and what it makes of the event."""
    event = one.event
    if one.verdict.status != "accepted" or event is None:
        return
    refusal = key.refuses(event)
    if refusal:
        one.refuse("key.not_allowed", *refusal)
    elif key.kind is Kind.PUBLIC and (humble := downgraded(event)):
        one.replace(humble)
