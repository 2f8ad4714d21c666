"""Between verdict and consent: events that name a rotating token get the member behind it, or are suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from touchline_collector.intake.judge import Judged
from touchline_collector.intake.keys import PRESENCE_IDENTITY, presence_pointer
from touchline_collector.resolver import Later, Outcome, Resolved, Resolver, Unresolved
from touchline_spec.accepted import Accepted

# No event without these bytes, or an escape that could hide them, names a token; looking for them costs less than
# looking through the identities.
_MARK = b'"ble_ephemeral"'
_ESCAPE = b"\\u"
_UNKNOWN = Unresolved("/data/identities", "this collector knows no members")


def resolve(resolver: Resolver | None, judged: Sequence[Judged], now: datetime) -> None:
    """Resolve the accepted events among `judged`; a token that cannot be resolved is never kept."""
    for one in judged:
        if not _carries(one) or one.event is None:
            continue
        if resolver is None:
            _apply(one, _UNKNOWN)
            continue
        adjusted = one.overlay.get("adjustedtime")
        outcome = resolver.resolve(one.event, adjusted=adjusted, now=now)
        if outcome is not None:
            _apply(one, outcome)


class Elsewhere(Exception):  # noqa: N818 - named for the state
    """Another process knows the members."""


def refuse(judged: Sequence[Judged]) -> None:
    """Raise Elsewhere where one of the accepted events carries a token."""
    if any(_carries(one) for one in judged):
        raise Elsewhere


def has_no_token(event: Accepted) -> bool:
    """Whether none of its identities is a rotating token; asked of every event that comes, so without further calls."""
    for identity in event.data.identities or ():  # noqa: SIM110 - half the time of any()
        if identity.type == PRESENCE_IDENTITY:
            return False
    return True


def _carries(one: Judged) -> bool:
    """Whether it is accepted so far and carries a token."""
    return (
        one.verdict.status == "accepted"
        and one.event is not None
        and (_MARK in one.raw or _ESCAPE in one.raw)
        and presence_pointer(one.event) is not None
    )


def _apply(one: Judged, outcome: Outcome) -> None:
    match outcome:
        case Resolved(event, complete):
            one.replace(event)
            one.complete = complete
        case Unresolved(pointer, message, rule):
            one.suppress(rule, pointer, message)
        case Later(message, rule):
            one.verdict.status = "retry"
            one.note("info", rule, "", message)
