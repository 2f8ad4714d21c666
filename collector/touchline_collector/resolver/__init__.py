"""Who is behind a rotating token: the only place that holds members' keys."""

from touchline_collector.resolver.members import Member, MembersError, Programme, decoded, load, parse
from touchline_collector.resolver.outcome import Later, Outcome, Resolved, Unresolved
from touchline_collector.resolver.resolver import RETENTION_SECONDS, Resolver
from touchline_collector.resolver.roster import Roster

__all__ = [
    "RETENTION_SECONDS",
    "Later",
    "Member",
    "MembersError",
    "Outcome",
    "Programme",
    "Resolved",
    "Resolver",
    "Roster",
    "Unresolved",
    "decoded",
    "load",
    "parse",
]
