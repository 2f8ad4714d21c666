"""The rules in force: from decoded members to verdicts, all but dedup. Pure; replaced as a whole by a reload.

validate -> what the key allows -> resolve -> consent and tombstones
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from touchline_collector.forward.consent import ConsentRule, Judgement
from touchline_collector.intake import presence
from touchline_collector.intake.decode import Member
from touchline_collector.intake.gate import Gate
from touchline_collector.intake.judge import Judge, Judged
from touchline_collector.intake.keys import Key, Kind, downgraded
from touchline_collector.intake.tombstones import Tombstones
from touchline_collector.resolver import Resolver
from touchline_spec import CustomTypes
from touchline_spec.accepted import Accepted


class Stale(Exception):  # noqa: N818 - named for the state
    """Events were judged by rules that are no longer in force."""


@dataclass(slots=True)
class Rules:
    """What the configuration and past erasures say.

    Whoever changes them does it under `lock` and counts `generation` up; whoever hands judged events to the log does
    it under `lock` and compares. So nothing enters the log that an erasure meanwhile, or a reload, would have refused.
    """

    judge: Judge
    gate: Gate
    consent: ConsentRule = field(default_factory=ConsentRule)
    tombstones: Tombstones = field(default_factory=lambda: Tombstones(b"", {}))
    resolver: Resolver | None = None
    store_ip: bool = False
    trusted_proxies: tuple[str, ...] = ()
    custom: CustomTypes | None = None
    """What the judge knows beside the vocabulary."""
    elsewhere: bool = False
    """Whether another process resolves tokens; then events with tokens raise presence.Elsewhere."""
    generation: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def replace(self, fresh: Rules) -> None:
        """Put other rules in the place of these, which many hold."""
        with self.lock:
            for name in _REPLACED:
                setattr(self, name, getattr(fresh, name))
            self.generation += 1

    def bury(self, tombstones: Tombstones) -> None:
        """Put other tombstones in force."""
        with self.lock:
            self.tombstones = tombstones
            self.generation += 1

    def pass_plainly(self, members: Sequence[Member], key: Key, *, now: datetime) -> list[Accepted | None]:
        """Each member decoded where nothing can be said of it; None for one to be looked at closely.

        One typed pass over the bytes, no dictionary. Never more than `assess` would accept without a finding.
        """
        accept = self.judge.accept
        decoded = [accept(member.raw, now=now) for member in members]
        open_ = key.unrestricted and not self.consent.require and not self.tombstones
        free = presence.has_no_token if open_ else partial(self._is_free, key)
        return [event if event is not None and free(event) else None for event in decoded]

    def _is_free(self, key: Key, event: Accepted) -> bool:
        """Whether key, resolver, consent and tombstones have nothing to say of a valid event."""
        if not (presence.has_no_token(event) and (key.unrestricted or key.passes(event))):
            return False
        if self.consent.require and not self.consent.grants(event.type, event.purposes):
            return False
        return not self.tombstones or not self.tombstones.mention(event.identities)

    def assess(
        self,
        members: Sequence[Member],
        key: Key,
        *,
        now: datetime,
        skew: timedelta | None = None,
        overlay: Mapping[str, Any] | None = None,
    ) -> list[Judged]:
        """A verdict on each member; `skew` is what to add to the sender's times, `overlay` what to add to each."""
        judged = self.judge.judge(members, now=now, skew=skew, overlay=overlay)
        if not key.unrestricted:
            for one in judged:
                _apply_key(one, key)
        if self.elsewhere:
            presence.refuse(judged)
        else:
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
        held = data if isinstance(data, dict) else {}
        if self.consent.judge(event["type"], held) is not Judgement.DELIVER:
            wanted = ", ".join(self.consent.require)
            message = f"this collector keeps events only with consent to: {wanted}"
            one.suppress("consent.missing", "/data/consent/purposes", message)
        elif self.tombstones.covers({**event, **one.overlay}):
            one.suppress("erasure.older", "", "older than an erasure of an identity that it carries")


_REPLACED = tuple(one.name for one in fields(Rules) if one.name not in ("generation", "lock"))


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
